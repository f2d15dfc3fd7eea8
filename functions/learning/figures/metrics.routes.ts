/**
 * `GET /api/metrics`: what happened, for back-filling a Prometheus. It takes a machine's token with a scope of its own.
 */
import {
  previousQuarter,
  quarterBounds,
  quarterOf,
  quartersBetween,
  quarterSchema,
} from '../../domain/time/instants.ts'
import { metricEvents } from '../../domain/figures/metric-events.ts'
import { openMetrics } from '../../domain/figures/open-metrics.ts'
import { Refusal } from '../../domain/refusal.ts'
import { operation } from '../../http/operation.ts'
import type { MetricsStore } from './metrics.store.ts'

interface Dependencies {
  readonly metrics: MetricsStore
}

const readMetrics = operation({
  method: 'GET',
  path: '/api/metrics',
  who: 'metrics',
  tag: 'metrics',
  summary:
    'Incidents, actions and meetings as counters with timestamps, from the start of the given quarter or of the one a year ago: for back-filling, not for scraping.',
  query: { from: quarterSchema },
  answers: { 200: { contentType: 'application/openmetrics-text; version=1.0.0; charset=utf-8' } },
  refuses: ['quarter_not_begun'],
  example: { query: { from: '2026-Q1' } },
}).handledBy(({ metrics }: Dependencies) => async ({ query, now }) => {
  const current = quarterOf(now)
  const first = query.from ?? [1, 2, 3, 4].reduce(previousQuarter, current)
  if (first > current) throw new Refusal('quarter_not_begun')
  const records = await metrics.readRecords(quartersBetween(first, current), now)
  return { status: 200, body: openMetrics(records.flatMap(metricEvents), quarterBounds(first).from, now) }
})

export const metricOperations = [readMetrics] as const
