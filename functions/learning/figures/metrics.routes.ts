/**
 * `/api/metrics`: what has been counted, to be scraped, and its whole history, to be filled in. Both take a machine's
 * token with a scope of its own; how much waits for the next filling in is told to people too.
 */
import { quarterBounds, quarterOf } from '../../domain/time/calendar.ts'
import { quarterSchema } from '../../domain/time/instants.ts'
import { totalsOf, type Waiting, waitingSchema } from '../../domain/figures/ledger.ts'
import { type Gauge, historyText, scrapeText } from '../../domain/figures/open-metrics.ts'
import { Refusal } from '../../domain/refusal.ts'
import { operation } from '../../http/operation.ts'
import type { Calendared } from '../items/tables.store.ts'
import type { MetricsStore } from './metrics.store.ts'

interface Dependencies {
  readonly metrics: MetricsStore
}

const answers = { 200: { contentType: 'application/openmetrics-text; version=1.0.0; charset=utf-8' } } as const

/** By what the key of an event is about. */
const waitingBy = (waiting: ReadonlySet<string>, further: number): Waiting['waiting'] => {
  const of = (prefix: string): number => [...waiting].filter(key => key.startsWith(prefix)).length
  // What a quarter of thousands has too many of to name each is told as incidents, which they mostly are.
  return { incident: of('inc_') + further, action: of('act_'), meeting: of('rev_') }
}

const readMetrics = operation({
  method: 'GET',
  path: '/api/metrics',
  who: 'metrics',
  tag: 'metrics',
  summary: 'Incidents, actions and meetings as counters that never fall, and what waits for a rebuild: for scraping.',
  answers,
  refuses: [],
}).handledBy(({ metrics }: Dependencies) => async () => {
  const [ledgers, modes, editions] = await Promise.all([
    metrics.readLedgers(),
    metrics.readModes(),
    metrics.everyStanding(),
  ])
  const { counters, waiting, further, unclassified } = totalsOf(ledgers, modes.resolve)
  const published = [...editions].flatMap(([quarter, { edition, headline }]): Gauge[] => [
    { gauge: 'learning_review_edition', labels: { quarter }, value: edition.number },
    { gauge: 'learning_review_incidents', labels: { quarter }, value: headline.incidents },
    { gauge: 'learning_review_window', labels: { quarter }, value: headline.window ?? headline.of },
    { gauge: 'learning_review_classified', labels: { quarter }, value: headline.of },
    { gauge: 'learning_review_recurring', labels: { quarter }, value: headline.recurring },
  ])
  const gauges: Gauge[] = [
    { gauge: 'incident_unclassified', labels: {}, value: unclassified },
    ...Object.entries(waitingBy(waiting, further)).map(
      ([what, value]): Gauge => ({ gauge: 'correction_waiting', labels: { what }, value }),
    ),
    ...published,
  ]
  return { status: 200, body: scrapeText(counters, gauges) }
})

const readWaiting = operation({
  method: 'GET',
  path: '/api/metrics/waiting',
  who: 'facilitator',
  tag: 'metrics',
  summary:
    'How many corrections the counters do not have until the next rebuild, and how many incidents nobody has classified.',
  answers: { 200: waitingSchema },
  refuses: [],
  example: { answer: { waiting: { incident: 3, action: 1, meeting: 0 }, unclassified: 5 } },
}).handledBy(({ metrics }: Dependencies) => async () => {
  const [ledgers, modes] = await Promise.all([metrics.readLedgers(), metrics.readModes()])
  const { waiting, further, unclassified } = totalsOf(ledgers, modes.resolve)
  return { status: 200, json: { waiting: waitingBy(waiting, further), unclassified } }
})

const rebuildMetrics = operation({
  method: 'POST',
  path: '/api/metrics/rebuild',
  who: 'metrics',
  tag: 'metrics',
  summary: 'Enters everything as it is known now, and answers its whole history with timestamps, for back-filling.',
  description:
    'Delete what Prometheus has of these counters, then fill this in: until then the counters that are scraped may have fallen. `from` leaves out samples before that quarter; a moment has the same value with and without it.',
  query: { from: quarterSchema },
  answers,
  refuses: ['quarter_not_begun'],
  example: { query: { from: '2026-Q1' } },
}).handledBy(({ metrics, calendar }: Dependencies & Calendared) => async ({ query: { from }, now }) => {
  if (from !== undefined && from > quarterOf(now, calendar)) throw new Refusal('quarter_not_begun')
  const events = await metrics.rebuild(now)
  const begin = from === undefined ? '1970-01-01T00:00:00.000Z' : quarterBounds(from, calendar).from
  return { status: 200, body: historyText(events, begin, now, calendar) }
})

export const metricOperations = [readMetrics, readWaiting, rebuildMetrics] as const
