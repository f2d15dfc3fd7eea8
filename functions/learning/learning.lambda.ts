/**
 * Purpose: incidents, reviews, agendas, meetings and what follows them. Trigger: its /api paths; also every 15 minutes,
 * to clear up after meetings that nobody ended. If it fires twice, a change is made once, anything with an Idempotency-Key
 * is created once, and a channel is filed once.
 */
import { randomBytes } from 'node:crypto'
import { handle, type LambdaContext } from 'hono/aws-lambda'
import { documentClient } from '../aws/clients.ts'
import { environment, ownCalendar, tokenRules } from '../aws/env.ts'
import { reportFailed } from '../aws/log.ts'
import { learningApi } from './api.ts'
import { clearOverdue } from './reviews/clearing.ts'
import { learningStores } from './stores.ts'

const settings = {
  ...environment(['learningTable', 'surveysTable', 'liveTable', 'traceTable', 'siteUrl']),
  ...tokenRules(),
}
const stores = learningStores({ ...settings, calendar: ownCalendar(), documents: documentClient() })
const api = handle(learningApi({ ...stores, settings: { ...settings, report: reportFailed }, random: randomBytes }))

type Event = Parameters<typeof api>[0] | { readonly time: string }
export const handler = (event: Event, context: LambdaContext) =>
  'time' in event ? clearOverdue(stores, event.time, () => context.getRemainingTimeInMillis()) : api(event, context)
