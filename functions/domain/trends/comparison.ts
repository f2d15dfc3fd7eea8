/** Compares two published points. Nothing is compared if its bars are not published. */
import { rounded } from '../rounding.ts'
import { mannWhitneyOfCounts, newcombeDiff } from '../statistics/statistics.ts'
import type { Scale } from '../suppression/parameters.ts'
import type { Comparison } from './schema.ts'

/** For a single test; the definitions on the page say that one in twenty is chance. */
export const detectableBelow = 0.05

export interface Bars {
  readonly quarter: string
  readonly distribution: readonly number[] | null
}

/** Null if either has no bars. Rounded as the page shows it, so that no figure is finer than its parts. */
export const compare = (later: Bars, earlier: Bars, scale: Scale): Comparison | null => {
  if (!later.distribution || !earlier.distribution) return null
  const [a, b] = [later.distribution, earlier.distribution]
  const { p, probSuperiority } = mannWhitneyOfCounts({ a, b })
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)
  const favourable = (counts: readonly number[]) => total(counts.slice(scale.favourableFrom - scale.min))
  const { diff, lo, hi } = newcombeDiff({ k1: favourable(a), n1: total(a), k2: favourable(b), n2: total(b) })
  if (p === null || probSuperiority === null || diff === null || lo === null || hi === null) return null
  const found = p < detectableBelow && probSuperiority !== 0.5
  return {
    quarter: earlier.quarter,
    direction: !found ? 'none' : probSuperiority > 0.5 ? 'rise' : 'fall',
    p: rounded(p, 4),
    probHigher: rounded(probSuperiority, 3),
    change: rounded(diff, 3),
    lo: rounded(lo, 3),
    hi: rounded(hi, 3),
  }
}
