/** `GET /api/metrics`: what happened, to be back-filled into a Prometheus; for a token of its own scope, nobody signed in. */
import type { Hono } from 'hono'
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
import type { AppEnvironment } from '../../http/app.ts'
import { requireScope } from '../../http/access.ts'
import { query, route } from '../../http/route.ts'
import type { MetricsStore } from './metrics.store.ts'

const contentType = 'application/openmetrics-text; version=1.0.0; charset=utf-8'

export const metricsRoutes = (app: Hono<AppEnvironment>, metrics: MetricsStore): void => {
  route(app, '/api/metrics', {
    GET: async context => {
      requireScope(context.env.event.requestContext?.authorizer?.jwt?.claims, 'murmur/metrics')
      const now = context.get('now')
      const current = quarterOf(now)
      const first = query(context, 'from', quarterSchema) ?? [1, 2, 3, 4].reduce(previousQuarter, current)
      if (first > current) throw new Refusal('quarter_not_begun')
      const records = await metrics.readRecords(quartersBetween(first, current), now)
      const text = openMetrics(records.flatMap(metricEvents), quarterBounds(first).from, now)
      return new Response(text, { headers: { 'content-type': contentType } })
    },
  })
}
