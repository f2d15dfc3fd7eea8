/** Lines through time: slope, monotony, limits. Series are in the order of time; null means "not defined". */
import { normalUpper, twoSided } from './distributions.ts'
import { ascending, mean, median, sum, ties } from './moments.ts'

/** Rounds halves to even, as numpy does; the reference's confidence limits depend on it. */
const roundHalfToEven = (value: number): number => {
  const low = Math.floor(value)
  const rest = value - low
  if (rest !== 0.5) return Math.round(value)
  return low % 2 === 0 ? low : low + 1
}

/** k(k - 1)(2k + 5) for each group of ties: their part of the variance of Kendall's S. */
const tiePart = (values: readonly number[]): number => sum(ties(values).map(k => k * (k - 1) * (2 * k + 5)))

/**
 * Theil-Sen slope: the median of all pairwise slopes (Theil 1950; Sen 1968, JASA 63:1379-1389, eq. 2.6 for the limits;
 * both intercepts are named as in scipy.stats.theilslopes). With `x` null, x is 0, 1, 2, ...
 */
export const theilSen = (input: { y: readonly number[]; x?: readonly number[] | null; level?: number }) => {
  const { y, level = 0.95 } = input
  const x = input.x ?? y.map((_, index) => index)
  const slopes = ascending(
    y.flatMap((later, j) =>
      y.slice(0, j).flatMap((earlier, i) => {
        const run = (x[j] ?? 0) - (x[i] ?? 0)
        return run === 0 ? [] : [(later - earlier) / run]
      }),
    ),
  )
  const slope = median(slopes)
  const middle = { x: median(x), y: median(y) }
  if (slope === null || middle.x === null || middle.y === null) {
    return { slope: null, interceptSeparate: null, interceptJoint: null, ciLo: null, ciHi: null }
  }
  const n = y.length
  const spread = Math.sqrt(Math.max(0, (n * (n - 1) * (2 * n + 5) - tiePart(x) - tiePart(y)) / 18))
  const reach = twoSided(level) * spread
  const last = slopes.length - 1
  const upper = Math.min(roundHalfToEven((slopes.length + reach) / 2), last)
  const lower = Math.max(roundHalfToEven((slopes.length - reach) / 2) - 1, 0)
  return {
    slope,
    interceptSeparate: middle.y - slope * middle.x,
    interceptJoint: median(y.map((value, index) => value - slope * (x[index] ?? 0))),
    ciLo: slopes[lower] ?? null,
    ciHi: slopes[upper] ?? null,
  }
}

const kendallS = (y: readonly number[]): number =>
  sum(y.flatMap((later, j) => y.slice(0, j).map(earlier => Math.sign(later - earlier))))

/**
 * Mann-Kendall test by the normal approximation, with corrections for ties and continuity (Mann 1945; Kendall 1975). A
 * series without variance has z 0 and p 1.
 */
export const mannKendall = ({ y }: { y: readonly number[] }) => {
  const n = y.length
  if (n < 2) return { n, S: null, varS: null, z: null, p: null, tauA: null, tauB: null }
  const S = kendallS(y)
  const varS = (n * (n - 1) * (2 * n + 5) - tiePart(y)) / 18
  const z = varS > 0 ? (S - Math.sign(S)) / Math.sqrt(varS) : 0
  const pairs = (n * (n - 1)) / 2
  const untied = pairs - sum(ties(y).map(k => (k * (k - 1)) / 2))
  return {
    n,
    S,
    varS,
    z,
    p: Math.min(1, 2 * normalUpper(Math.abs(z))),
    tauA: S / pairs,
    tauB: untied > 0 ? S / Math.sqrt(pairs * untied) : null,
  }
}

/** Divides exactly by (1 - q^step), from the lowest power on. */
const dividedBy = (counts: readonly number[], step: number): number[] => {
  const out = [...counts]
  for (let at = step; at < out.length; at += 1) out[at] = (out[at] ?? 0) + (out[at - step] ?? 0)
  return out
}

const times = (counts: readonly number[], step: number): number[] =>
  counts.map((count, at) => count - (counts[at - step] ?? 0))

/**
 * For each number of inversions, how many orders of these values have it. Values that are equal are told apart by nobody:
 * the q-multinomial coefficient (Knuth, The Art of Computer Programming 3, 5.1.2, MacMahon 1913), by sizes of the groups of
 * equal values. Without ties they are the Mahonian numbers.
 */
const inversionCounts = (groups: readonly number[], untied: number): number[] => {
  let counts = Array.from({ length: untied + 1 }, (_, at) => Number(at === 0))
  let before = 0
  for (const size of groups) {
    // The Gaussian binomial coefficient of before + size over size.
    for (let i = 1; i <= size; i += 1) counts = dividedBy(times(counts, before + i), i)
    before += size
  }
  return counts
}

/**
 * Mann-Kendall by counting all orders of the values, equal ones as they are (Gilbert 1987, table A18, extended to ties by
 * permutation). For more than 170 values their count exceeds what a number can hold, and p is null.
 */
export const mannKendallExact = ({ y }: { y: readonly number[] }) => {
  const n = y.length
  if (n < 2) return { S: null, pOneSidedUp: null, pTwoSided: null }
  const S = kendallS(y)
  if (n > 170) return { S, pOneSidedUp: null, pTwoSided: null }
  const groups = [...Map.groupBy(y, value => value).values()].map(values => values.length)
  const untied = (n * (n - 1)) / 2 - sum(groups.map(size => (size * (size - 1)) / 2))
  const counts = inversionCounts(groups, untied)
  const all = sum(counts)
  const share = (keep: (s: number) => boolean): number =>
    sum(counts.filter((_, inversions) => keep(untied - 2 * inversions))) / all
  const up = share(s => s >= S)
  const down = share(s => s <= S)
  return { S, pOneSidedUp: up, pTwoSided: Math.min(1, 2 * Math.min(up, down)) }
}

/** Limits for individual values and moving ranges (Wheeler, Understanding Variation, 1993: 2.66 and 3.267). */
export const xmr = ({ values }: { values: readonly number[] }) => {
  const centre = mean(values)
  const ranges = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)))
  const meanMovingRange = mean(ranges)
  if (centre === null || meanMovingRange === null) {
    return { centre, meanMovingRange: null, unpl: null, lnpl: null, url: null, outside: [] }
  }
  const unpl = centre + 2.66 * meanMovingRange
  const lnpl = centre - 2.66 * meanMovingRange
  const outside = values.flatMap((value, index) => (value > unpl || value < lnpl ? [index] : []))
  return { centre, meanMovingRange, unpl, lnpl, url: 3.267 * meanMovingRange, outside }
}

/**
 * The least-squares line through shares or means of which each is known to within its own 95 % interval, with the interval
 * of its slope: what is estimated is the line through what everybody invited would have answered. Where everybody answered
 * in each, the slope is known. Null for fewer than two places, and where an interval is missing.
 */
export const lineThrough = (input: {
  points: readonly { readonly x: number; readonly y: number; readonly lo: number | null; readonly hi: number | null }[]
}):
  | { slope: number; intercept: number; lo: number; hi: number; p: number }
  | { slope: null; intercept: null; lo: null; hi: null; p: null } => {
  const { points } = input
  const none = { slope: null, intercept: null, lo: null, hi: null, p: null }
  const [centre, level] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))]
  if (centre === null || level === null) return none
  const z = twoSided(0.95)
  const square = sum(points.map(({ x }) => (x - centre) ** 2))
  const errors = points.flatMap(({ x, lo, hi }) =>
    lo === null || hi === null ? [] : [((x - centre) * (hi - lo)) / (2 * z)],
  )
  if (square === 0 || errors.length < points.length) return none
  const slope = sum(points.map(({ x, y }) => (x - centre) * (y - level))) / square
  const error = Math.hypot(...errors) / square
  const p = error > 0 ? 2 * normalUpper(Math.abs(slope) / error) : Number(slope === 0)
  return { slope, intercept: level - slope * centre, lo: slope - z * error, hi: slope + z * error, p: Math.min(1, p) }
}
