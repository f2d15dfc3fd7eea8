/** OpenMetrics text 1.0: what has been counted, for a scrape, and the whole history with timestamps, for back-filling. */
import * as z from 'zod'
import { type Calendar, quarterBounds, quarterOf } from '../time/calendar.ts'
import { dayMilliseconds, quartersBetween } from '../time/instants.ts'
import { windowDays } from './read.ts'

/** One thing that happened, or several of a kind at once. */
export interface MetricEvent {
  /** The same however often it is corrected. */
  readonly key: string
  readonly at: string
  /** The counter's name, without `_total`. */
  readonly counter: MetricName
  readonly labels: Readonly<Record<string, string>>
  readonly count: number
}

const metricNames = {
  incident_opened: 'Incidents with a known failure mode; one of several services counts once, under the first.',
  action_opened: 'Actions that were opened.',
  action_closed: 'Actions that were completed or deprioritised.',
  meeting_attendee: 'People who attended a review meeting, added up.',
  meeting_speaker: 'People who spoke in a review meeting, added up.',
} as const
export const metricNameSchema = z.enum([
  'incident_opened',
  'action_opened',
  'action_closed',
  'meeting_attendee',
  'meeting_speaker',
])
export type MetricName = z.infer<typeof metricNameSchema>

/** Figures that may fall. */
const gaugeNames = {
  incident_unclassified: 'Incidents that nobody has classified yet.',
  correction_waiting:
    'How many incidents, actions or meetings the counters and the pages differ in: corrected, taken out, entered late or not entered. Incidents that nobody has classified are not among them. The next rebuild puts it right.',
  learning_review_edition: 'The number of the edition of the learning review that stands.',
  learning_review_incidents: 'Incidents of the quarter, as that edition says.',
  learning_review_window: 'Incidents of the last 90 days of the quarter, as that edition says.',
  learning_review_classified: 'Those of them whose failure mode is known, as that edition says.',
  learning_review_recurring:
    'Those of them whose failure mode had been seen in the months before, as that edition says.',
} as const
type GaugeName = keyof typeof gaugeNames

export interface Gauge {
  readonly gauge: GaugeName
  readonly labels: MetricEvent['labels']
  readonly value: number
}

/** A function's answer may have 6 MB, and a line is about a hundred bytes. */
const samplesAtMost = 40_000

const escaped = (value: string): string =>
  value.toWellFormed().replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

/** In one order, so that a series has one name in every answer. */
const labelText = (labels: MetricEvent['labels']): string =>
  Object.entries(labels)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')

const seriesName = (name: string, labels: MetricEvent['labels']): string => {
  const text = labelText(labels)
  return text === '' ? name : `${name}{${text}}`
}

const inOrder = (lines: readonly string[]): string[] => lines.toSorted((a, b) => (a < b ? -1 : 1))

const document = (lines: readonly string[]): string => `${[...lines, '# EOF'].join('\n')}\n`

/** What a scrape gets: every counter as it stands, and the gauges, at the moment of the scrape. */
export const scrapeText = (
  counters: readonly Pick<MetricEvent, 'counter' | 'labels' | 'count'>[],
  gauges: readonly Gauge[],
): string =>
  document([
    ...Object.entries(metricNames).flatMap(([name, help]) => [
      `# TYPE ${name} counter`,
      `# HELP ${name} ${help}`,
      ...inOrder(
        counters
          .filter(({ counter }) => counter === name)
          .map(({ labels, count }) => `${seriesName(`${name}_total`, labels)} ${count}`),
      ),
    ]),
    ...Object.entries(gaugeNames).flatMap(([name, help]) => [
      `# TYPE ${name} gauge`,
      `# HELP ${name} ${help}`,
      ...inOrder(
        gauges.filter(({ gauge }) => gauge === name).map(({ labels, value }) => `${seriesName(name, labels)} ${value}`),
      ),
    ]),
  ])

const midnightBefore = (at: number): number => Math.floor(at / dayMilliseconds) * dayMilliseconds

/** The ends of quarters and 90 days before each: there a window of 90 days has a sample at both its ends. */
const neededTimes = (first: number, last: number, calendar: Calendar): number[] =>
  quartersBetween(quarterOf(new Date(first).toISOString(), calendar), quarterOf(new Date(last).toISOString(), calendar))
    .map(quarter => Date.parse(quarterBounds(quarter, calendar).to))
    .flatMap(end => [end - windowDays * dayMilliseconds, end])

const timesBetween = (first: number, last: number, everyDays: number, calendar: Calendar): number[] => {
  const all = new Set([
    ...neededTimes(first, last, calendar),
    last,
    midnightBefore(last) - windowDays * dayMilliseconds,
  ])
  for (let at = midnightBefore(first); at < last; at += dayMilliseconds) {
    if ((at / dayMilliseconds) % everyDays === 0) all.add(at)
  }
  return [...all].filter(at => at >= midnightBefore(first) && at <= last).toSorted((a, b) => a - b)
}

/**
 * Counters of everything that happened up to `to`. They count from the very first event, whatever `from` is, so that a
 * moment has one value in every answer; `from` only leaves out samples before it. Each series begins with 0 at the
 * midnight before its first event, because Prometheus sees no increase in a series that begins with one, and has a sample
 * at each midnight in UTC, so that `increase` over whole days needs no extrapolation. With many series, samples are
 * several days apart, but for the ends of quarters, 90 days before them, and the end.
 */
export const historyText = (events: readonly MetricEvent[], from: string, to: string, calendar: Calendar): string => {
  const last = Date.parse(to)
  const earliest = Date.parse(from)
  const happened = events.filter(({ at }) => Date.parse(at) < last)
  const bySeries = [...Map.groupBy(happened, ({ counter, labels }) => seriesName(`${counter}_total`, labels))].map(
    ([name, own]) => {
      const sorted = own.map(({ at, count }) => ({ at: Date.parse(at), count })).toSorted((a, b) => a.at - b.at)
      return { name, sorted, first: midnightBefore(sorted[0]?.at ?? last) }
    },
  )
  const firstOfAll = Math.max(earliest, Math.min(last, ...bySeries.map(({ first }) => first)))
  const linesOf = (times: readonly number[]): number =>
    bySeries.reduce((sum, { first }) => sum + times.filter(at => at >= first).length, 0)
  let everyDays = 1
  let times = timesBetween(firstOfAll, last, everyDays, calendar)
  while (linesOf(times) > samplesAtMost && everyDays < 400) {
    everyDays *= 2
    times = timesBetween(firstOfAll, last, everyDays, calendar)
  }
  return document(
    Object.entries(metricNames).flatMap(([name, help]) => {
      const own = bySeries.filter(series => series.name.replace(/\{.*$/s, '') === `${name}_total`)
      const samples = own
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .flatMap(({ name: series, sorted, first }) => {
          let counted = 0
          let next = 0
          const sampled = first >= earliest && !times.includes(first) ? [first, ...times] : times
          return sampled
            .filter(time => time >= first)
            .map(time => {
              for (let one = sorted[next]; one && one.at < time; one = sorted[next]) {
                counted += one.count
                next += 1
              }
              return `${series} ${counted} ${time / 1000}`
            })
        })
      return [`# TYPE ${name} counter`, `# HELP ${name} ${help}`, ...samples]
    }),
  )
}
