/** Incidents, reviews and their agendas, receipts, and the description of the API. */
import type { Hono } from 'hono'
import { type AppEnvironment, type AppSettings, createApp } from '../http/app.ts'
import { openApiDocument } from '../http/openapi.ts'
import { route } from '../http/route.ts'
import { agendaRoutes } from './agenda.ts'
import { incidentRoutes, type Random } from './incidents.ts'
import { receiptRoutes } from './receipts.ts'
import { reviewRoutes } from './reviews.ts'
import type { LearningStores } from './stores.ts'

export interface LearningDependencies extends LearningStores {
  readonly settings: Pick<AppSettings, 'groupsClaim' | 'report'>
  readonly random: Random
}

export const learningApi = ({ store, failureModes, settings, random }: LearningDependencies): Hono<AppEnvironment> => {
  const app = createApp({ ...settings, open: /^\/api\/(receipts\/|openapi\.json$)/ })
  incidentRoutes(app, { store, failureModes }, random)
  reviewRoutes(app, store, random)
  agendaRoutes(app, store)
  receiptRoutes(app, store)
  route(app, '/api/openapi.json', { GET: context => context.json(openApiDocument()) })
  return app
}
