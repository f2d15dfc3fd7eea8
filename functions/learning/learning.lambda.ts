/**
 * Purpose: incidents, reviews, agendas, meetings and their live channels, receipts. Trigger: /api/incidents,
 * /api/reviews, /api/live, /api/receipts, /api/openapi.json. Fired twice with the same request: reading changes nothing,
 * a change is made once, what is created is created once where the request carries an Idempotency-Key.
 */
import { randomBytes } from 'node:crypto'
import { handle } from 'hono/aws-lambda'
import { documentClient } from '../aws/clients.ts'
import { environment } from '../aws/env.ts'
import { log } from '../aws/log.ts'
import { learningApi } from './api.ts'
import { learningStores } from './stores.ts'

const settings = environment(['learningTable', 'surveysTable', 'liveTable', 'siteUrl', 'groupsClaim'])
const report = (error: Error, requestId: string): void => log('failed', { error: error.name, requestId })

export const handler = handle(
  learningApi({
    ...learningStores({ ...settings, documents: documentClient() }),
    settings: { ...settings, report },
    random: randomBytes,
  }),
)
