/** Whether a count exceeds what its share would give, and which of many such results remain after correction. */
import { logChoose } from './distributions.ts'
import { sum } from './moments.ts'

const mass = (k: number, n: number, share: number): number => {
  if (share === 0) return k === 0 ? 1 : 0
  if (share === 1) return k === n ? 1 : 0
  return Math.exp(logChoose(n, k) + k * Math.log(share) + (n - k) * Math.log1p(-share))
}

/** Masses this close count as equal, as in R's binom.test and scipy's binomtest. */
const same = 1 + 1e-7

/**
 * Exact binomial test of k out of n against a share (Clopper and Pearson 1934). 'greater' is P(X >= k); 'two-sided' is
 * the probability of all outcomes that are no more likely than k. Null if n is 0.
 */
export const binomialTest = (input: {
  k: number
  n: number
  share: number
  alternative?: 'greater' | 'two-sided'
}): { p: number | null } => {
  const { k, n, share, alternative = 'two-sided' } = input
  if (n === 0) return { p: null }
  const masses = Array.from({ length: n + 1 }, (_, at) => mass(at, n, share))
  const limit = (masses[k] ?? 0) * same
  const counted = alternative === 'greater' ? masses.slice(k) : masses.filter(value => value <= limit)
  return { p: Math.min(1, sum(counted.toSorted((a, b) => a - b))) }
}

/** P values corrected for their number (Holm 1979, Scand J Statist 6:65-70), in the given order. */
export const holm = ({ ps }: { ps: readonly number[] }): { adjusted: number[] } => {
  const order = ps.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p)
  const adjusted = ps.map(() => 0)
  let least = 0
  for (const [rank, { p, index }] of order.entries()) {
    least = Math.max(least, Math.min(1, p * (ps.length - rank)))
    adjusted[index] = least
  }
  return { adjusted }
}
