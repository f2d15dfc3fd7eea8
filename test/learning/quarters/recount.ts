/** What tests of the learning review count with: the planted records, and none of the learning review's code. */
import type { Planted } from './quarters.ts'

export const inside = (at: string | null, from: string, to: string): boolean => at !== null && at >= from && at < to
export const isQ3 = (at: string | null): boolean => inside(at, '2026-07-01', '2026-10-01')
export const isQ2 = (at: string | null): boolean => inside(at, '2026-04-01', '2026-07-01')
/** The 90 days before the third quarter. */
export const isBefore90 = (at: string): boolean => inside(at, '2026-04-02', '2026-07-01')

export const count = <Value>(values: readonly Value[], holds: (value: Value) => boolean): number =>
  values.filter(holds).length

/** P(X = k) for k from 0 to n by repeated multiplication, without a gamma function. */
export const masses = (n: number, p: number): number[] => {
  const all = [(1 - p) ** n]
  for (let k = 1; k <= n; k += 1) all.push(((all[k - 1] ?? 0) * (n - k + 1) * p) / (k * (1 - p)))
  return all
}

export const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** P(X >= k). */
export const upperTail = (k: number, n: number, p: number): number => total(masses(n, p).slice(k))

/** P of all outcomes that are no more likely than k. */
export const twoSidedTail = (k: number, n: number, p: number): number => {
  const all = masses(n, p)
  const own = all[k] ?? 0
  return total(all.filter(mass => mass <= own * (1 + 1e-7)))
}

/** Holm: the smallest p times m, the next times m - 1, each at least the one before it. */
export const holmOf = (ps: readonly number[]): number[] =>
  ps.map(own => Math.max(...ps.map((p, index) => (p <= own ? Math.min(1, p * (ps.length - rankOf(ps, index))) : 0))))

const rankOf = (ps: readonly number[], index: number): number => {
  const own = ps[index] ?? 0
  return count([...ps.entries()], ([other, p]) => p < own || (p === own && other < index))
}

export const local = (startedAt: string, zone: string): Date =>
  new Date(new Date(startedAt).toLocaleString('en-US', { timeZone: zone }))
export const isWorking = ({ startedAt, zone }: { startedAt: string; zone: string }): boolean => {
  const at = local(startedAt, zone)
  return at.getDay() >= 1 && at.getDay() <= 5 && at.getHours() >= 8 && at.getHours() < 18
}

export const ofThirdQuarter = (raw: Planted): Planted['incidents'] =>
  raw.incidents.filter(({ startedAt }) => isQ3(startedAt))
export const ofDaysBefore = (raw: Planted): Planted['incidents'] =>
  raw.incidents.filter(({ startedAt }) => isBefore90(startedAt))
