/** Counters with timestamps for what happened, in OpenMetrics text 1.0, for back-filling a Prometheus. */
import { dayMilliseconds } from '../time/instants.ts'

/** One thing that happened, or several of a kind at once. */
export interface MetricEvent {
  readonly at: string
  /** The counter's name, without `_total`. */
  readonly counter: MetricName
  readonly labels: Readonly<Record<string, string>>
  readonly count: number
}

const metricNames = {
  incident_opened: 'Incidents by the day they began; an incident of several services counts once, under the first.',
  action_opened: 'Actions by the day they were opened.',
  action_closed: 'Actions by the day they were completed or deprioritised.',
  meeting_attendee: 'People who attended a review meeting, added up.',
  meeting_speaker: 'People who spoke in a review meeting, added up.',
} as const
export type MetricName = keyof typeof metricNames

/** A function's answer may have 6 MB, and a line is about a hundred bytes. */
const samplesAtMost = 40_000

const escaped = (value: string): string =>
  value.toWellFormed().replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

const labelText = (labels: MetricEvent['labels']): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')

/** Midnights from one to the other, `step` days apart; the last one is always included. */
const midnights = (from: number, to: number, step: number): number[] => {
  const all: number[] = []
  for (let at = from; at < to; at += step * dayMilliseconds) all.push(at)
  return [...all, to]
}

/**
 * Counters of what happened from `from` (a midnight in UTC) up to `to`. Every series begins with 0 at `from`, because
 * Prometheus sees no increase in a series that begins with its first event. Every series has a sample at each midnight,
 * so that `increase` over whole days needs no extrapolation. With many series, samples are several days apart.
 */
export const openMetrics = (events: readonly MetricEvent[], from: string, to: string): string => {
  const [first, last] = [Date.parse(from), Date.parse(to)]
  const within = events.filter(({ at }) => at >= from && at < to)
  const bySeries = Map.groupBy(within, ({ counter, labels }) => `${counter}{${labelText(labels)}}`)
  const days = Math.ceil((last - first) / dayMilliseconds) + 1
  const step = Math.max(1, Math.ceil((bySeries.size * days) / samplesAtMost))
  const times = midnights(first, last, step)
  const lines = Object.entries(metricNames).flatMap(([name, help]) => {
    const series = [...bySeries].filter(([key]) => key.startsWith(`${name}{`)).toSorted(([a], [b]) => (a < b ? -1 : 1))
    const samples = series.flatMap(([key, happened]) => {
      const sorted = happened.toSorted((a, b) => (a.at < b.at ? -1 : 1))
      let counted = 0
      let next = 0
      return times.map(time => {
        for (let one = sorted[next]; one && Date.parse(one.at) < time; one = sorted[next]) {
          counted += one.count
          next += 1
        }
        return `${name}_total${key.slice(name.length)} ${counted} ${time / 1000}`
      })
    })
    return [`# TYPE ${name} counter`, `# HELP ${name} ${help}`, ...samples]
  })
  return `${[...lines, '# EOF'].join('\n')}\n`
}
