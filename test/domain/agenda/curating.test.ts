import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import type { AgendaEdit } from '../../../functions/domain/agenda/edit.ts'
import { applyEdits } from '../../../functions/domain/agenda/edits.ts'
import { agendaCalendar } from '../../../functions/formats/agenda/calendar.ts'
import { agendaHtml } from '../../../functions/formats/agenda/html.ts'
import { agendaMarkdown } from '../../../functions/formats/agenda/markdown.ts'
import { anyEdit, anyFacts, anySynthesis } from './arbitrary.ts'
import { facts, observations, synthesis } from './fixture.ts'
import { expectWhole, item, itemsOf } from './laws.ts'

const agenda = layOutAgenda(synthesis, facts)
const allIds = observations.map(one => one.id)
const id = (number: number): string => allIds[number - 1] ?? ''
const text = (number: number): string => observations[number - 1]?.text ?? ''
const edited = (...edits: AgendaEdit[]) => {
  const done = applyEdits(agenda, edits)
  expect(done.refused).toEqual([])
  expectWhole(done.agenda, allIds)
  return done.agenda
}
const reasons = (...edits: AgendaEdit[]) => applyEdits(agenda, edits).refused.map(one => one.reason)

describe('a statement that is placed', () => {
  test('leaves where it stood, and both are counted and quoted anew', () => {
    const after = edited({ op: 'place', observationId: id(6), itemId: 'theme-2' })
    expect(item(after, 'theme-1')).toMatchObject({ observationIds: [id(7)], voices: 1, apart: 1 })
    expect(item(after, 'theme-1').quotes?.map(one => one.observationId)).toEqual([id(7)])
    expect(item(after, 'theme-2').observationIds).toEqual([id(1), id(2), id(3), id(6)])
    expect(item(after, 'theme-2').voices).toBe(3)
    expect(after.appendix.find(one => one.id === id(6))?.theme).toBe(item(after, 'theme-2').title)
  })

  test('without a pseudonym is told beside the voices and not among them', () => {
    const after = edited({ op: 'place', observationId: id(9), itemId: 'theme-3' })
    expect(item(after, 'theme-3')).toMatchObject({ voices: 1, apart: 2 })
    expect(item(after, 'theme-3').lines).toContain('And 2 given apart')
  })

  test('where nobody’s pseudonym is known no voice is counted', () => {
    const after = edited({
      op: 'add',
      id: 'own-aaaaaaaa',
      title: 'Leave to roll back',
      question: '',
      observationIds: [id(9)],
    })
    expect(item(after, 'own-aaaaaaaa').voices).toBeNull()
  })

  test('makes accounts differ where both now stand, and no longer where they do not', () => {
    expect(item(agenda, 'theme-2').disagreement).toBe(true)
    const apart = edited({ op: 'place', observationId: id(3), itemId: 'theme-1' })
    expect([item(apart, 'theme-1').disagreement, item(apart, 'theme-2').disagreement]).toEqual([false, false])
    expect(apart.brief.differing).toEqual([])
    const asked = item(agenda, 'theme-2')
    expect(asked.notes[0]).toContain('Accounts differ here')
    expect(item(apart, 'theme-2').notes).toEqual(asked.notes.slice(1))
    expect(item(apart, 'theme-2').question).not.toBe(asked.question)
    const both = edited(
      { op: 'place', observationId: id(3), itemId: 'theme-1' },
      { op: 'place', observationId: id(1), itemId: 'theme-1' },
    )
    expect(item(both, 'theme-1').disagreement).toBe(true)
    expect(both.brief.differing.map(({ a, b }) => [a.observationId, b.observationId])).toEqual([[id(1), id(3)]])
  })

  test('can always go back to what stands alone, which is there again', () => {
    const all = [8, 9, 10, 11].map((n): AgendaEdit => ({ op: 'place', observationId: id(n), itemId: 'theme-1' }))
    const none = edited(...all)
    expect(item(none, 'raised-once')).toMatchObject({ observationIds: [], minutes: 0, offPlan: true })
    const back = edited(...all, { op: 'place', observationId: id(8), itemId: 'raised-once' })
    expect(item(back, 'raised-once').observationIds).toEqual([id(8)])
    expect(item(back, 'raised-once').minutes).toBeGreaterThan(0)
    const themed = layOutAgenda({ ...synthesis, raisedOnce: [], observations: observations.slice(0, 7) }, facts)
    const pile = applyEdits(themed, [{ op: 'place', observationId: id(1), itemId: 'raised-once' }])
    expect(item(pile.agenda, 'raised-once').observationIds).toEqual([id(1)])
  })

  test('follows a theme that somebody merged away meanwhile', () => {
    const after = edited(
      { op: 'merge', itemId: 'theme-1', from: 'theme-3' },
      { op: 'place', observationId: id(8), itemId: 'theme-3' },
    )
    expect(item(after, 'theme-1').observationIds).toContain(id(8))
  })

  test('goes to no item but those of what was said', () => {
    expect(reasons({ op: 'place', observationId: id(1), itemId: 'closing' })).toEqual(['no_place'])
    expect(reasons({ op: 'place', observationId: id(1), itemId: 'proposals' })).toEqual(['no_place'])
    expect(reasons({ op: 'place', observationId: 'gone', itemId: 'theme-1' })).toEqual(['unknown_observation'])
    expect(reasons({ op: 'place', observationId: id(1), itemId: 'gone' })).toEqual(['unknown_item'])
  })
})

describe('the plan', () => {
  test('loses an item to the others, and its statements are read under its title', () => {
    const after = edited({ op: 'unplan', itemId: 'theme-3' })
    expect(item(after, 'theme-3')).toMatchObject({ minutes: 0, offPlan: true, observationIds: [id(4), id(5)] })
    const markdown = agendaMarkdown(after)
    expect(markdown).not.toMatch(/\d\d:\d\d · The release note said nothing/)
    expect(markdown).toContain(text(4).slice(0, 20))
    expect(
      item(edited({ op: 'unplan', itemId: 'theme-3' }, { op: 'plan', itemId: 'theme-3' }), 'theme-3').minutes,
    ).toBe(5)
  })

  test('gets an item that is added, with minutes and a question of its own, before what stands alone', () => {
    const after = edited({
      op: 'add',
      id: 'own-aaaaaaaa',
      title: 'Calls without a limit',
      question: '',
      observationIds: [id(7), id(11)],
    })
    const order = itemsOf(after).map(one => one.id)
    expect(order.indexOf('own-aaaaaaaa')).toBe(order.indexOf('raised-once') - 1)
    expect(item(after, 'own-aaaaaaaa')).toMatchObject({ minutes: 5, voices: 2, observationIds: [id(7), id(11)] })
    const questions = itemsOf(after).map(one => one.question)
    expect(questions.filter(one => one === item(after, 'own-aaaaaaaa').question)).toHaveLength(1)
    expect(item(after, 'own-aaaaaaaa').quotes?.length).toBeGreaterThan(0)
  })

  test('keeps its frame and is never without a part', () => {
    expect(reasons({ op: 'unplan', itemId: 'opening' })).toEqual(['fixed_item'])
    expect(reasons({ op: 'unplan', itemId: 'earlier-actions' }, { op: 'unplan', itemId: 'proposals' })).toEqual([
      'part_would_be_empty',
    ])
  })

  test('an id is given once', () => {
    const one: AgendaEdit = { op: 'add', id: 'own-aaaaaaaa', title: 'Once', question: '', observationIds: [] }
    expect(reasons(one, one)).toEqual(['taken_id'])
  })
})

describe('an edit survives a new layout', () => {
  const short = layOutAgenda(synthesis, { ...facts, durationMinutes: 30 })
  const edits: AgendaEdit[] = [
    { op: 'rename', itemId: 'theme-3', title: 'Quiet changes' },
    { op: 'ask', itemId: 'theme-3', question: 'Where would we have seen it?' },
    { op: 'place', observationId: id(8), itemId: 'theme-3' },
    { op: 'unplan', itemId: 'theme-1' },
    { op: 'plan', itemId: 'theme-3' },
  ]

  test('where its theme shares an item with others, and where it has one of its own', () => {
    expect(itemsOf(short).some(one => one.id === 'theme-3')).toBe(false)
    for (const laid of [agenda, short]) {
      const done = applyEdits(laid, edits)
      expect(done.refused).toEqual([])
      expectWhole(done.agenda, allIds)
      const theme = item(done.agenda, 'theme-3')
      expect(theme).toMatchObject({ title: 'Quiet changes', question: 'Where would we have seen it?' })
      expect(theme.observationIds).toEqual([id(4), id(5), id(8)])
      expect(theme.minutes).toBeGreaterThan(0)
      expect(item(done.agenda, 'theme-1').offPlan).toBe(true)
    }
  })

  test('a theme that shares an item is merged, renamed and counted as any other', () => {
    const after = applyEdits(short, [{ op: 'merge', itemId: 'theme-1', from: 'theme-3' }])
    expect(after.refused).toEqual([])
    expectWhole(after.agenda, allIds)
  })
})

describe('what is hidden', () => {
  const hide = (number: number): AgendaEdit => ({
    op: 'hide',
    observationId: id(number),
    reason: 'It points at one person.',
  })

  test('still stands in its place and in its counts, and its words are nowhere in the agenda', () => {
    const done = applyEdits(agenda, [hide(4), hide(8), hide(11)])
    expect(item(done.agenda, 'theme-3').voices).toBe(item(agenda, 'theme-3').voices)
    expect(done.agenda.matrix.map(row => row.factors)).toEqual(agenda.matrix.map(row => row.factors))
    expect([...done.hidden.keys()]).toEqual([id(4), id(8), id(11)])
    const all = JSON.stringify(done.agenda)
    for (const words of ['release note said nothing', 'same number of workers', 'limit of 800 ms']) {
      expect(JSON.stringify(agenda)).toContain(words)
      expect(all).not.toContain(words)
    }
    expect(agendaMarkdown(done.agenda)).toContain('3 statements are kept back by the facilitators')
  })

  test('is shown again', () => {
    const done = applyEdits(agenda, [hide(4), { op: 'show', observationId: id(4) }])
    expect(done.agenda).toEqual(agenda)
    expect(done.hidden.size).toBe(0)
  })

  test('is in no document, whatever else is done', () => {
    const anyText = fc.uuid().map(own => `The screen ${own} was green, and nobody looked at it before noon.`)
    fc.assert(
      fc.property(
        anySynthesis(anyText)
          .filter(said => said.observations.length > 0)
          .chain(said => {
            const named = (list: typeof said.conditions) =>
              list.map(one => ({
                ...one,
                text: said.observations.find(o => o.id === one.observationIds[0])?.text ?? '',
              }))
            const told = { ...said, conditions: named(said.conditions), proposals: named(said.proposals) }
            return anyFacts.map(known => ({ said: told, generated: layOutAgenda(told, known) }))
          })
          .chain(({ said, generated }) =>
            fc.record({
              said: fc.constant(said),
              generated: fc.constant(generated),
              before: fc.array(anyEdit(generated), { maxLength: 6 }),
              after: fc.array(anyEdit(generated), { maxLength: 6 }),
              hidden: fc.constantFrom(...said.observations),
            }),
          ),
        ({ generated, before, after, hidden, said }) => {
          const shown = after.filter(edit => edit.op !== 'show')
          const done = applyEdits(generated, [
            ...before,
            { op: 'hide', observationId: hidden.id, reason: 'x' },
            ...shown,
          ])
          expectWhole(
            done.agenda,
            said.observations.map(one => one.id),
          )
          const words = hidden.text.slice(11, 47)
          for (const document of [
            JSON.stringify(done.agenda),
            agendaMarkdown(done.agenda),
            agendaHtml(done.agenda),
            agendaCalendar(done.agenda, 1),
          ])
            expect(document).not.toContain(words)
        },
      ),
      { numRuns: 60 },
    )
  })
})

test('the facilitators’ own notes stand beside the agenda and in it nowhere', () => {
  const done = applyEdits(agenda, [
    { op: 'note', itemId: null, text: 'Begin with the load, it hurts nobody.' },
    { op: 'note', itemId: 'theme-1', text: 'Leave it for when the room is warm.' },
    { op: 'note', itemId: 'theme-2', text: 'Taken back' },
    { op: 'note', itemId: 'theme-2', text: '' },
  ])
  expect([...done.notes]).toEqual([
    ['', 'Begin with the load, it hurts nobody.'],
    ['theme-1', 'Leave it for when the room is warm.'],
  ])
  expect(done.agenda).toEqual(agenda)
})
