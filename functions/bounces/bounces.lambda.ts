/**
 * Purpose: stops mail to an address that bounces or complains. Trigger: SES events by SNS.
 * Fired twice it writes the same entry twice.
 */
import { documentClient } from '../aws/clients.ts'
import { environment } from '../aws/env.ts'
import { log } from '../aws/log.ts'
import { stopReported } from './run.ts'
import { bounceStore } from './store.ts'

const store = bounceStore({ ...environment(['peopleTable']), documents: documentClient() })

export const handler = async (event: unknown): Promise<void> => {
  const count = await stopReported(store, event, code => log('bounces', { code }))
  log('bounces', { code: 'mail_stopped', count })
}
