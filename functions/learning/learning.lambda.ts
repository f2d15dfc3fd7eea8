/**
 * Purpose: incidents, reviews, agendas, meetings, what follows them. Trigger: its /api paths; every quarter of an hour,
 * to close live channels that nobody ended. Fired twice: reading changes nothing, a change is made once, what is created
 * is created once where the request carries an Idempotency-Key, a channel is filed once.
 */
import { randomBytes } from 'node:crypto'
import { handle, type LambdaContext } from 'hono/aws-lambda'
import { documentClient } from '../aws/clients.ts'
import { environment } from '../aws/env.ts'
import { log } from '../aws/log.ts'
import { learningApi } from './api.ts'
import { closeOverdue } from './reviews/live-closing.ts'
import { learningStores } from './stores.ts'

const settings = environment(['learningTable', 'surveysTable', 'liveTable', 'siteUrl', 'groupsClaim'])
const report = (error: Error, requestId: string): void => log('failed', { error: error.name, requestId })
const stores = learningStores({ ...settings, documents: documentClient() })
const api = handle(learningApi({ ...stores, settings: { ...settings, report }, random: randomBytes }))

type Event = Parameters<typeof api>[0] | { readonly time: string }
export const handler = (event: Event, context: LambdaContext) =>
  'time' in event
    ? closeOverdue(stores.live, event.time, () => context.getRemainingTimeInMillis())
    : api(event, context)
