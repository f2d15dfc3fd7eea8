/** Compares two published points, among those who were invited. Nothing is compared if its bars are not published. */
import { rounded } from '../rounding.ts'
import { changeOfShare, mannWhitneyOfCounts } from '../statistics/statistics.ts'
import type { Scale } from '../suppression/parameters.ts'
import type { Comparison, Point } from './schema.ts'

/** How often a change may be called where there is none. */
export const falseAlarms = 0.05

/** The level at which `comparisons` that are read side by side are all right together (Bonferroni). */
export const levelOf = (comparisons: number): number => 1 - falseAlarms / Math.max(1, comparisons)

export type Bars = Pick<Point, 'quarter' | 'distribution' | 'invited'>

const least = 0.001

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

const answeredOf = (distribution: readonly number[], invited: number, scale: Scale) => {
  const n = total(distribution)
  return { k: total(distribution.slice(scale.favourableFrom - scale.min)), n, N: Math.max(invited, n) }
}

/** Null if either has no bars. Rounded as the page shows it, so that no figure is finer than its parts. */
export const compare = (later: Bars, earlier: Bars, scale: Scale, level: number): Comparison | null => {
  if (!later.distribution || !earlier.distribution || later.invited === null || earlier.invited === null) return null
  const { probSuperiority } = mannWhitneyOfCounts({ a: later.distribution, b: earlier.distribution })
  const { diff, lo, hi, p } = changeOfShare({
    later: answeredOf(later.distribution, later.invited, scale),
    earlier: answeredOf(earlier.distribution, earlier.invited, scale),
    level,
  })
  if (diff === null || probSuperiority === null) return null
  return {
    quarter: earlier.quarter,
    direction: lo > 0 ? 'rise' : hi < 0 ? 'fall' : 'none',
    p: rounded(p, 4),
    probHigher: rounded(probSuperiority, 3),
    change: rounded(diff, 3),
    // What leaves 0 out does so rounded too.
    lo: lo > 0 ? Math.max(least, rounded(lo, 3)) : rounded(lo, 3),
    hi: hi < 0 ? Math.min(-least, rounded(hi, 3)) : rounded(hi, 3),
    together: level > levelOf(1),
  }
}
