/** Incidents, reviews and their agendas, meetings and their live channels, receipts. */
import type { Hono } from 'hono'
import { type AppEnvironment, type AppSettings, createApp, register } from '../http/app.ts'
import { liveRoutes } from './reviews/live.routes.ts'
import { meetingRoutes } from './reviews/meeting.routes.ts'
import { lessonRoutes } from './library/lessons.routes.ts'
import { learningReviewRoutes } from './quarters/learning-reviews.routes.ts'
import { metricsRoutes } from './figures/metrics.routes.ts'
import { quarterInputRoutes } from './quarters/inputs.routes.ts'
import { receiptRoutes } from './pulses/receipts.routes.ts'
import { recordRoutes } from './library/records.routes.ts'
import { reviewRoutes } from './reviews/reviews.routes.ts'
import { trendRoutes } from './pulses/trends.routes.ts'
import { learningOperations } from './operations.ts'
import type { LearningStores } from './stores.ts'
import type { Random } from '../http/repeat.ts'

export interface LearningDependencies extends LearningStores {
  readonly settings: Pick<AppSettings, 'groupsClaim' | 'report'> & { readonly siteUrl: string }
  readonly random: Random
}

export const learningApi = ({ settings, random, ...stores }: LearningDependencies): Hono<AppEnvironment> => {
  const { live, learningReviews, quarterInputs } = stores
  const app = createApp({ ...settings, open: /^\/api\/(receipts\/|live$|metrics$)/ })
  const dependencies = { ...stores, random, siteUrl: settings.siteUrl }
  register<typeof dependencies>(app, learningOperations, dependencies, settings)
  reviewRoutes(app, stores, random)
  meetingRoutes(app, stores, random, settings.siteUrl)
  liveRoutes(app, live, random)
  // Before the lessons, whose ids would take its last segment.
  recordRoutes(app, stores)
  lessonRoutes(app, stores, random)
  trendRoutes(app, stores.trends)
  receiptRoutes(app, stores)
  learningReviewRoutes(app, learningReviews, quarterInputs)
  quarterInputRoutes(app, quarterInputs, random)
  metricsRoutes(app, stores.metrics)
  return app
}
