/** One published cell: which of its figures are shown, rounded to what a page displays. */
import { rounded } from '../rounding.ts'
import { meanCi, nonresponseBounds, wilsonFpc } from '../statistics/statistics.ts'
import { type Counted, valuesOf } from './counted.ts'
import { topFavourable, topMean } from './measures.ts'
import type { Scale } from './parameters.ts'
import type { Cell } from './release.ts'

export interface Shown {
  readonly mean: boolean
  readonly favourable: boolean
  /** Bars, or a mean's interval. With n, mean and share they would identify a few answers. */
  readonly spread: boolean
}

const roundOrNull = (value: number | null, decimals: number): number | null =>
  value === null ? null : rounded(value, decimals)

/** The whole's cell is capped if R4 says so; for smaller cells R4 has already hidden the figure. */
interface CellOptions {
  readonly scale: Scale
  /** The number invited: N in "n of N answered". */
  readonly invited: number
  readonly kind: 'item' | 'score'
  readonly shown: Shown
  readonly top: boolean
}

const meanOf = (counted: Counted, values: readonly number[], options: CellOptions): Cell['mean'] => {
  const { profile } = counted
  const capped = topMean(profile, options.scale)
  if (options.top && capped.kind !== 'exact') return { kind: capped.kind, value: capped.value }
  const { mean, sd, lo, hi } = meanCi({ values, N: options.invited })
  const drawn = sd !== null && sd > 0 && profile.n < options.invited && options.shown.spread
  return {
    kind: 'exact',
    value: rounded(mean ?? 0, 2),
    lo: drawn ? roundOrNull(lo, 2) : null,
    hi: drawn ? roundOrNull(hi, 2) : null,
  }
}

const favourableOf = ({ profile }: Counted, options: CellOptions): Cell['favourable'] => {
  const capped = topFavourable(profile)
  if (options.top && capped.kind !== 'exact') return { kind: capped.kind, value: rounded(capped.value / 100, 2) }
  const { n, favourable: count } = profile
  const { p, lo, hi } = wilsonFpc({ k: count, n, N: options.invited })
  const drawn = n < options.invited
  return {
    kind: 'exact',
    count,
    share: rounded(p ?? 0, 3),
    lo: drawn ? roundOrNull(lo, 3) : null,
    hi: drawn ? roundOrNull(hi, 3) : null,
  }
}

const silentOf = (values: readonly number[], { scale, invited }: CellOptions): Cell['silent'] => {
  const { min, max, favourableFrom: threshold } = scale
  const { meanLo, meanHi, favLo, favHi } = nonresponseBounds({ values, N: invited, threshold, min, max })
  if (meanLo === null || meanHi === null || favLo === null || favHi === null) return null
  return { meanLo: rounded(meanLo, 2), meanHi: rounded(meanHi, 2), favLo: rounded(favLo, 3), favHi: rounded(favHi, 3) }
}

/** Only for a cell whose n is shown. */
export const cellOf = (counted: Counted, options: CellOptions): Cell => {
  const values = valuesOf(counted)
  const { shown, kind } = options
  const mean = shown.mean ? meanOf(counted, values, options) : null
  const favourable = kind === 'item' && shown.favourable ? favourableOf(counted, options) : null
  const exact = mean?.kind === 'exact' && favourable?.kind === 'exact'
  return {
    n: counted.profile.n,
    mean,
    favourable,
    distribution: exact && kind === 'item' && shown.spread ? counted.steps.map(({ count }) => count) : null,
    silent: exact ? silentOf(values, options) : null,
  }
}
