/**
 * What a Prometheus that scrapes is told of a quarter. A counter may not fall and a label may not become a ghost, so
 * whatever was entered once keeps the labels that it had then; what reads otherwise now waits for the next rebuild.
 */
import * as z from 'zod'
import { dayMilliseconds } from '../time/instants.ts'
import { type MetricEvent, metricNameSchema } from './open-metrics.ts'

const seriesSchema = z.object({ counter: metricNameSchema, labels: z.record(z.string(), z.string()) })
type Series = z.infer<typeof seriesSchema>

export const ledgerSchema = z.object({
  version: z.int(),
  /** The beginning of the quarter. */
  at: z.string(),
  series: z.array(seriesSchema),
  /**
   * By event: its series, how many it counted, and the second in which it was entered. 0: by a rebuild, whose history has
   * it at the moment when it happened.
   */
  entered: z.record(z.string(), z.tuple([z.int(), z.int(), z.int()])),
  /** Events that read otherwise now, are gone, or are not entered. */
  waiting: z.array(z.string()),
  /** How many more of them there are. */
  further: z.int(),
  /** Incidents that count and are not classified. */
  unclassified: z.int(),
})
export type Ledger = z.infer<typeof ledgerSchema>

/**
 * An item holds 400 KB, and an event needs some 35 bytes; a series of its own, with names as long as they may be, ten
 * times as much. A quarter has a few dozen incidents; more than this wait.
 */
const enteredAtMost = 6_000
const enteredBytesAtMost = 300_000
const waitingAtMost = 3_000

type Entry = Ledger['entered'][string]

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length

const nameOf = ({ counter, labels }: Series): string =>
  JSON.stringify([counter, Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))])

const dayOf = (milliseconds: number): number => Math.floor(milliseconds / dayMilliseconds)

/** The failure mode of an incident that nobody has classified: it is in no counter, and is counted as such. */
export const unclassified = 'unclassified'
const isClassified = ({ labels }: MetricEvent): boolean => labels['failure_mode'] !== unclassified

/** What counters tell: as the pages' figures, which leave out incidents of which no failure mode is known. */
export const countable = (events: readonly MetricEvent[]): MetricEvent[] => events.filter(isClassified)

/**
 * The ledger after a write. `told`: all events of the quarter. An incident enters once it is classified; with `anew`
 * everything enters as it is now, in the place of what was entered before.
 */
export const entered = (
  before: Omit<Ledger, 'version'> | null,
  told: readonly MetricEvent[],
  { at, now, anew = false }: { readonly at: string; readonly now: string; readonly anew?: boolean },
): Omit<Ledger, 'version'> => {
  const events = countable(told)
  const series = anew || !before ? [] : [...before.series]
  const places = new Map(series.map((one, index) => [nameOf(one), index]))
  const all = new Map(Object.entries(anew || !before ? {} : before.entered))
  let bytes = [...series, ...all].reduce((total, one) => total + bytesOf(one), 0)
  const enter = ({ key, counter, labels, count }: MetricEvent, name: string): void => {
    const known = places.get(name)
    const place = known ?? series.length
    const entry: Entry = [place, count, anew ? 0 : Math.floor(Date.parse(now) / 1000)]
    const after = bytes + bytesOf([key, entry]) + (known === undefined ? bytesOf({ counter, labels }) : 0)
    if (all.size >= enteredAtMost || after > enteredBytesAtMost) return
    bytes = after
    if (known === undefined) series.push({ counter, labels })
    places.set(name, place)
    all.set(key, entry)
  }
  for (const event of events) {
    const found = all.get(event.key)
    const [place = 0, count = 0, second = 0] = found ?? []
    const name = nameOf(event)
    if (!found) enter(event, name)
    else if (found && places.get(name) === place && event.count > count)
      all.set(event.key, [place, event.count, second])
  }
  const stands = (event: MetricEvent): boolean => {
    const [place, count, second] = all.get(event.key) ?? []
    const isInItsDay = second === 0 || dayOf((second ?? 0) * 1000) === dayOf(Date.parse(event.at))
    return place !== undefined && places.get(nameOf(event)) === place && count === event.count && isInItsDay
  }
  const there = new Set(events.map(({ key }) => key))
  const gone = [...all.keys()].filter(key => !there.has(key))
  const waiting = [...events.filter(event => !stands(event)).map(({ key }) => key), ...gone].toSorted((a, b) =>
    a < b ? -1 : 1,
  )
  return {
    at,
    series,
    entered: Object.fromEntries(all),
    waiting: waiting.slice(0, waitingAtMost),
    further: Math.max(0, waiting.length - waitingAtMost),
    unclassified: told.length - events.length,
  }
}

const textOf = ({ at, series, entered: all, ...rest }: Omit<Ledger, 'version'>): string => {
  const { waiting, further, unclassified: open } = rest
  const events = Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([at, series.map(nameOf), events, waiting, further, open])
}

/** A table keeps no order among names. */
export const isSameLedger = (one: Omit<Ledger, 'version'>, other: Omit<Ledger, 'version'>): boolean =>
  textOf(one) === textOf(other)

/** What a person reads of them. */
export const waitingSchema = z.object({
  waiting: z.object({ incident: z.int(), action: z.int(), meeting: z.int() }),
  unclassified: z.int(),
})
export type Waiting = z.infer<typeof waitingSchema>

interface Totals {
  readonly counters: readonly (Series & { readonly count: number })[]
  readonly waiting: ReadonlySet<string>
  /** Beyond those that are named, of any kind. */
  readonly further: number
  readonly unclassified: number
}

/**
 * Over all quarters. What stands in two, because it was moved, counts where it was entered first. `resolve`: the key that
 * represents everything merged with a failure mode; what was entered under another one waits.
 */
export const totalsOf = (ledgers: readonly Ledger[], resolve: (mode: string) => string): Totals => {
  const first = new Map<string, { series: Series; count: number; second: number }>()
  const waiting = new Set(ledgers.flatMap(ledger => ledger.waiting))
  for (const { series, entered: all } of ledgers.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    for (const [key, [place, count, second]] of Object.entries(all)) {
      const one = series[place]
      const found = first.get(key)
      if (!one || (found && found.second <= second)) continue
      first.set(key, { series: one, count, second })
    }
  }
  const counters = new Map<string, Series & { count: number }>()
  for (const [key, { series, count }] of first) {
    const name = nameOf(series)
    counters.set(name, { ...series, count: (counters.get(name)?.count ?? 0) + count })
    const mode = series.labels['failure_mode']
    if (mode !== undefined && mode !== unclassified && resolve(mode) !== mode) waiting.add(key)
  }
  return {
    counters: [...counters.values()],
    waiting,
    further: ledgers.reduce((sum, ledger) => sum + ledger.further, 0),
    unclassified: ledgers.reduce((sum, ledger) => sum + ledger.unclassified, 0),
  }
}
