/** Shares with their intervals, and the influence of nonresponse. Levels are shares (0.95); null: not defined. */
import { studentQuantile, twoSided } from './distributions.ts'
import { deviation, mean, sum } from './moments.ts'

export interface Interval {
  readonly p: number | null
  readonly lo: number | null
  readonly hi: number | null
}

const undefinedInterval: Interval = { p: null, lo: null, hi: null }

const wilsonOf = (p: number, n: number, level: number): Interval => {
  const z = twoSided(level)
  const centre = p + (z * z) / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  // At 0 and 1 the bound is exact; arithmetic would leave a rounding error.
  return { p, lo: p === 0 ? 0 : (centre - half) / scale, hi: p === 1 ? 1 : (centre + half) / scale }
}

/**
 * Wilson score interval for k out of n (Wilson 1927, JASA 22:209-212; Newcombe 1998, Stat Med 17:857-872, method 3).
 */
export const wilson = ({ k, n, level = 0.95 }: { k: number; n: number; level?: number }): Interval =>
  n > 0 ? wilsonOf(k / n, n, level) : undefinedInterval

/**
 * Wilson for a sample of n out of N: n is replaced by nEff = n(N - 1)/(N - n), the finite-population correction. At n =
 * N everybody answered, so the interval has no width and nEff is null.
 */
export const wilsonFpc = (input: {
  k: number
  n: number
  N: number
  level?: number
}): Interval & { nEff: number | null } => {
  const { k, n, N, level = 0.95 } = input
  if (n <= 0) return { ...undefinedInterval, nEff: null }
  const p = k / n
  if (n >= N) return { p, lo: p, hi: p, nEff: null }
  const nEff = (n * (N - 1)) / (N - n)
  return { ...wilsonOf(p, nEff, level), nEff }
}

/** The share of values at or above the threshold. N, if given, is how many could have answered. */
export const favourable = (input: {
  values: readonly number[]
  threshold: number
  N?: number | null
  level?: number
}): Interval & { nEff?: number | null; k: number; n: number } => {
  const { values, threshold, N = null, level = 0.95 } = input
  const n = values.length
  const k = values.filter(value => value >= threshold).length
  return { ...(N === null ? wilson({ k, n, level }) : wilsonFpc({ k, n, N, level })), k, n }
}

/** Mean with Student's t interval; se includes the factor sqrt(1 - n/N) (Cochran 1977, Sampling Techniques, 2.6). */
export const meanCi = (input: { values: readonly number[]; N?: number | null; level?: number }) => {
  const { values, ...rest } = input
  return meanCiOfSummary({ n: values.length, mean: mean(values), sd: deviation(values), ...rest })
}

/** The same from what is published of the answers: how many, their mean, and their deviation with n - 1. */
export const meanCiOfSummary = (input: {
  n: number
  mean: number | null
  sd: number | null
  N?: number | null
  level?: number
}) => {
  const { n, mean: centre, sd, N = null, level = 0.95 } = input
  if (centre === null || sd === null) return { n, mean: centre, sd: null, se: null, lo: null, hi: null }
  const se = (sd / Math.sqrt(n)) * Math.sqrt(N === null ? 1 : Math.max(0, 1 - n / N))
  const half = studentQuantile((1 + level) / 2, n - 1) * se
  return { n, mean: centre, sd, se, lo: centre - half, hi: centre + half }
}

/** Bounds without assumptions: nonrespondents all at the worst or all at the best end (Manski 2003, ch. 1). */
export const nonresponseBounds = (input: {
  values: readonly number[]
  N: number
  threshold: number
  min: number
  max: number
}) => {
  const { values, N, threshold, min, max } = input
  const k = values.filter(value => value >= threshold).length
  return nonresponseBoundsOfSummary({ k, n: values.length, total: sum(values), N, min, max })
}

/** The same from `k` favourable answers of `n` that add up to `total`. */
export const nonresponseBoundsOfSummary = (input: {
  k: number
  n: number
  total: number
  N: number
  min: number
  max: number
}) => {
  const { k, n, total, N, min, max } = input
  if (N <= 0) return { favLo: null, favHi: null, meanLo: null, meanHi: null }
  const silent = Math.max(0, N - n)
  return {
    favLo: k / N,
    favHi: (k + silent) / N,
    meanLo: (total + silent * min) / N,
    meanHi: (total + silent * max) / N,
  }
}

/** Difference of two shares by the limits of each (Newcombe 1998, Stat Med 17:873-890, method 10). */
export const newcombe = (
  one: Interval,
  two: Interval,
): { diff: number; lo: number; hi: number } | { diff: null; lo: null; hi: null } => {
  if (one.p === null || two.p === null) return { diff: null, lo: null, hi: null }
  const diff = one.p - two.p
  const lo = diff - Math.hypot(one.p - (one.lo ?? 0), (two.hi ?? 0) - two.p)
  const hi = diff + Math.hypot((one.hi ?? 0) - one.p, two.p - (two.lo ?? 0))
  return { diff, lo, hi }
}

/** The same for k1 of n1 and k2 of n2, from people without end. */
export const newcombeDiff = (input: { k1: number; n1: number; k2: number; n2: number; level?: number }) => {
  const { k1, n1, k2, n2, level = 0.95 } = input
  return newcombe(wilson({ k: k1, n: n1, level }), wilson({ k: k2, n: n2, level }))
}

/** The share of attendees who spoke, with its Wilson interval at 95 %. */
export const participation = ({ uniqueSpeakers, attendees }: { uniqueSpeakers: number; attendees: number }) => {
  const { p, lo, hi } = wilson({ k: uniqueSpeakers, n: attendees })
  return { ratio: p, lo, hi }
}

/** The share of the window's incidents that recur, with its Wilson interval. */
export const recurrenceRate = (input: { recurring: number; total: number; level?: number }) => {
  const { recurring, total, level = 0.95 } = input
  const { p, lo, hi } = wilson({ k: recurring, n: total, level })
  return { rate: p, lo, hi }
}
