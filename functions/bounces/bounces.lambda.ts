/** Purpose: stops mail to addresses that bounce or complain. Trigger: SES events through SNS; may repeat. */
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
