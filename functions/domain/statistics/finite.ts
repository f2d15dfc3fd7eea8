/**
 * Whether a share has changed among people who could all be asked and of whom most answered. What is estimated is the
 * share among those invited, in each of two quarters; chance is in who of them answered, and in nothing else. Where
 * everybody answered in both, a difference is a fact.
 */
import { logChoose } from './distributions.ts'
import { newcombe, wilsonFpc } from './shares.ts'

/** `k` favourable answers of `n`, from `N` people who could have answered. */
export interface Answered {
  readonly k: number
  readonly n: number
  readonly N: number
}

/** The probability of each number of favourable answers, where `M` of the `N` people would answer favourably. */
interface Drawn {
  /** The least number that can come out. */
  readonly from: number
  readonly masses: readonly number[]
}

/** Masses below this one add up to nothing that a p value shows. */
const negligible = 1e-13

/** The hypergeometric distribution, by its own recurrence to both sides of its most likely value. */
const drawn = (M: number, { n, N }: Omit<Answered, 'k'>): Drawn => {
  const [least, most] = [Math.max(0, n - (N - M)), Math.min(n, M)]
  const mode = Math.min(most, Math.max(least, Math.floor(((n + 1) * (M + 1)) / (N + 2))))
  const peak = Math.exp(logChoose(M, mode) + logChoose(N - M, n - mode) - logChoose(N, n))
  const up: number[] = []
  for (let k = mode, mass = peak; k < most; k += 1) {
    mass *= ((M - k) * (n - k)) / ((k + 1) * (N - M - n + k + 1))
    if (mass < negligible) break
    up.push(mass)
  }
  const down: number[] = []
  for (let k = mode, mass = peak; k > least; k -= 1) {
    mass *= (k * (N - M - n + k)) / ((M - k + 1) * (n - k + 1))
    if (mass < negligible) break
    down.push(mass)
  }
  return { from: mode - down.length, masses: [...down.reverse(), peak, ...up] }
}

const upTo = ({ from, masses }: Drawn, k: number): number =>
  masses.slice(0, Math.max(0, k - from + 1)).reduce((total, mass) => total + mass, 0)

/** The first whole number from `low` to `high` that `holds`, which holds for all behind it; `high` if none before. */
const firstThat = (low: number, high: number, holds: (at: number) => boolean): number => {
  let [from, to] = [low, high]
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    if (holds(middle)) to = middle
    else from = middle + 1
  }
  return from
}

/** All M under which as few, and as many, favourable answers have at least this probability (Clopper and Pearson 1934). */
const plausible = ({ k, n, N }: Answered, tail: number): readonly [from: number, to: number] => {
  const [least, most] = [k, N - (n - k)]
  const from = firstThat(least, most, M => 1 - upTo(drawn(M, { n, N }), k - 1) > tail)
  const to = firstThat(least, most + 1, M => upTo(drawn(M, { n, N }), k) <= tail) - 1
  return [from, to]
}

/** Berger and Boos 1994 (JASA 89:1012-1016): what is left out of the nuisance parameter is added to p. */
const leftOut = 1e-4
/** Beyond this many shares, p as a function of the share is smooth between them. */
const mostShares = 400
/** Two outcomes are as far from equal where they differ by no more than arithmetic does. */
const same = 1 - 1e-9

/** Twice the pooled z, squared, without what is the same for all outcomes: 0 where the shares are equal. */
const distance = (k1: number, n1: number, k2: number, n2: number): number => {
  const [k, n] = [k1 + k2, n1 + n2]
  return k === 0 || k === n ? 0 : (k1 * n2 - k2 * n1) ** 2 / (k * (n - k))
}

/**
 * Exact p of the two shares being the same among those invited, two-sided: the greatest probability, over the shares that
 * the answers leave plausible, of answers at least this far apart. Two shares are the same where one and the same share
 * of each number of people, rounded to a whole person, gives both.
 */
const sameShare = (a: Answered, b: Answered): number => {
  const seen = distance(a.k, a.n, b.k, b.n)
  if (seen === 0) return 1
  const isAsFar = (k1: number, k2: number): boolean => distance(k1, a.n, k2, b.n) >= seen * same
  // By the first number: of the second, the last below equality that is as far, and the first above.
  const outside = Array.from({ length: a.n + 1 }, (_, k1) => {
    const equal = (k1 * b.n) / a.n
    const below = firstThat(0, Math.ceil(equal), k2 => !isAsFar(k1, k2)) - 1
    const above = firstThat(Math.floor(equal) + 1, b.n + 1, k2 => isAsFar(k1, k2))
    return { below, above }
  })
  const [fromA, toA] = plausible(a, leftOut / 4)
  const [fromB, toB] = plausible(b, leftOut / 4)
  const steps = 2 * Math.max(a.N, b.N)
  // Half a person is rounded both ways, so that the same holds of those who are not favourable.
  const up = (step: number, N: number): number => Math.floor((2 * step * N + steps) / (2 * steps))
  const down = (step: number, N: number): number => Math.ceil((2 * step * N - steps) / (2 * steps))
  const first = firstThat(0, steps, step => up(step, a.N) >= fromA && up(step, b.N) >= fromB)
  const last = firstThat(0, steps + 1, step => down(step, a.N) > toA || down(step, b.N) > toB) - 1
  const every = Math.max(1, (last - first) / mostShares)
  const shares: (readonly [number, number])[] = []
  for (let at = first; at <= last; at += every) {
    const step = Math.round(at)
    shares.push([up(step, a.N), up(step, b.N)], [down(step, a.N), down(step, b.N)])
  }
  let greatest = 0
  const tried = new Set<string>()
  for (const [M1, M2] of shares) {
    const isPlausible = M1 >= fromA && M1 <= toA && M2 >= fromB && M2 <= toB
    if (!isPlausible || tried.has(`${M1} ${M2}`)) continue
    tried.add(`${M1} ${M2}`)
    const [one, two] = [drawn(M1, a), drawn(M2, b)]
    let below = 0
    const upToTwo = two.masses.map(mass => (below += mass))
    const atMost = (k: number): number =>
      k < two.from ? 0 : (upToTwo[Math.min(k - two.from, upToTwo.length - 1)] ?? 0)
    const p = one.masses.reduce((total, mass, index) => {
      const far = outside[one.from + index]
      return far ? total + mass * (atMost(far.below) + 1 - atMost(far.above - 1)) : total
    }, 0)
    greatest = Math.max(greatest, p)
  }
  return Math.min(1, greatest + leftOut)
}

/**
 * The change of a favourable share from `earlier` to `later`, among those invited. The interval is Newcombe's from the
 * limits of both quarters with the finite-population correction (`wilsonFpc`); `p` is exact. The interval leaves 0 out
 * only where `p` is below 1 - `level` too: with few people, or near all or none, limits that rest on the normal curve
 * would call too much. Null without answers. A zero `n`, a `k` above `n` and an `n` above `N` are the caller's errors.
 */
export const changeOfShare = (input: { later: Answered; earlier: Answered; level?: number }) => {
  const { later, earlier, level = 0.95 } = input
  const { diff, lo, hi } = newcombe(wilsonFpc({ ...later, level }), wilsonFpc({ ...earlier, level }))
  if (diff === null) return { diff: null, lo: null, hi: null, p: null }
  const p = sameShare(later, earlier)
  const isFound = p < 1 - level
  return { diff, lo: isFound ? lo : Math.min(0, lo), hi: isFound ? hi : Math.max(0, hi), p }
}
