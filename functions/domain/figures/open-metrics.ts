/** What happened as counters with timestamps, in OpenMetrics text 1.0, to be back-filled into a Prometheus. */
import { dayMilliseconds } from '../time/instants.ts'

/** One thing that happened, or several of a kind at once. */
export interface MetricEvent {
  readonly at: string
  /** Name of its counter, without `_total`. */
  readonly counter: MetricName
  readonly labels: Readonly<Record<string, string>>
  readonly count: number
}

export const metricNames = {
  incident_opened: 'Incidents by the day they began; an incident of several services counts once, under the first.',
  action_opened: 'Actions by the day they were opened.',
  action_closed: 'Actions by the day they were completed or deprioritised.',
  meeting_attendee: 'People who attended a review meeting, added up.',
  meeting_speaker: 'People who spoke in a review meeting, added up.',
} as const
export type MetricName = keyof typeof metricNames

/** Answers of a function end at 6 MB; a line is about a hundred bytes. */
const samplesAtMost = 40_000

const escaped = (value: string): string =>
  value.toWellFormed().replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

const labelText = (labels: MetricEvent['labels']): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')

/** Midnights from one to the other, every so many days; the last is always among them. */
const midnights = (from: number, to: number, step: number): number[] => {
  const all: number[] = []
  for (let at = from; at < to; at += step * dayMilliseconds) all.push(at)
  return [...all, to]
}

/**
 * Counters of what happened from `from` (a midnight, UTC) up to `to`. Every series begins with 0 at `from`, since an
 * increase from nothing is none to Prometheus, and has a sample each midnight, all series at the same ones, so that
 * `increase` over whole days needs no guess at either end. Many series are sampled every few days instead.
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
