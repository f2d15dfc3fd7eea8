/**
 * Purpose: the roster, the surveys and who is invited to them, who leads a review. Trigger: /api/people, /api/surveys,
 * /api/handovers, /api/pulse-plan, /api/unsubscribe. If the same request arrives twice, the second changes nothing more: people are merged, a review has
 * one survey, additions count once, and a cancelled survey stays cancelled.
 */
import { randomBytes } from 'node:crypto'
import { handle } from 'hono/aws-lambda'
import { documentClient } from '../aws/clients.ts'
import { environment, ownCalendar, tokenRules } from '../aws/env.ts'
import { reportFailed } from '../aws/log.ts'
import { inviteDomainsSchema } from '../domain/people/invite-domains.ts'
import { organiseApi } from './api.ts'
import { organiseStore } from './store.ts'

const tables = environment(['peopleTable', 'surveysTable', 'learningTable', 'traceTable'])
const { inviteDomains, ...site } = environment(['siteUrl', 'inviteDomains'])
const settings = { ...site, ...tokenRules(), calendar: ownCalendar() }
export const handler = handle(
  organiseApi({
    store: organiseStore({ ...tables, documents: documentClient() }),
    settings: { ...settings, inviteDomains: inviteDomainsSchema.parse(inviteDomains), report: reportFailed },
    random: randomBytes,
  }),
)
