/** The trend and limits of a line's points, from five points on; fewer are only points. */
import type { Language } from '../language/language.ts'
import { rounded } from '../rounding.ts'
import { lineThrough, xmr } from '../statistics/statistics.ts'
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
  readonly lo: number | null
  readonly hi: number | null
  readonly quarter: string
}

/** Exact values only, because no line can be fitted through a bound. Gaps keep their place. */
const placed = (points: readonly Point[], line: number, kind: Series['kind']): Placed[] =>
  points.flatMap((point, x) => {
    const measure = point.line === line ? measureOf(point, kind) : null
    return measure?.kind === 'exact'
      ? [{ x, y: measure.value, lo: measure.lo, hi: measure.hi, quarter: point.quarter }]
      : []
  })

/** Less a year rounds to nothing on the page: half a point of a share, half a hundredth of a scale's step. */
const leastPerYear = 0.005

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
  const { slope, intercept, lo, hi, p } = lineThrough({ points: on })
  if (slope === null || p === null) return told({ ...none, state: 'none' })
  const found = (lo > 0 || hi < 0) && Math.abs(slope * quartersAYear) >= leastPerYear
  const at = (place: number): number => within(intercept + slope * place, series)
  const yearly = (value: number | null): number | null => (value === null ? null : rounded(value * quartersAYear, 4))
  return told({
    ...none,
    state: !found ? 'none' : slope > 0 ? 'rising' : 'falling',
    perYear: yearly(slope),
    lo: yearly(lo),
    hi: yearly(hi),
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
