/** The roster, the surveys and who is invited to them, over HTTP. */
import type { Hono } from 'hono'
import { findInstrument } from '../domain/instrument/registry.ts'
import type { Instrument } from '../domain/instrument/schema.ts'
import { type AppEnvironment, type AppSettings, createApp } from '../http/app.ts'
import { pulsePlanRoutes } from './pulse-plan.ts'
import { peopleRoutes, type Random } from './people.ts'
import type { OrganiseStore } from './store.ts'
import { surveyRoutes } from './surveys.ts'
import { unsubscribeRoutes } from './unsubscribe.ts'

export interface OrganiseDependencies {
  readonly store: OrganiseStore
  readonly settings: Pick<AppSettings, 'groupsClaim' | 'report'> & { readonly siteUrl: string }
  readonly random: Random
  readonly findInstrument?: (id: string) => Instrument | undefined
}

export const organiseApi = (dependencies: OrganiseDependencies): Hono<AppEnvironment> => {
  const { store, settings, random } = dependencies
  const app = createApp({ ...settings, open: /^\/api\/unsubscribe\// })
  peopleRoutes(app, store, random)
  surveyRoutes(app, { store, random, findInstrument: dependencies.findInstrument ?? findInstrument })
  pulsePlanRoutes(app, store)
  unsubscribeRoutes(app, store, settings.siteUrl)
  return app
}
