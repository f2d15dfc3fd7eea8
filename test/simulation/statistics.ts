/** The formulae of the figures again, from their sources and jstat, and from nothing of Murmur's. */
import jstat from 'jstat'

const z = jstat.normal.inv(0.975, 0, 1)

export const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** The equivalent number of answers in an infinite population: n (N - 1) / (N - n). */
const effective = (n: number, population: number): number => (n * (population - 1)) / (population - n)

export const meanInterval = (values: readonly number[], population: number): [number, number] => {
  const [n, centre] = [values.length, meanOf(values)]
  const variance = values.reduce((total, value) => total + (value - centre) * (value - centre), 0) / (n - 1)
  // Cochran (1977), 2.6: with the sample's own variance the factor is 1 - n / N.
  const half = jstat.studentt.inv(0.975, n - 1) * Math.sqrt((variance / n) * (1 - n / population))
  return [centre - half, centre + half]
}

/** Wilson's, solved from (p - share)^2 = z^2 p (1 - p) / n. */
export const wilson = (share: number, n: number): [number, number] => {
  const [a, b, c] = [1 + (z * z) / n, -(2 * share + (z * z) / n), share * share]
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c))
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)]
}

export const wilsonOf = (favourable: number, n: number, population: number): [number, number] =>
  wilson(favourable / n, effective(n, population))

/** Newcombe (1998), method 10: later minus earlier. */
export const newcombe = (later: readonly [number, number], earlier: readonly [number, number]): [number, number] => {
  const [p1, p2] = [later[0] / later[1], earlier[0] / earlier[1]]
  const [[l1, u1], [l2, u2]] = [wilson(p1, later[1]), wilson(p2, earlier[1])]
  return [p1 - p2 - Math.hypot(p1 - l1, u2 - p2), p1 - p2 + Math.hypot(u1 - p1, p2 - l2)]
}

/** The same from the limits of quarters of `N` people each, at any level. */
export const newcombeAmong = (
  later: readonly [k: number, n: number, N: number],
  earlier: readonly [k: number, n: number, N: number],
  level: number,
): [number, number] => {
  const own = jstat.normal.inv((1 + level) / 2, 0, 1)
  const limits = ([k, n, N]: readonly [number, number, number]): [number, number, number] => {
    const share = k / n
    if (n === N) return [share, share, share]
    const size = effective(n, N)
    const [a, b, c] = [1 + (own * own) / size, -(2 * share + (own * own) / size), share * share]
    const root = Math.sqrt(Math.max(0, b * b - 4 * a * c))
    return [share, (-b - root) / (2 * a), (-b + root) / (2 * a)]
  }
  const [[p1, l1, u1], [p2, l2, u2]] = [limits(later), limits(earlier)]
  return [p1 - p2 - Math.hypot(p1 - l1, u2 - p2), p1 - p2 + Math.hypot(u1 - p1, p2 - l2)]
}

/** The probability that a value of the later is higher than one of the earlier, ties as half; every pair is looked at. */
export const higherOf = (later: readonly number[], earlier: readonly number[]): number => {
  let pairs = 0
  for (const one of later) for (const other of earlier) pairs += one > other ? 1 : one === other ? 0.5 : 0
  return pairs / (later.length * earlier.length)
}

export const leastSquaresSlope = (points: readonly (readonly [x: number, y: number])[]): number => {
  const n = points.length
  const [x, y] = [points.map(([at]) => at), points.map(([, value]) => value)]
  const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
  const products = total(points.map(([at, value]) => at * value))
  return (n * products - total(x) * total(y)) / (n * total(x.map(at => at * at)) - total(x) ** 2)
}

/** Compares every pair; two-sided by the normal approximation with ties and continuity. */
export const rankTest = (later: readonly number[], earlier: readonly number[]): { higher: number; p: number } => {
  let pairs = 0
  for (const one of later) for (const other of earlier) pairs += one > other ? 1 : one === other ? 0.5 : 0
  const [n1, n2] = [later.length, earlier.length]
  const n = n1 + n2
  const counts = new Map<number, number>()
  for (const value of [...later, ...earlier]) counts.set(value, (counts.get(value) ?? 0) + 1)
  const ties = [...counts.values()].reduce((total, t) => total + t * t * t - t, 0)
  const spread = Math.sqrt((n1 * n2 * (n + 1 - ties / (n * (n - 1)))) / 12)
  const off = Math.max(0, Math.abs(pairs - (n1 * n2) / 2) - 0.5)
  const p = spread === 0 ? 1 : Math.min(1, 2 * (1 - jstat.normal.cdf(off / spread, 0, 1)))
  return { higher: pairs / (n1 * n2), p }
}

export const medianSlope = (points: readonly (readonly [x: number, y: number])[]): number => {
  const slopes = points
    .flatMap(([x, y], index) => points.slice(0, index).map(([x0, y0]) => (y - y0) / (x - x0)))
    .toSorted((a, b) => a - b)
  const half = slopes.length / 2
  return ((slopes[Math.floor(half)] ?? 0) + (slopes[Math.ceil(half) - 1] ?? 0)) / 2
}

export const limitsOf = (values: readonly number[]): { centre: number; lo: number; hi: number } => {
  const moves = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? 0)))
  const [centre, reach] = [meanOf(values), 2.66 * meanOf(moves)]
  return { centre, lo: centre - reach, hi: centre + reach }
}
