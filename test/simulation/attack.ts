/**
 * Somebody with every response and every export, who knows which groups exist and how many were invited. The unknowns
 * are, for each group, how many gave each answer; everything shown is an equation over them: counts, sums, favourable
 * answers and bars together. Uses Gaussian elimination over the integers modulo a prime, on dense rows and all measures
 * at once, unlike the auditor, which goes through them one by one.
 */
import type { Trends } from '../../functions/domain/trends/schema.ts'
import type { Truth } from './truth.ts'

interface Known {
  n: number | null
  mean: number | null
  share: number | null
  distribution: readonly number[] | null
}

/** What is shown of one figure in one quarter, in whatever response. '' is the whole organisation. */
type Sheet = Map<string, Known>
export type Loot = Map<
  string,
  { readonly scale: { min: number; max: number; favourableFrom: number }; readonly kind: string; readonly sheet: Sheet }
>

/** A bound counts as the figure itself: somebody who can subtract other figures from it may learn as much. */
export const collect = (loot: Loot, trends: Trends): void => {
  const [headline] = trends.series
  const views = [
    ...trends.series.map(series => ({ series, group: trends.group ?? '', points: series.points })),
    ...(headline ? trends.byGroup.map(({ label, points }) => ({ series: headline, group: label, points })) : []),
  ]
  for (const { series, group, points } of views) {
    for (const point of points.filter(({ state }) => state !== 'none')) {
      const key = `${point.quarter} ${series.id}`
      const { scale, kind } = series
      const found = loot.get(key) ?? { scale, kind, sheet: new Map<string, Known>() }
      loot.set(key, found)
      const known = found.sheet.get(group)
      found.sheet.set(group, {
        n: point.n ?? known?.n ?? null,
        mean: point.mean?.value ?? known?.mean ?? null,
        share: point.share?.value ?? known?.share ?? null,
        distribution: point.distribution ?? known?.distribution ?? null,
      })
    }
  }
}

const prime = 2_147_483_647
const times = (a: number, b: number): number => Number((BigInt(a) * BigInt(b)) % BigInt(prime))
const inverseOf = (value: number): number => {
  let [result, base, exponent] = [1, value, prime - 2]
  while (exponent > 0) {
    if (exponent % 2 === 1) result = times(result, base)
    base = times(base, base)
    exponent = Math.floor(exponent / 2)
  }
  return result
}

type Row = readonly number[]

/** A basis in echelon form, and the rest of a vector after reducing it by the basis. */
export const basisOf = (rows: readonly Row[]) => {
  const basis: { at: number; row: number[] }[] = []
  const reduce = (vector: Row): number[] => {
    const rest = vector.map(value => ((value % prime) + prime) % prime)
    for (const { at, row } of basis) {
      const factor = rest[at] ?? 0
      if (factor === 0) continue
      for (const [column, value] of row.entries()) {
        rest[column] = ((rest[column] ?? 0) - times(factor, value) + prime) % prime
      }
    }
    return rest
  }
  for (const row of rows) {
    const rest = reduce(row)
    const at = rest.findIndex(value => value !== 0)
    if (at < 0) continue
    const scale = inverseOf(rest[at] ?? 1)
    basis.push({ at, row: rest.map(value => times(value, scale)) })
  }
  return { rank: basis.length, spans: (vector: Row) => reduce(vector).every(value => value === 0) }
}

export const subsetsOf = function* (sizes: readonly number[], most: number, from = 0): Generator<number[]> {
  for (let index = from; index < sizes.length; index += 1) {
    const size = sizes[index] ?? 0
    if (size === 0 || size > most) continue
    yield [index]
    for (const rest of subsetsOf(sizes, most - size, index + 1)) yield [index, ...rest]
  }
}

export interface Spoils {
  readonly found: string[]
  /** Hidden figures that were attacked. */
  tried: number
}

export const attack = (loot: Loot, truths: ReadonlyMap<string, Truth>, spoils: Spoils): void => {
  for (const [key, { scale, kind, sheet }] of loot) {
    const [quarter = '', id = ''] = key.split(' ')
    const truth = truths.get(quarter)
    const values = truth?.figures.get(id)?.groups
    if (!truth || !values || values.size === 0) continue
    const groups = [...values.keys()]
    // For a score only the number of people who have one, and their sum.
    const parts: Readonly<Record<string, Row>> =
      kind === 'score'
        ? { n: [1, 0], mean: [0, 1] }
        : {
            n: Array.from({ length: scale.max - scale.min + 1 }, () => 1),
            mean: Array.from({ length: scale.max - scale.min + 1 }, (_, step) => scale.min + step),
            share: Array.from({ length: scale.max - scale.min + 1 }, (_, step) =>
              Number(scale.min + step >= scale.favourableFrom),
            ),
          }
    const width = parts['n']?.length ?? 0
    // A group without answers is a column of zeros.
    const answered = groups.map(group => (values.get(group)?.values.length ?? 0) > 0)
    const spread = (part: Row, who: (group: string) => boolean): number[] =>
      groups.flatMap((group, at) => part.map(value => (answered[at] && who(group) ? value : 0)))
    const rowsOf = (known: Known, who: (group: string) => boolean): number[][] => [
      ...(known.n === null ? [] : [spread(parts['n'] ?? [], who)]),
      ...(known.mean === null ? [] : [spread(parts['mean'] ?? [], who)]),
      ...(known.share === null || !parts['share'] ? [] : [spread(parts['share'], who)]),
      ...(known.distribution ?? []).map((_, step) =>
        spread(
          Array.from({ length: width }, (__, at) => Number(at === step)),
          who,
        ),
      ),
    ]
    const rows = [...sheet].flatMap(([group, known]) => rowsOf(known, own => group === '' || own === group))
    const basis = basisOf(rows)
    for (const [at, group] of groups.entries()) {
      const known = sheet.get(group)
      const alone = answered.filter(Boolean).length === 1
      if (!answered[at] || alone) continue
      for (const [part, row] of Object.entries(parts)) {
        const isShown = part === 'n' ? known?.n : part === 'mean' ? known?.mean : known?.share
        if (isShown !== null && isShown !== undefined) continue
        spoils.tried += 1
        if (basis.spans(spread(row, own => own === group))) spoils.found.push(`${key}: ${part} of ${group}, hidden`)
      }
    }
    const sizes = groups.map(group => values.get(group)?.values.length ?? 0)
    for (const set of subsetsOf(sizes, 4)) {
      const without = rows.map(row =>
        row.map((value, column) => (set.includes(Math.floor(column / width)) ? 0 : value)),
      )
      if (basisOf(without).rank < basis.rank) {
        spoils.found.push(`${key}: ${set.map(at => groups[at]).join(' and ')}, few`)
      }
    }
  }
}
