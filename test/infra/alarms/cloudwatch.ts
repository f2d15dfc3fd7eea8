/**
 * The template's alarms over metrics, as CloudWatch would judge them: periods that slide by minutes, statistics, missing
 * data, sums of several metrics, and log lines that filters count. Nothing of the code that made the alarms is used.
 */
import * as z from 'zod'
import type { Template } from '../../../infra/local/hostile/template.ts'
import { ofType, plain } from '../synthesized.ts'

export interface Point {
  readonly namespace: string
  readonly metric: string
  /** The logical id of what it is of; '' where it is of the account, or counted from lines. */
  readonly of: string
  readonly minute: number
  readonly value: number
}

/** A line of a function's log. */
export interface Line {
  readonly of: string
  readonly minute: number
  readonly text: string
}

const metricSchema = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown().transform(plain) })).default([]),
})
const conditionSchema = z.object({
  Threshold: z.number(),
  EvaluationPeriods: z.int(),
  ComparisonOperator: z.enum(['GreaterThanOrEqualToThreshold', 'LessThanThreshold']),
  TreatMissingData: z.enum(['breaching', 'notBreaching']),
})
const simpleSchema = metricSchema.extend({
  Period: z.int(),
  Statistic: z.enum(['Sum', 'Maximum']).optional(),
  ExtendedStatistic: z
    .string()
    .regex(/^p\d+$/)
    .optional(),
})
const partsSchema = z.object({
  Metrics: z.array(
    z.object({
      Id: z.string(),
      Expression: z.string().optional(),
      MetricStat: z.object({ Metric: metricSchema, Period: z.int(), Stat: z.literal('Sum') }).optional(),
      ReturnData: z.boolean().default(true),
    }),
  ),
})

type Metric = z.infer<typeof metricSchema>
/** The value of a period that begins and ends at these minutes; null without data. */
type Series = (from: number, to: number) => number | null

/** `<clock1A2B3C4D>` and `<clockDeadLetters1A2B3C4D.QueueName>` are of what they name. */
const ofDimensions = ({ Dimensions }: Metric): string =>
  Dimensions.map(({ Value }) => Value.replace(/^<(\w+)(\.\w+)?>$/, '$1')).join()

const statistic = (values: readonly number[], name: string): number => {
  if (name === 'Sum') return values.reduce((sum, value) => sum + value, 0)
  if (name === 'Maximum') return Math.max(...values)
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.ceil((Number(name.slice(1)) / 100) * sorted.length) - 1] ?? 0
}

const seriesOf = (points: readonly Point[], metric: Metric, stat: string): Series => {
  const of = ofDimensions(metric)
  const own = points.filter(
    point => point.namespace === metric.Namespace && point.metric === metric.MetricName && point.of === of,
  )
  return (from, to) => {
    const values = own.filter(({ minute }) => minute >= from && minute < to).map(({ value }) => value)
    return values.length === 0 ? null : statistic(values, stat)
  }
}

/** Only what alarms here are made of: a sum in which missing data count as nought. */
const sumOf = (expression: string, parts: ReadonlyMap<string, Series>): Series => {
  const names = expression.split(' + ').map(part => /^FILL\((\w+), 0\)$/.exec(part)?.[1] ?? '')
  const series = names.map(name => parts.get(name))
  if (series.length > 10) throw new Error('an alarm has ten metrics at most')
  return (from, to) =>
    series.reduce((sum, one) => {
      if (!one) throw new Error(`an expression that this cannot tell: ${expression}`)
      return sum + (one(from, to) ?? 0)
    }, 0)
}

interface Judged {
  readonly series: Series
  readonly periodMinutes: number
}

const judged = (properties: Record<string, unknown>, points: readonly Point[]): Judged => {
  if (!('Metrics' in properties)) {
    const simple = simpleSchema.parse(properties)
    const stat = simple.Statistic ?? simple.ExtendedStatistic ?? ''
    return { series: seriesOf(points, simple, stat), periodMinutes: simple.Period / 60 }
  }
  const { Metrics } = partsSchema.parse(properties)
  const parts = new Map(
    Metrics.flatMap(({ Id, MetricStat }): [string, Series][] =>
      MetricStat ? [[Id, seriesOf(points, MetricStat.Metric, MetricStat.Stat)]] : [],
    ),
  )
  const [shown] = Metrics.filter(({ ReturnData, Expression }) => ReturnData && Expression !== undefined)
  const [stat] = Metrics.flatMap(({ MetricStat }) => MetricStat ?? [])
  if (!shown?.Expression || !stat) throw new Error('an alarm without an expression')
  return { series: sumOf(shown.Expression, parts), periodMinutes: stat.Period / 60 }
}

/** The name that an alarm has in the code and in the runbook. */
export const nameOf = (id: string): string => id.replace(/[0-9A-F]{8}$/, '')

export const alarmNames = (template: Template): string[] =>
  ofType(template, 'AWS::CloudWatch::Alarm').map(([id]) => nameOf(id))

const filterSchema = z.object({
  FilterPattern: z.string(),
  LogGroupName: z.unknown().transform(plain),
  MetricTransformations: z.tuple([z.object({ MetricName: z.string(), MetricNamespace: z.string() })]),
})

/** What the filters make of log lines. */
export const countedIn = (template: Template, lines: readonly Line[]): Point[] => {
  const groups = new Map(
    ofType(template, 'AWS::Lambda::Function').map(([id, { Properties }]) => {
      const { LogGroup } = z.object({ LogGroup: z.unknown().transform(plain) }).parse(Properties['LoggingConfig'])
      return [LogGroup, id]
    }),
  )
  return ofType(template, 'AWS::Logs::MetricFilter').flatMap(([, { Properties }]) => {
    const { FilterPattern, LogGroupName, MetricTransformations } = filterSchema.parse(Properties)
    const [{ MetricName: metric, MetricNamespace: namespace }] = MetricTransformations
    const terms = [...FilterPattern.matchAll(/"([^"]+)"/g)].map(([, term = '']) => term)
    const of = groups.get(LogGroupName)
    if (of === undefined || terms.length === 0) throw new Error(`a filter of nothing: ${FilterPattern}`)
    return lines
      .filter(line => line.of === of && terms.some(term => line.text.includes(term)))
      .map(({ minute }) => ({ namespace, metric, of: '', minute, value: 1 }))
  })
}

/** The names of the alarms that ring at any time between these minutes. */
export const ringing = (template: Template, points: readonly Point[], from: number, to: number): string[] =>
  ofType(template, 'AWS::CloudWatch::Alarm').flatMap(([id, { Properties }]) => {
    const { Threshold, EvaluationPeriods, ComparisonOperator, TreatMissingData } = conditionSchema.parse(Properties)
    const { series, periodMinutes } = judged(Properties, points)
    const breaches = (end: number): boolean => {
      const value = series(end - periodMinutes, end)
      if (value === null) return TreatMissingData === 'breaching'
      return ComparisonOperator === 'LessThanThreshold' ? value < Threshold : value >= Threshold
    }
    const span = periodMinutes * EvaluationPeriods
    // Silence is judged from where there was something to hear.
    const begins = from + (TreatMissingData === 'breaching' ? span : 1)
    for (let end = begins; end <= to; end += 1) {
      const periods = Array.from({ length: EvaluationPeriods }, (_, index) => end - index * periodMinutes)
      if (periods.every(breaches)) return [nameOf(id)]
    }
    return []
  })
