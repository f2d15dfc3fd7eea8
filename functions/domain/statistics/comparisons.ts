/** Compares two groups of answers, `a` and `b`. Null means "not defined". */
import { normalUpper, studentUpper } from './distributions.ts'
import { mean, ranks, sum, ties } from './moments.ts'

/** Below this many values in the smaller group, and without ties, all orders are counted, like scipy's `auto`. */
const exactUpTo = 8

/** For each U, the number of orders of `n1` and `n2` different values that have it. */
const rankSumCounts = (n1: number, n2: number): number[] => {
  // Gaussian binomial coefficient: multiply by (1 - q^(n2+i)), divide by (1 - q^i).
  const top = n1 * n2
  const counts = Array.from({ length: top + 1 }, (_, u) => Number(u === 0))
  for (let i = 1; i <= n1; i += 1) {
    for (let u = top; u >= n2 + i; u -= 1) counts[u] = (counts[u] ?? 0) - (counts[u - n2 - i] ?? 0)
    for (let u = i; u <= top; u += 1) counts[u] = (counts[u] ?? 0) + (counts[u - i] ?? 0)
  }
  return counts
}

/**
 * Mann-Whitney test, two-sided (Mann and Whitney 1947). U counts the pairs in which a's value is higher, ties as half;
 * probSuperiority is U / (n1 n2), the probability that a value of `a` is higher than one of `b`; cliffsDelta is 2
 * probSuperiority - 1. With ties or larger groups it uses the normal approximation, corrected for ties and continuity.
 */
export const mannWhitney = ({ a, b }: { a: readonly number[]; b: readonly number[] }) => {
  const [n1, n2] = [a.length, b.length]
  if (n1 === 0 || n2 === 0) return { U: null, p: null, probSuperiority: null, cliffsDelta: null }
  const pooled = [...a, ...b]
  const U = sum(ranks(pooled).slice(0, n1)) - (n1 * (n1 + 1)) / 2
  const probSuperiority = U / (n1 * n2)
  const found = { U, probSuperiority, cliffsDelta: 2 * probSuperiority - 1 }
  const larger = Math.max(U, n1 * n2 - U)
  const tied = ties(pooled)
  if (tied.length === 0 && Math.min(n1, n2) <= exactUpTo) {
    const counts = rankSumCounts(n1, n2)
    return { ...found, p: Math.min(1, (2 * sum(counts.slice(larger))) / sum(counts)) }
  }
  return { ...found, p: byNormal(larger, n1, n2, tied) }
}

/** The normal approximation; 1 if all values are equal. `tied` holds the sizes of the groups of ties. */
const byNormal = (larger: number, n1: number, n2: number, tied: readonly number[]): number => {
  const n = n1 + n2
  const tiePart = sum(tied.map(k => k ** 3 - k)) / (n * (n - 1))
  const spread = Math.sqrt(((n1 * n2) / 12) * (n + 1 - tiePart))
  return spread === 0 ? 1 : Math.min(1, 2 * normalUpper((larger - (n1 * n2) / 2 - 0.5) / spread))
}

/**
 * The same for answers counted by step, the lowest first, in time that depends only on the number of steps. If no step
 * holds two answers, they are expanded one by one.
 */
export const mannWhitneyOfCounts = ({ a, b }: { a: readonly number[]; b: readonly number[] }) => {
  const pooled = Array.from({ length: Math.max(a.length, b.length) }, (_, step) => (a[step] ?? 0) + (b[step] ?? 0))
  const [n1, n2] = [sum(a), sum(b)]
  const values = (counts: readonly number[]): number[] =>
    counts.flatMap((count, step) => Array.from({ length: count }, () => step))
  if (n1 === 0 || n2 === 0 || pooled.every(count => count < 2)) return mannWhitney({ a: values(a), b: values(b) })
  let [below, U] = [0, 0]
  for (const [step] of pooled.entries()) {
    const [own, other] = [a[step] ?? 0, b[step] ?? 0]
    U += own * (below + other / 2)
    below += other
  }
  const probSuperiority = U / (n1 * n2)
  const p = byNormal(Math.max(U, n1 * n2 - U), n1, n2, pooled)
  return { U, p, probSuperiority, cliffsDelta: 2 * probSuperiority - 1 }
}

/**
 * Brunner-Munzel test, two-sided (Brunner and Munzel 2000, Biometrical Journal 42:17-25): like Mann-Whitney, but
 * without assuming equal spread. Positive if `b` tends to be larger. Null if a group has fewer than two values or there
 * is no spread.
 */
export const brunnerMunzel = ({ a, b }: { a: readonly number[]; b: readonly number[] }) => {
  const [n1, n2] = [a.length, b.length]
  const pooled = ranks([...a, ...b])
  const [inA, inB] = [pooled.slice(0, n1), pooled.slice(n1)]
  const [meanA, meanB] = [mean(inA), mean(inB)]
  if (n1 < 2 || n2 < 2 || meanA === null || meanB === null) return { statistic: null, p: null }
  const spread = (inPool: readonly number[], own: readonly number[], centre: number): number =>
    sum(inPool.map((rank, index) => (rank - (own[index] ?? 0) - centre + (own.length + 1) / 2) ** 2)) / (own.length - 1)
  const sA = spread(inA, ranks(a), meanA)
  const sB = spread(inB, ranks(b), meanB)
  const pooledSpread = n1 * sA + n2 * sB
  if (pooledSpread === 0) return { statistic: null, p: null }
  const statistic = (n1 * n2 * (meanB - meanA)) / ((n1 + n2) * Math.sqrt(pooledSpread))
  const freedom = pooledSpread ** 2 / ((n1 * sA) ** 2 / (n1 - 1) + (n2 * sB) ** 2 / (n2 - 1))
  return { statistic, p: Math.min(1, 2 * studentUpper(Math.abs(statistic), freedom)) }
}
