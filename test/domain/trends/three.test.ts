import { leastClassified } from '../../../functions/domain/learning-review/first-page.ts'
import { describe, expect, test } from 'vitest'
import { recurrenceRate } from '../../../functions/domain/statistics/shares.ts'
import type { PulseRelease } from '../../../functions/domain/suppression/release.ts'
import { learningOf } from '../../../functions/domain/trends/learning.ts'
import type { LearningQuarter } from '../../../functions/domain/trends/schema.ts'
import { quartersTold, threeOf } from '../../../functions/domain/trends/three.ts'
import { trendsOf } from '../../../functions/domain/trends/view.ts'
import { noFigures } from '../../../functions/domain/figures/read.ts'
import { quarterBounds } from '../../../functions/domain/time/instants.ts'
import { answers, history, whole } from './pulses.ts'

const trends = (releases: readonly PulseRelease[], learning: readonly LearningQuarter[] = []) =>
  trendsOf({ releases, formatChanges: [], learning, group: null, instrument: null, language: 'en' })

/** Of 200 invited, of whom 150 answer: so many agree. */
const agreeing = (quarter: string, agree: number) => (before: readonly PulseRelease[]) =>
  whole(quarter, 200, answers(10, 140 - agree, 0, agree, 0), before)

const rowOf = (quarter: string): LearningQuarter => {
  const [row] = learningOf([noFigures(quarter)], quarterBounds(quarter).to, new Map(), 'en').slice(-2)
  if (!row) throw new Error('a quarter has a row')
  return row
}
/** The last day of the quarter, and 90 days back. */
const incidents = (quarter: string, total: number, recurring: number, classified = total): LearningQuarter => {
  const end = Date.parse(quarterBounds(quarter).to)
  const day = (before: number): string => new Date(end - before * 86_400_000).toISOString().slice(0, 10)
  const { rate, lo, hi } = recurrenceRate({ recurring, total: classified })
  return {
    ...rowOf(quarter),
    quarter,
    to: day(1),
    recurrence: { from: day(90), total, recurring, classified, rate, lo, hi, amongClassified: rate },
  }
}

describe('is it safer to speak', () => {
  test('yes and no are said only where the interval carries them, and against the year before where there is one', () => {
    const releases = history(
      agreeing('2025-Q3', 60),
      agreeing('2026-Q2', 100),
      agreeing('2026-Q3', 104),
      agreeing('2026-Q4', 50),
    )
    const of = (quarter: string) => threeOf(trends(releases), quarter).safety
    expect(of('2025-Q3')).toMatchObject({ verdict: 'first', since: null, why: null })
    expect(of('2026-Q2')).toMatchObject({ verdict: 'yes', since: { quarter: '2025-Q3', before: 0.4 } })
    expect(of('2026-Q3')).toMatchObject({ verdict: 'yes', since: { quarter: '2025-Q3' } })
    expect(of('2026-Q3').lately).toMatchObject({ quarter: '2026-Q2' })
    // The first is older than a year then.
    expect(of('2026-Q4')).toMatchObject({ verdict: 'no', since: { quarter: '2026-Q3' }, lately: null })
    for (const quarter of ['2026-Q2', '2026-Q3', '2026-Q4']) {
      const { verdict, since } = of(quarter)
      if (!since) throw new Error('something is compared')
      expect(verdict).toBe(since.lo > 0 ? 'yes' : since.hi < 0 ? 'no' : 'open')
    }
  })

  test('a change that chance could make is neither', () => {
    const { safety } = threeOf(trends(history(agreeing('2026-Q2', 75), agreeing('2026-Q3', 79))), '2026-Q3')
    expect(safety.verdict).toBe('open')
    expect(safety.since?.lo).toBeLessThan(0)
    expect(safety.since?.hi).toBeGreaterThan(0)
  })

  test('where nobody was asked, or too few answered, it says so and shows no figure', () => {
    const releases = history(agreeing('2026-Q1', 75), before => whole('2026-Q3', 12, answers(1, 1, 1, 0, 0), before))
    const of = (quarter: string) => threeOf(trends(releases), quarter).safety
    expect(of('2026-Q2')).toMatchObject({ verdict: null, why: 'no-pulse', now: null, dots: [] })
    expect(of('2026-Q3')).toMatchObject({ verdict: null, why: 'too-few', now: null, dots: [] })
  })
})

describe('is the organisation learning', () => {
  const of = (rows: readonly LearningQuarter[], quarter: string) => threeOf(trends([], rows), quarter).learning

  test('fewer that come back are a yes, more a no, and few incidents carry neither', () => {
    const year = (then: [number, number], now: [number, number]) =>
      of([incidents('2025-Q3', ...then), incidents('2026-Q2', 100, 50), incidents('2026-Q3', ...now)], '2026-Q3')
    expect(year([100, 70], [100, 30])).toMatchObject({ verdict: 'yes', since: { quarter: '2025-Q3' } })
    expect(year([100, 30], [100, 70])).toMatchObject({ verdict: 'no' })
    expect(year([10, 4], [10, 3])).toMatchObject({ verdict: 'open' })
  })

  test('incidents of whose kind nothing is written down make it no better: with too many of them nothing is said', () => {
    const told = of([incidents('2026-Q2', 50, 25), incidents('2026-Q3', 100, 30, 100 * leastClassified - 1)], '2026-Q3')
    expect(told).toMatchObject({ verdict: null, why: 'not-classified', now: null, incidents: 100 })
    expect(
      of([incidents('2026-Q2', 50, 25), incidents('2026-Q3', 100, 30, 100 * leastClassified)], '2026-Q3').now,
    ).not.toBe(null)
  })

  test('a window is not compared with one that it overlaps', () => {
    const overlapping = { ...incidents('2026-Q3', 40, 20), to: '2026-09-30' }
    const running = incidents('2026-Q4', 40, 10)
    const early = { ...running, recurrence: { ...running.recurrence, from: '2026-08-01' } }
    expect(of([overlapping, early], '2026-Q4')).toMatchObject({ verdict: 'first', since: null })
  })

  test('a quarter without incidents says so', () => {
    expect(of([incidents('2026-Q3', 0, 0)], '2026-Q3')).toMatchObject({ verdict: null, why: 'no-incident' })
    expect(of([], '2026-Q3')).toMatchObject({ verdict: null, why: 'no-incident' })
  })
})

test('what stands still is asked for; where nothing is recorded of actions, that is not nothing', () => {
  const row = incidents('2026-Q3', 10, 3)
  const still = { ...row, ages: { ...row.ages, open: 30, still: 19 } }
  expect(threeOf(trends([], [still]), '2026-Q3').asked).toEqual({ open: 30, still: 19 })
  expect(threeOf(trends([], []), '2026-Q3').asked).toBeNull()
})

test('a quarter that has hardly begun is no result, unless its pulse is out', () => {
  const rows = [incidents('2026-Q2', 9, 3), incidents('2026-Q3', 10, 3), incidents('2026-Q4', 1, 0)]
  const now = '2026-10-03T08:00:00.000Z'
  expect(quartersTold(trends([], rows), now)).toEqual(['2026-Q3', '2026-Q2'])
  expect(quartersTold(trends(history(agreeing('2026-Q4', 75)), rows), now)).toEqual(['2026-Q4', '2026-Q3', '2026-Q2'])
  expect(quartersTold(trends([], []), now)).toEqual([])
})
