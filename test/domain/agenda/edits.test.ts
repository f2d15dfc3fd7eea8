import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { type AgendaEdit, agendaEditSchema } from '../../../functions/domain/agenda/edit.ts'
import { applyEdits } from '../../../functions/domain/agenda/edits.ts'
import { anyEdit, anyFacts, anySynthesis } from './arbitrary.ts'
import { facts, observations, synthesis } from './fixture.ts'
import { expectWhole, item, itemsOf } from './laws.ts'

const agenda = layOutAgenda(synthesis, facts)
const reasonOf = (...edits: AgendaEdit[]) => applyEdits(agenda, edits).refused.map(one => one.reason)
const allIds = observations.map(one => one.id)

describe('the law of the edits', () => {
  test('after any sequence minutes add up, every observation stands once, and what was refused changed nothing', () => {
    const applied = new Set<string>()
    fc.assert(
      fc.property(
        anySynthesis(fc.constant('Something was seen.'))
          .chain(said => anyFacts.map(known => ({ said, agenda: layOutAgenda(said, known) })))
          .chain(({ said, agenda: generated }) =>
            fc.record({
              said: fc.constant(said),
              generated: fc.constant(generated),
              edits: fc.array(anyEdit(generated), { maxLength: 12 }),
            }),
          ),
        ({ said, generated, edits }) => {
          const ids = said.observations.map(one => one.id)
          const { agenda: edited, refused, ...beside } = applyEdits(generated, edits)
          expectWhole(edited, ids)
          expect(edited.appendix.map(entry => entry.id)).toEqual(generated.appendix.map(entry => entry.id))
          const refusedAt = new Set(refused.map(one => one.index))
          const kept = edits.filter((_, index) => !refusedAt.has(index))
          for (const edit of kept) applied.add(edit.op)
          expect(applyEdits(generated, kept)).toEqual({ agenda: edited, refused: [], ...beside })
        },
      ),
      { numRuns: 300 },
    )
    expect([...applied].sort()).toEqual(agendaEditSchema.options.map(one => one.shape.op.value).sort())
  })

  test('dropping the last edit undoes it', () => {
    const edits: AgendaEdit[] = [
      { op: 'merge', itemId: 'theme-1', from: 'theme-3' },
      { op: 'retime', itemId: 'vendor', minutes: 9 },
      { op: 'split', itemId: 'theme-1', observationIds: [observations[3]?.id ?? ''], title: 'The note' },
    ]
    const states = edits.map((_, index) => applyEdits(agenda, edits.slice(0, index + 1)))
    for (const state of states) expect(state.refused).toEqual([])
    expect(new Set(states.map(state => JSON.stringify(state.agenda))).size).toBe(edits.length)
    expect(applyEdits(agenda, edits.slice(0, -1))).toEqual(states[1])
    expect(applyEdits(agenda, edits.slice(0, -3)).agenda).toEqual(agenda)
  })

  test('a theme that takes the last statements of two items leaves every minute somewhere', () => {
    const [first, second] = ['theme-2', 'theme-3'].map(id => item(agenda, id).observationIds)
    const all = [...(first ?? []), ...(second ?? [])]
    const edited = applyEdits(agenda, [
      { op: 'add', id: 'own-aaaaaaaa', title: 'Both', question: '', observationIds: all },
    ])
    expect(edited.refused).toEqual([])
    expect(item(edited.agenda, 'theme-2').observationIds).toEqual([])
    expectWhole(edited.agenda, allIds)
  })

  test('the generated agenda is not touched', () => {
    const before = JSON.stringify(agenda)
    applyEdits(agenda, [{ op: 'merge', itemId: 'theme-1', from: 'raised-once' }])
    expect(JSON.stringify(agenda)).toBe(before)
  })
})

describe('each operation', () => {
  test('rename changes the heading in the appendix and in the matrix too', () => {
    const { agenda: edited } = applyEdits(agenda, [{ op: 'rename', itemId: 'theme-1', title: 'Waiting for others' }])
    expect(item(edited, 'theme-1').title).toBe('Waiting for others')
    expect(edited.appendix.filter(entry => entry.theme === 'Waiting for others')).toHaveLength(2)
    expect(edited.matrix.map(row => row.title)).toContain('Waiting for others')
  })

  test('merge adds minutes and statements and counts the pseudonyms anew', () => {
    const { agenda: edited } = applyEdits(agenda, [{ op: 'merge', itemId: 'theme-2', from: 'theme-3' }])
    const minutes = item(agenda, 'theme-2').minutes + item(agenda, 'theme-3').minutes
    expect(item(edited, 'theme-2')).toMatchObject({ minutes, voices: 3, apart: 1 })
    expect(item(edited, 'theme-2').observationIds).toHaveLength(5)
    expect(item(edited, 'theme-2').lines.join()).toContain('The release note said nothing about')
    expectWhole(edited, allIds)
  })

  test('merge of agreed items keeps the question of the one that goes', () => {
    const { agenda: edited } = applyEdits(agenda, [{ op: 'merge', itemId: 'factors', from: 'vendor' }])
    expect(item(edited, 'factors').lines.join()).toContain('what should the system do, and does it?')
  })

  test('split puts a new theme behind the old one, and the headings follow', () => {
    const id = observations[8]?.id ?? ''
    const { agenda: edited } = applyEdits(agenda, [
      { op: 'split', itemId: 'raised-once', observationIds: [id], title: 'Leave to roll back' },
    ])
    const order = itemsOf(edited).map(one => one.id)
    expect(order.indexOf('raised-once-part-2')).toBe(order.indexOf('raised-once') + 1)
    expect(item(edited, 'raised-once-part-2')).toMatchObject({
      kind: 'theme',
      voices: null,
      apart: 1,
      observationIds: [id],
    })
    expect(edited.appendix.find(entry => entry.id === id)?.theme).toBe('Leave to roll back')
    expectWhole(edited, allIds)
  })

  test('split of a whole topic keeps its question and its voices', () => {
    const short = layOutAgenda(synthesis, { ...facts, durationMinutes: 30 })
    const topic = item(short, 'further-themes').topics?.[0]
    if (!topic) throw new Error('two themes share an item in half an hour')
    const { agenda: edited } = applyEdits(short, [
      { op: 'split', itemId: 'further-themes', observationIds: topic.observationIds, title: topic.title },
    ])
    expect(item(edited, 'further-themes-part-2')).toMatchObject({ question: topic.question, voices: topic.voices })
    expect(item(edited, 'further-themes').topics).toHaveLength(1)
  })

  test('move changes order and part, and the minutes go along', () => {
    const { agenda: edited } = applyEdits(agenda, [
      { op: 'move', itemId: 'theme-3', part: 'Understanding', position: 0 },
      { op: 'move', itemId: 'vendor', part: 'Action', position: 1 },
    ])
    expect(edited.parts[1]?.items[0]?.id).toBe('theme-3')
    expect(edited.parts[3]?.items[1]?.id).toBe('vendor')
    expectWhole(edited, allIds)
  })

  test('retime takes the difference from items that nobody timed by hand', () => {
    const { agenda: edited, refused } = applyEdits(agenda, [
      { op: 'retime', itemId: 'theme-2', minutes: 12 },
      { op: 'retime', itemId: 'theme-1', minutes: 12 },
    ])
    expect(refused).toEqual([])
    expect(item(edited, 'theme-2').minutes).toBe(12)
    expect(item(edited, 'theme-1').minutes).toBe(12)
    expectWhole(edited, allIds)
  })
})

describe('an edit that does not fit is named with its reason and the others still apply', () => {
  test.each<[string, AgendaEdit[]]>([
    ['unknown_item', [{ op: 'rename', itemId: 'theme-99', title: 'Gone' }]],
    ['unknown_observation', [{ op: 'split', itemId: 'theme-1', observationIds: ['gone'], title: 'Gone' }]],
    ['fixed_item', [{ op: 'merge', itemId: 'opening', from: 'check-in' }]],
    ['fixed_item', [{ op: 'move', itemId: 'closing', part: 'Action', position: 0 }]],
    ['cannot_merge', [{ op: 'merge', itemId: 'theme-1', from: 'theme-1' }]],
    ['cannot_merge', [{ op: 'merge', itemId: 'theme-1', from: 'proposals' }]],
    [
      'nothing_left',
      [{ op: 'split', itemId: 'theme-1', observationIds: item(agenda, 'theme-1').observationIds, title: 'All' }],
    ],
    ['out_of_range', [{ op: 'move', itemId: 'vendor', part: 'Action', position: 7 }]],
    ['not_enough_time', [{ op: 'retime', itemId: 'vendor', minutes: 60 }]],
  ])('%s', (reason, edits) => {
    expect(reasonOf(...edits)).toEqual([reason])
    const { agenda: edited } = applyEdits(agenda, [...edits, { op: 'rename', itemId: 'vendor', title: 'After it' }])
    expect(item(edited, 'vendor').title).toBe('After it')
  })

  test('a part is not emptied', () => {
    const last: AgendaEdit[] = [
      { op: 'merge', itemId: 'proposals', from: 'earlier-actions' },
      { op: 'move', itemId: 'proposals', part: 'Alignment', position: 0 },
    ]
    expect(reasonOf(...last)).toEqual(['part_would_be_empty'])
  })

  test('an item of one minute is not split', () => {
    const edits: AgendaEdit[] = [
      { op: 'retime', itemId: 'theme-1', minutes: 1 },
      { op: 'split', itemId: 'theme-1', observationIds: [observations[5]?.id ?? ''], title: 'Half' },
    ]
    expect(reasonOf(...edits)).toEqual(['not_enough_time'])
  })
})

test.each([
  { op: 'rename', itemId: 'theme-1', title: '   ' },
  { op: 'retime', itemId: 'theme-1', minutes: 0 },
  { op: 'retime', itemId: 'theme-1', minutes: 2.5 },
  { op: 'move', itemId: 'theme-1', part: 'Closing', position: 0 },
  { op: 'split', itemId: 'theme-1', observationIds: [], title: 'Nothing' },
  { op: 'delete', itemId: 'theme-1' },
  { op: 'add', id: 'theme-9', title: 'Under a name that the layout may give' },
  { op: 'hide', observationId: 'obs_1', reason: ' ' },
])('an edit of the wrong shape is not an edit: %j', edit => {
  expect(agendaEditSchema.safeParse(edit).success).toBe(false)
})
