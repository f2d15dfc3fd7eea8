/** The pulse in the learning review against the answers it was published from. */
import { beforeAll, describe, expect, test } from 'vitest'
import { type LearningReview, learningReviewSchema } from '../../../functions/domain/learning-review/schema.ts'
import { answers, history, pulse, type Team } from '../../domain/trends/pulses.ts'
import { meanInterval, meanOf, wilsonOf } from '../../simulation/statistics.ts'
import { plantPulse } from '../pulses/pulses.ts'
import { learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const later = '2026-10-05T09:00:00.000Z'
const teams = (...safety: readonly number[][]): readonly Team[] =>
  safety.map((each, index) => ({ label: `Team ${index}`, invited: 30, safety: each }))
const second = teams(answers(1, 3, 6, 9, 5), answers(2, 4, 4, 7, 6))
const third = teams(answers(1, 2, 5, 10, 7), answers(1, 2, 4, 9, 8))
const everybody = (of: readonly Team[]): number[] => of.flatMap(({ safety }) => [...safety])

const database = ownDatabase()
let review: LearningReview
beforeAll(async () => {
  const releases = history(
    before => pulse('2026-Q2', second, before),
    before => pulse('2026-Q3', third, before),
  )
  for (const release of releases) await plantPulse(database.client, release)
  const { call } = learning(database.client)
  review = learningReviewSchema.parse((await call('GET /api/learning-reviews/2026-Q3', { at: later })).json)
})

describe('the review-safety item', () => {
  const told = () => review.sections.pulse.figures.release?.figures.find(({ id }) => id === 'review-safety')

  test('has the whole organisation’s numbers of invited and answered', () => {
    const { invited, answered, withheld } = review.sections.pulse.figures.release ?? {}
    expect({ invited, answered, withheld }).toEqual({ invited: 60, answered: everybody(third).length, withheld: null })
  })

  test('has mean and favourable share with intervals, for a population of those invited', () => {
    const values = everybody(third)
    const favourable = values.filter(value => value >= 4).length
    const [meanLo, meanHi] = meanInterval(values, 60)
    const [favourableLo, favourableHi] = wilsonOf(favourable, values.length, 60)
    expect(told()).toMatchObject({ n: values.length, meanBound: null, favourableBound: null })
    const figures = told()
    // Published to two decimals and to a tenth of a per cent.
    for (const [figure, computed, decimals] of [
      [figures?.mean, meanOf(values), 2],
      [figures?.meanLo, meanLo, 2],
      [figures?.meanHi, meanHi, 2],
      [figures?.favourable, favourable / values.length, 3],
      [figures?.favourableLo, favourableLo, 3],
      [figures?.favourableHi, favourableHi, 3],
    ] as const) {
      expect(Math.abs((figure ?? Number.NaN) - computed)).toBeLessThanOrEqual(0.5000001 * 10 ** -decimals)
    }
  })

  test('is compared with the quarter before, asked in the same words', () => {
    const values = everybody(second)
    const before = told()?.before
    expect(before?.mean).toBeCloseTo(meanOf(values), 2)
    expect(before?.favourable).toBeCloseTo(values.filter(value => value >= 4).length / values.length, 3)
  })
})

test('reports an item nobody answered without a figure', () => {
  const others = review.sections.pulse.figures.release?.figures.filter(({ id }) => id !== 'review-safety') ?? []
  expect(others.length).toBeGreaterThan(0)
  for (const { n, mean, favourable, before } of others) {
    expect({ n, mean, favourable, before: before?.mean ?? null }).toEqual({
      n: null,
      mean: null,
      favourable: null,
      before: null,
    })
  }
})
