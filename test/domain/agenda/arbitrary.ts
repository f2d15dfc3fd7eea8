/** Any synthesis that keeps its contract, any facts, any edits that name what could be there. */
import * as fc from 'fast-check'
import type { AgendaEdit } from '../../../functions/domain/agenda/edit.ts'
import type { Agenda, AgendaFacts } from '../../../functions/domain/agenda/schema.ts'
import { type Synthesis, factorSchema, flagSchema, purposeSchema } from '../../../functions/domain/synthesis/schema.ts'
import { facts } from './fixture.ts'

const factor = fc.option(fc.constantFrom(...factorSchema.options))

/** Texts are drawn by the caller, so that a test can say which ones. */
export const anySynthesis = (text: fc.Arbitrary<string>): fc.Arbitrary<Synthesis> =>
  fc
    .record({
      sizes: fc.array(fc.integer({ min: 2, max: 6 }), { maxLength: 14 }),
      single: fc.integer({ min: 0, max: 12 }),
      furtherThemesOnly: fc.integer({ min: 0, max: 5 }),
    })
    .chain(({ sizes, single, furtherThemesOnly }) => {
      const total = sizes.reduce((sum, size) => sum + size, 0) + single
      const ids = Array.from({ length: total }, (_, index) => `obs-${index}`)
      return fc
        .record({
          rows: fc.array(
            fc.record({
              text,
              factor,
              flags: fc.subarray(flagSchema.options),
              purpose: fc.option(fc.constantFrom(...purposeSchema.options)),
              pseudonym: fc.option(fc.constantFrom('Quiet Heron', 'Amber Otter', 'Brisk Maple')),
              signedBy: fc.option(fc.constant('Robin Example')),
            }),
            { minLength: total, maxLength: total },
          ),
          themes: fc.array(
            fc.record({ voices: fc.integer({ min: 1, max: 12 }), apart: fc.integer({ min: 0, max: 3 }) }),
            {
              minLength: sizes.length,
              maxLength: sizes.length,
            },
          ),
          references: fc.tuple(fc.subarray(ids), fc.subarray(ids), fc.subarray(ids), fc.subarray(ids)),
          denied: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }),
        })
        .map(({ rows, themes, references: [conditions, vendor, proposed, strengths], denied }) => {
          let at = 0
          const quoteOf = (index: number): { observationId: string; text: string } => ({
            observationId: ids[index] ?? '',
            text: rows[index]?.text ?? '',
          })
          const namedBy = (id: string): { text: string; observationIds: string[] } => ({
            text: 'A limit on calls',
            observationIds: [id],
          })
          const take = (size: number): string[] => ids.slice(at, (at += size))
          return {
            themes: themes.map((theme, index) => ({
              id: `theme-${index + 1}`,
              title: `Theme number ${index + 1}`,
              ...theme,
              observationIds: take(sizes[index] ?? 0),
              quotes: [],
            })),
            raisedOnce: take(single),
            furtherThemesOnly,
            observations: rows.map((row, index) => ({ id: ids[index] ?? '', item: null, ...row })),
            care: { texts: [], count: 0 },
            nonAnswers: 0,
            disagreements: total < 2 ? [] : denied.map(([a, b]) => ({ a: quoteOf(a % total), b: quoteOf(b % total) })),
            conditions: conditions.map(namedBy),
            vendorObservationIds: vendor,
            proposals: proposed.map(namedBy),
            strengths,
          }
        })
    })

export const anyFacts: fc.Arbitrary<AgendaFacts> = fc
  .record({
    durationMinutes: fc.integer({ min: 15, max: 480 }),
    vendor: fc.option(fc.constant('Acme Payments (fictional)')),
    earlierActions: fc.subarray(facts.earlierActions),
  })
  .map(drawn => ({ ...facts, ...drawn }))

export const anyEdit = (agenda: Agenda): fc.Arbitrary<AgendaEdit> => {
  const itemId = fc.constantFrom(
    ...agenda.parts.flatMap(part => part.items.map(item => item.id)),
    'theme-1-part-2',
    'further-themes-part-2',
    'own-aaaaaaaa',
    'raised-once',
    'theme-1',
    'theme-2',
    'gone',
  )
  const ids = fc.constantFrom('obs-gone', ...agenda.appendix.map(entry => entry.id))
  const groups = agenda.parts.flatMap(part => part.items).filter(item => item.observationIds.length > 1)
  const fitting = groups.map(item =>
    fc.record({
      op: fc.constant('split' as const),
      itemId: fc.constant(item.id),
      observationIds: fc.subarray(item.observationIds, { minLength: 1 }),
      title: fc.constant('Split off'),
    }),
  )
  return fc.oneof(
    fc.record({ op: fc.constant('rename' as const), itemId, title: fc.constantFrom('Renamed', 'Another name') }),
    fc.record({ op: fc.constant('merge' as const), itemId, from: itemId }),
    fc.record({
      op: fc.constant('split' as const),
      itemId,
      observationIds: fc.array(ids, { minLength: 1, maxLength: 3 }),
      title: fc.constant('Split off'),
    }),
    ...fitting,
    fc.record({
      op: fc.constant('move' as const),
      itemId,
      part: fc.constantFrom('Understanding' as const, 'Alignment' as const, 'Action' as const),
      position: fc.integer({ min: 0, max: 8 }),
    }),
    fc.record({ op: fc.constant('retime' as const), itemId, minutes: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ op: fc.constant('ask' as const), itemId, question: fc.constantFrom('What did you see?', '') }),
    fc.record({ op: fc.constant('place' as const), observationId: ids, itemId }),
    fc.record({
      op: fc.constant('add' as const),
      id: fc.constantFrom('own-aaaaaaaa', 'own-bbbbbbbb'),
      title: fc.constant('Added'),
      question: fc.constantFrom('', 'What was on the screen?'),
      observationIds: fc.array(ids, { maxLength: 3 }),
    }),
    fc.record({ op: fc.constantFrom('plan' as const, 'unplan' as const), itemId }),
    fc.record({ op: fc.constant('hide' as const), observationId: ids, reason: fc.constant('It names a habit.') }),
    fc.record({ op: fc.constant('show' as const), observationId: ids }),
    fc.record({ op: fc.constant('note' as const), itemId: fc.option(itemId), text: fc.constantFrom('Begin here', '') }),
    fc.record({ op: fc.constant('decline' as const), between: fc.tuple(ids, ids) }),
  )
}
