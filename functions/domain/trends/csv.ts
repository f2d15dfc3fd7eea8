/** The view as one table: a row for each quarter and figure, and for each group of the headline's figure. */
import { csvText, type CsvValue } from '../table/csv-text.ts'
import type { Measure, Point, Series, Trends } from './schema.ts'

const trendsColumns = [
  'quarter',
  'group',
  'instrument',
  'figure',
  'question',
  'state',
  'invited',
  'answered',
  'favourable_is',
  'favourable',
  'favourable_low',
  'favourable_high',
  'mean_is',
  'mean',
  'mean_low',
  'mean_high',
  'silent_favourable_low',
  'silent_favourable_high',
  'silent_mean_low',
  'silent_mean_high',
  'step_1',
  'step_2',
  'step_3',
  'step_4',
  'step_5',
  'step_6',
  'step_7',
] as const

const steps = 7

const measured = (measure: Measure | null): CsvValue[] =>
  measure ? [measure.kind, measure.value, measure.lo, measure.hi] : [null, null, null, null]

const stepsOf = ({ distribution }: Point): CsvValue[] =>
  Array.from({ length: steps }, (_, step) => distribution?.[step] ?? null)

/** Cells are empty if nothing is shown, whatever the reason. */
export const trendsCsv = (view: Trends): string => {
  const instruments = new Map(view.quarters.map(({ quarter, instrument }) => [quarter, instrument]))
  const row = (series: Series, point: Point, group: string | null): CsvValue[] => [
    point.quarter,
    group,
    instruments.get(point.quarter) ?? null,
    series.id,
    point.line === null ? null : (series.lines[point.line]?.question ?? null),
    point.state,
    point.invited,
    point.n,
    ...measured(point.share),
    ...measured(point.mean),
    ...(point.silent
      ? [point.silent.favLo, point.silent.favHi, point.silent.meanLo, point.silent.meanHi]
      : [null, null, null, null]),
    ...stepsOf(point),
  ]
  const [headline] = view.series
  const whole = view.series.flatMap(series => series.points.map(point => row(series, point, view.group)))
  const groups = headline
    ? view.byGroup.flatMap(({ label, points }) => points.map(point => row({ ...headline, lines: [] }, point, label)))
    : []
  return csvText(trendsColumns, [...whole, ...groups])
}
