/** The roster, the surveys and who is invited to them, over HTTP. */
import type { Hono } from 'hono'
import { surveyId } from '../domain/ids.ts'
import { usualCalendar } from '../domain/time/calendar.ts'
import { findInstrument } from '../domain/instrument/registry.ts'
import { type AppEnvironment, type AppSettings, operationsApp } from '../http/app.ts'
import type { OrganiseDependencies as Dependencies } from './dependencies.ts'
import { repeatableBytes } from '../http/repeat.ts'
import { organiseOperations } from './operations.ts'

export interface OrganiseDependencies extends Pick<Dependencies, 'store' | 'random'> {
  readonly settings: Omit<AppSettings, 'trace'> &
    Pick<Dependencies, 'siteUrl' | 'inviteDomains'> &
    Partial<Pick<Dependencies, 'calendar'>>
  readonly findInstrument?: Dependencies['findInstrument']
}

export const organiseApi = ({ settings, ...given }: OrganiseDependencies): Hono<AppEnvironment> =>
  operationsApp<Dependencies>(
    organiseOperations,
    {
      findInstrument,
      calendar: settings.calendar ?? usualCalendar,
      siteUrl: settings.siteUrl,
      inviteDomains: settings.inviteDomains,
      ...given,
    },
    {
      ...settings,
      trace: {
        ...given.store.trace,
        // The body is a part of what it is drawn from: another one sent with the same key is another survey.
        drawSurvey: async (request, body) =>
          surveyId(await repeatableBytes(request, `survey ${JSON.stringify(body)}`, given.random)),
      },
    },
  )
