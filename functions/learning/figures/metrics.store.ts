/** What the metrics are made from: the ledgers of all quarters, and the records from the first one on. */
import { inParallel } from '../../domain/in-parallel.ts'
import { countable, entered, type Ledger } from '../../domain/figures/ledger.ts'
import { metricEvents } from '../../domain/figures/metric-events.ts'
import type { MetricEvent } from '../../domain/figures/open-metrics.ts'
import { quarterBounds, usualCalendar } from '../../domain/time/calendar.ts'
import { lastQuarters } from '../../domain/time/instants.ts'
import { Refusal } from '../../domain/refusal.ts'
import { everyLedger, figures, ledger as ledgerKind } from '../../records/learned.ts'
import { shelfOf } from '../../records/shelves.ts'
import { held } from '../../records/writing.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'
import { editionsStore } from './editions.store.ts'
import { quarterRecords } from './records.store.ts'

/** Thirty years. What began before them is in no history. */
const quartersBack = 120
const readsAtOnce = 16
/** When somebody records meanwhile, a quarter is read again. */
const attempts = 12

export type MetricsStore = ReturnType<typeof metricsStore>

export const metricsStore = (settings: LearningTable) => {
  const { everyOf, get, put } = recordsIn(settings)
  const { read, readModes } = quarterRecords(settings)
  const { everyStanding } = editionsStore(settings)

  /** The quarters since the first in which anything was recorded: those of UTC, by which ledgers are kept. */
  const begunQuarters = async (now: string): Promise<string[]> => {
    const back = lastQuarters(shelfOf(now), quartersBack).toReversed()
    const isBegun = async (quarter: string): Promise<boolean> =>
      (await get(figures, { quarter })) !== null || (await get(ledgerKind, { quarter })) !== null
    const found = await inParallel(back, readsAtOnce, isBegun)
    const first = found.indexOf(true)
    return first < 0 ? [] : back.slice(first)
  }

  /** Enters everything of the quarter as it is now. */
  const enterAnew = async (quarter: string, now: string): Promise<MetricEvent[]> => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const before = await get(ledgerKind, { quarter })
      const events = metricEvents(await read(quarter, now, [], { calendar: usualCalendar }))
      const made = entered(before, events, { at: quarterBounds(quarter, usualCalendar).from, now, anew: true })
      const next = { ...made, version: (before?.version ?? 0) + 1 }
      if (await held(put(ledgerKind, { quarter }, next, before?.version ?? null))) return countable(events)
    }
    throw new Refusal('try_again')
  }

  return {
    /** From the index, which lags behind. */
    readLedgers: (): Promise<Ledger[]> => everyOf(ledgerKind, 'kind', everyLedger),
    readModes,
    everyStanding,

    /** One quarter at a time: a rebuild is in no hurry, and the table serves the desk meanwhile. */
    rebuild: async (now: string): Promise<MetricEvent[]> => {
      const all: MetricEvent[] = []
      for (const quarter of await begunQuarters(now)) all.push(...(await enterAnew(quarter, now)))
      return all
    },
  }
}
