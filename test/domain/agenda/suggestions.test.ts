import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import type { AgendaEdit } from '../../../functions/domain/agenda/edit.ts'
import { applyEdits } from '../../../functions/domain/agenda/edits.ts'
import { alikeIn, suggestionsOf } from '../../../functions/domain/agenda/suggestions.ts'
import { coverageOf, themesOf, unsorted } from '../../../functions/domain/agenda/themes.ts'
import { anyEdit, anyFacts, anySynthesis } from './arbitrary.ts'
import { facts, observations, synthesis } from './fixture.ts'

const agenda = layOutAgenda(synthesis, facts)
const id = (number: number): string => observations[number - 1]?.id ?? ''
const newId = 'own-aaaaaaaa'
const offered = (...edits: AgendaEdit[]) => suggestionsOf(applyEdits(agenda, edits), alikeIn(agenda), newId)

const drawn = anySynthesis(
  fc.constantFrom(
    'The replica lagged behind the primary for an hour.',
    'Nobody looked at the replica, and the lag grew.',
    'The dashboard of the queue was green.',
    'We had no runbook for the queue.',
  ),
)
  .chain(said => anyFacts.map(known => layOutAgenda(said, known)))
  .chain(generated =>
    fc.record({ generated: fc.constant(generated), edits: fc.array(anyEdit(generated), { maxLength: 8 }) }),
  )

describe('a suggestion', () => {
  test('says what the two have in common and what would come of it, as counted afterwards', () => {
    const [first] = offered()
    expect(first).toMatchObject({ kind: 'place', edit: { op: 'place', observationId: id(11), itemId: 'theme-1' } })
    expect(first?.shared).toContain('limit')
    const after = applyEdits(agenda, first ? [first.edit] : []).agenda
    const theme = themesOf(after).find(one => one.id === 'theme-1')
    expect(theme).toMatchObject({ voices: first?.voices })
    expect(theme?.observationIds).toHaveLength(first?.statements ?? 0)
  })

  test('that was declined is not made again, and comes back when that is undone', () => {
    const [first] = offered()
    if (!first) throw new Error('one is offered')
    const [a, b] = first.between
    const declined: AgendaEdit = { op: 'decline', between: [a, b] }
    expect(offered(declined).map(({ edit }) => edit)).not.toContainEqual(first.edit)
    expect(offered()).toContainEqual(first)
  })

  test('is never about what is hidden', () => {
    const [first] = offered()
    const [a] = first?.between ?? ['']
    const left = offered({ op: 'hide', observationId: a, reason: 'It points at one person.' })
    expect(left.flatMap(({ between }) => between)).not.toContain(a)
  })

  test('makes no theme of one writer', () => {
    const same = synthesis.observations.map(one => ({ ...one, pseudonym: 'Quiet Heron', signedBy: null }))
    const alone = {
      ...synthesis,
      themes: [],
      raisedOnce: same.map(one => one.id),
      observations: same,
      disagreements: [],
    }
    const laid = layOutAgenda(alone, facts)
    expect(suggestionsOf(applyEdits(laid, []), alikeIn(laid), newId)).toEqual([])
  })

  test('always fits the agenda over which it is made, and is not made again once it was followed', () => {
    fc.assert(
      fc.property(drawn, ({ generated, edits }) => {
        const alike = alikeIn(generated)
        const before = edits.filter(edit => edit.op !== 'add')
        for (const { edit, between } of suggestionsOf(applyEdits(generated, before), alike, newId)) {
          const after = applyEdits(generated, [...before, edit])
          expect(after.refused.filter(({ index }) => index === before.length)).toEqual([])
          const again = suggestionsOf(after, alike, 'own-bbbbbbbb')
          expect(again.map(one => one.between)).not.toContainEqual(between)
        }
      }),
      { numRuns: 80 },
    )
  })
})

describe('coverage', () => {
  test('adds up after any edits, and every statement is a card’s or stands alone', () => {
    fc.assert(
      fc.property(drawn, ({ generated, edits }) => {
        const { whole, hidden } = applyEdits(generated, edits)
        const { inThemes, alone, hidden: kept, care, countedOnly, total } = coverageOf(whole, new Set(hidden.keys()))
        expect(inThemes + alone + kept + care + countedOnly).toBe(total)
        const shown = [...themesOf(whole), ...unsorted(whole)].flatMap(({ observationIds }) => observationIds)
        expect(shown.toSorted((a, b) => a.localeCompare(b))).toEqual(
          whole.appendix.map(entry => entry.id).toSorted((a, b) => a.localeCompare(b)),
        )
      }),
      { numRuns: 150 },
    )
  })

  test('tells what is for the facilitator alone and what was given for themes only', () => {
    expect(coverageOf(agenda, new Set([id(5)]))).toEqual({
      inThemes: 6,
      themes: 3,
      alone: 4,
      hidden: 1,
      care: 1,
      countedOnly: 3,
      total: 15,
    })
  })
})
