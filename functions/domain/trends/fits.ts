/** The trend and limits of a line's points, from five points on; fewer are only points. */
import type { Language } from '../language/language.ts'
import { rounded } from '../rounding.ts'
import { mannKendall, mannKendallExact, theilSen, xmr } from '../statistics/statistics.ts'
import { detectableBelow } from './comparison.ts'
import type { Limits, Measure, Point, Series, Trend } from './schema.ts'
import { trendPoints, trendSentence } from './sentences.ts'

/** With fewer points, the next one may well move the limits. */
const settledPoints = 8
const quartersAYear = 4

/** What a series is drawn by: an item's favourable share, a score's mean. */
export const measureOf = ({ share, mean }: Pick<Point, 'share' | 'mean'>, kind: Series['kind']): Measure | null =>
  kind === 'item' ? share : mean

interface Placed {
  readonly x: number
  readonly y: number
  readonly quarter: string
}

/** Exact values only, because no line can be fitted through a bound. Gaps keep their place. */
const placed = (points: readonly Point[], line: number, kind: Series['kind']): Placed[] =>
  points.flatMap((point, x) => {
    const measure = point.line === line ? measureOf(point, kind) : null
    return measure?.kind === 'exact' ? [{ x, y: measure.value, quarter: point.quarter }] : []
  })

const within = (value: number, { kind, scale }: Pick<Series, 'kind' | 'scale'>): number => {
  const [least, most] = kind === 'item' ? [0, 1] : [scale.min, scale.max]
  return rounded(Math.min(most, Math.max(least, value)), 4)
}

export const trendOf = (
  points: readonly Point[],
  line: number,
  series: Pick<Series, 'kind' | 'scale'>,
  language: Language,
): Trend => {
  const on = placed(points, line, series.kind)
  const none = { line, points: on.length, perYear: null, lo: null, hi: null, p: null, fit: null }
  const told = (trend: Omit<Trend, 'sentence'>): Trend => ({
    ...trend,
    sentence: trendSentence(trend, series.kind, language),
  })
  const [first, last] = [on[0], on.at(-1)]
  if (on.length < trendPoints || !first || !last) return told({ ...none, state: 'too-early' })
  const [x, y] = [on.map(point => point.x), on.map(point => point.y)]
  const { slope, interceptSeparate, ciLo, ciHi } = theilSen({ x, y })
  const p = mannKendallExact({ y }).pTwoSided ?? mannKendall({ y }).p
  if (slope === null || interceptSeparate === null || p === null) return told({ ...none, state: 'none' })
  const found = p < detectableBelow && slope !== 0
  const at = (place: number): number => within(interceptSeparate + slope * place, series)
  const yearly = (value: number | null): number | null => (value === null ? null : rounded(value * quartersAYear, 4))
  return told({
    ...none,
    state: !found ? 'none' : slope > 0 ? 'rising' : 'falling',
    perYear: yearly(slope),
    lo: yearly(ciLo),
    hi: yearly(ciHi),
    p: rounded(p, 4),
    fit: found ? { from: first.quarter, fromValue: at(first.x), to: last.quarter, toValue: at(last.x) } : null,
  })
}

export const limitsOf = (
  points: readonly Point[],
  line: number,
  series: Pick<Series, 'kind' | 'scale'>,
): Limits | null => {
  const on = placed(points, line, series.kind)
  if (on.length < trendPoints) return null
  const { centre, lnpl, unpl, outside } = xmr({ values: on.map(({ y }) => y) })
  if (centre === null || lnpl === null || unpl === null) return null
  return {
    line,
    centre: rounded(centre, 4),
    lo: within(lnpl, series),
    hi: within(unpl, series),
    provisional: on.length < settledPoints,
    outside: outside.flatMap(index => on[index]?.quarter ?? []),
  }
}
