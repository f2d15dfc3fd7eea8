/**
 * What the trend page draws before anybody has chosen anything: the latest quarters, the headline’s figure and the groups
 * along them, and of every other question how the latest pulse answered it. As much after ten years as after three.
 */
import * as z from 'zod'
import { quartersBetween } from '../time/instants.ts'
import { groupSchema, pointSchema, seriesSchema, trendsSchema, type Trends } from './schema.ts'

/** Three years. */
export const recentQuarters = 12

/** Comparisons are in its sentence. */
const toldPointSchema = pointSchema.omit({ sincePrevious: true, sinceYear: true, sinceFirst: true })

export const recentTrendsSchema = trendsSchema.extend({
  series: z.array(seriesSchema.extend({ points: z.array(toldPointSchema) })),
  byGroup: z.array(groupSchema.omit({ responses: true }).extend({ points: z.array(toldPointSchema) })),
  /** Quarters before these, which `GET /api/trends` tells. */
  earlier: z.int().min(0),
})
export type RecentTrends = z.infer<typeof recentTrendsSchema>

type Fit = NonNullable<Trends['series'][number]['trends'][number]['fit']>

/** The same line, from where it enters; null where it ends before. */
const fitFrom = (first: string, fit: Fit | null): Fit | null => {
  if (!fit || fit.from >= first) return fit
  if (fit.to < first) return null
  const steps = (from: string): number => quartersBetween(from, fit.to).length - 1
  const left = steps(first) / steps(fit.from)
  return { ...fit, from: first, fromValue: fit.toValue - (fit.toValue - fit.fromValue) * left }
}

export const recentOf = (trends: Trends): RecentTrends => {
  const quarters = trends.quarters.slice(-recentQuarters)
  const [first] = quarters
  const latest = quarters.findLast(({ state }) => state !== 'none')?.quarter
  const isRecent = ({ quarter }: { readonly quarter: string }): boolean =>
    first !== undefined && quarter >= first.quarter
  const isLatest = ({ quarter }: { readonly quarter: string }): boolean => quarter === latest
  return {
    ...trends,
    quarters,
    series: trends.series.map((series, index) => ({
      ...series,
      trends:
        index === 0 ? series.trends.map(trend => ({ ...trend, fit: fitFrom(first?.quarter ?? '', trend.fit) })) : [],
      limits:
        index === 0 ? series.limits.filter(({ line }) => (series.lines[line]?.to ?? '') >= (first?.quarter ?? '')) : [],
      points: series.points.filter(index === 0 ? isRecent : isLatest).map(point => toldPointSchema.parse(point)),
    })),
    byGroup: trends.byGroup.map(({ label, points }) => ({
      label,
      points: points.filter(isRecent).map(point => toldPointSchema.parse(point)),
    })),
    markers: trends.markers.filter(isRecent),
    earlier: trends.quarters.length - quarters.length,
  }
}
