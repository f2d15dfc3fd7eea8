/** Incidents, reviews and their agendas, meetings and their live channels, receipts, and the description of the API. */
import type { Hono } from 'hono'
import { type AppEnvironment, type AppSettings, createApp } from '../http/app.ts'
import { openApiDocument } from '../http/openapi.ts'
import { route } from '../http/route.ts'
import { actionRoutes } from './actions.ts'
import { agendaRoutes } from './agenda.ts'
import { failureModeRoutes } from './failure-modes.ts'
import { counterfactualRoutes } from './counterfactuals.ts'
import { importRoutes } from './import.ts'
import { importUndoRoutes } from './import-undo.ts'
import { incidentRoutes, type Random } from './incidents.ts'
import { liveRoutes } from './live.ts'
import { meetingRoutes } from './meeting.ts'
import { lessonRoutes } from './lessons.ts'
import { learningReviewRoutes } from './learning-reviews.ts'
import { metricsRoutes } from './metrics.ts'
import { quarterInputRoutes } from './quarter-inputs.ts'
import { receiptRoutes } from './receipts.ts'
import { recordRoutes } from './records.ts'
import { reviewRoutes } from './reviews.ts'
import type { LearningStores } from './stores.ts'
import { trendRoutes } from './trends.ts'
import { vendorRoutes } from './vendor.ts'

export interface LearningDependencies extends LearningStores {
  readonly settings: Pick<AppSettings, 'groupsClaim' | 'report'> & { readonly siteUrl: string }
  readonly random: Random
}

export const learningApi = ({ settings, random, ...stores }: LearningDependencies): Hono<AppEnvironment> => {
  const { store, live, learningReviews, quarterInputs } = stores
  const app = createApp({ ...settings, open: /^\/api\/(receipts\/|live$|metrics$|openapi\.json$)/ })
  importRoutes(app, stores, random)
  importUndoRoutes(app, stores)
  incidentRoutes(app, stores, random)
  failureModeRoutes(app, stores)
  vendorRoutes(app, stores)
  reviewRoutes(app, store, random)
  agendaRoutes(app, stores)
  meetingRoutes(app, stores, random, settings.siteUrl)
  liveRoutes(app, live, random)
  actionRoutes(app, stores, random)
  counterfactualRoutes(app, stores, random)
  // Before the lessons, whose ids would take its last segment.
  recordRoutes(app, stores)
  lessonRoutes(app, stores, random)
  trendRoutes(app, stores.trends)
  receiptRoutes(app, stores)
  learningReviewRoutes(app, learningReviews, quarterInputs)
  quarterInputRoutes(app, quarterInputs, random)
  metricsRoutes(app, stores.metrics)
  route(app, '/api/openapi.json', { GET: context => context.json(openApiDocument()) })
  return app
}
