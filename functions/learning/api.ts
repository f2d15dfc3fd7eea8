/** Incidents, reviews and their agendas, meetings and their live channels, receipts. */
import type { Hono } from 'hono'
import { type AppEnvironment, type AppSettings, createApp, register } from '../http/app.ts'
import { actionRoutes } from './actions/actions.routes.ts'
import { agendaRoutes } from './agenda/agenda.routes.ts'
import { failureModeRoutes } from './incidents/failure-modes.routes.ts'
import { counterfactualRoutes } from './conditions/conditions.routes.ts'
import { importRoutes } from './incidents/import.routes.ts'
import { importUndoRoutes } from './incidents/import-undo.routes.ts'
import { incidentRoutes } from './incidents/incidents.routes.ts'
import { vendorRoutes } from './vendors/vendors.routes.ts'
import { learningOperations } from './operations.ts'
import type { LearningStores } from './stores.ts'
import type { Random } from '../http/repeat.ts'

export interface LearningDependencies extends LearningStores {
  readonly settings: Pick<AppSettings, 'groupsClaim' | 'report'> & { readonly siteUrl: string }
  readonly random: Random
}

export const learningApi = ({ settings, random, ...stores }: LearningDependencies): Hono<AppEnvironment> => {
  const app = createApp({ ...settings, open: /^\/api\/(receipts\/|live$|metrics$)/ })
  const dependencies = { ...stores, random, siteUrl: settings.siteUrl }
  register<typeof dependencies>(app, learningOperations, dependencies, settings)
  importRoutes(app, stores, random)
  importUndoRoutes(app, stores)
  incidentRoutes(app, stores, random)
  failureModeRoutes(app, stores)
  vendorRoutes(app, stores)
  agendaRoutes(app, stores)
  actionRoutes(app, stores, random)
  counterfactualRoutes(app, stores, random)
  return app
}
