import { expect, test } from 'vitest'
import { liftSynthesis } from '../../../functions/domain/synthesis/older.ts'
import { synthesisSchema } from '../../../functions/domain/synthesis/schema.ts'

/** As it was filed before statements were split and quoted. */
const older = {
  themes: [
    {
      id: 'theme-1',
      title: 'Gauges',
      question: 'On gauges: what did people see?',
      voices: 2,
      disagreement: true,
      observationIds: ['a', 'b'],
    },
  ],
  raisedOnce: ['c'],
  furtherThemesOnly: 1,
  observations: ['a', 'b', 'c'].map(id => ({
    id,
    text: `The gauge ${id} stuck`,
    item: 'observed-first',
    pseudonym: 'P1',
    signedBy: null,
    flags: ['blame', 'counterfactual'],
    factor: 'monitoring',
    question: 'What made it stick?',
  })),
  counterfactuals: [{ title: 'Gauge', observationIds: ['a', 'c'] }],
  vendorObservationIds: ['b'],
  proposals: [{ factor: null, observationIds: ['c'] }],
}

test('a synthesis filed in the older shape is one of today’s, with every statement, theme and voice it had', () => {
  const lifted = synthesisSchema.parse(liftSynthesis(older))
  expect(lifted.observations.map(({ id, text, flags }) => ({ id, text, flags }))).toEqual(
    older.observations.map(({ id, text, flags }) => ({ id, text, flags })),
  )
  expect(lifted.themes).toEqual([
    { id: 'theme-1', title: 'Gauges', voices: 2, apart: 0, observationIds: ['a', 'b'], quotes: [] },
  ])
  expect(lifted.conditions.map(({ observationIds }) => observationIds)).toEqual([['a'], ['c']])
  expect(lifted.proposals).toEqual([{ text: 'The gauge c stuck', observationIds: ['c'] }])
  expect(lifted).toMatchObject({ raisedOnce: ['c'], furtherThemesOnly: 1, vendorObservationIds: ['b'] })
})

test('what it was not looked for then is not claimed: no care, no disagreement, no quote', () => {
  const lifted = synthesisSchema.parse(liftSynthesis(older))
  expect(lifted.care).toEqual({ texts: [], count: 0 })
  expect(lifted).toMatchObject({ nonAnswers: 0, disagreements: [], strengths: [] })
})

test('what names no statement of the synthesis is left out', () => {
  const lost = { ...older, counterfactuals: [{ title: 'Gone', observationIds: ['z'] }] }
  expect(synthesisSchema.parse(liftSynthesis(lost)).conditions).toEqual([])
})

test('lifted once is lifted; today’s shape and anything else comes back as it is', () => {
  const lifted = liftSynthesis(older)
  expect(liftSynthesis(lifted)).toBe(lifted)
  expect(liftSynthesis(null)).toBeNull()
  expect(liftSynthesis({ themes: 3 })).toEqual({ themes: 3 })
})
