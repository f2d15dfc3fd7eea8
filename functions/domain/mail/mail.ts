/** A mail in the outbox: what it is about and whom it goes to. Its words are written when it is sent. */
import * as z from 'zod'
import { surveyIdSchema } from '../ids.ts'
import { languageSchema } from '../people/person.ts'
import { quarterPageSchema } from '../trends/quarter-page.ts'

/**
 * 'invitation', 'reminder' and 'moved' carry the participant's link; 'cancelled' goes to everybody invited;
 * 'agenda-ready' goes to the review's facilitators. For a pulse, 'results' goes to everybody invited, whether they
 * answered or not, and 'quarter' is leadership's page.
 */
export const mailKindSchema = z.enum([
  'invitation',
  'reminder',
  'moved',
  'cancelled',
  'agenda-ready',
  'results',
  'quarter',
])
export type MailKind = z.infer<typeof mailKindSchema>

export const mailSchema = z.object({
  /** `mail#<surveyId>` and `<kind>#<version>#<invitationId or address>`: the same mail has the same key. */
  pk: z.string(),
  sk: z.string(),
  surveyId: surveyIdSchema,
  kind: mailKindSchema,
  to: z.string(),
  name: z.string(),
  zone: z.string(),
  language: languageSchema,
  invitationId: z.string().nullable(),
  cohort: z.string().nullable(),
  unsubscribeId: z.string().nullable(),
  /** Only for 'quarter': what was published at the time it was queued. */
  page: quarterPageSchema.optional(),
  /** 'mail' while it waits, which puts it in the sparse index `queue`; absent once it has an outcome. */
  queue: z.literal('mail').optional(),
  /** When it may be sent; a claim moves this to the end of its lease. */
  dueAt: z.string(),
  attempts: z.int(),
  /** 'stopped': the address bounced, complained or unsubscribed. 'expired': the survey closed first. */
  outcome: z.enum(['sent', 'stopped', 'expired', 'rejected']).nullable(),
  expiresAtSeconds: z.int(),
})
export type Mail = z.infer<typeof mailSchema>
