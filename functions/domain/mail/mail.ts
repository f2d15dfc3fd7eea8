/** A mail in the outbox: what it is about and whom it goes to. Its words are made when it is sent. */
import * as z from 'zod'
import { surveyIdSchema } from '../ids.ts'
import { languageSchema } from '../people/person.ts'
import { quarterPageSchema } from '../trends/quarter-page.ts'

/**
 * 'invitation', 'reminder' and 'moved' carry the participant's link; 'cancelled' tells everybody invited;
 * 'agenda-ready' goes to the review's facilitators. Of a pulse, 'results' tells everybody who was asked, answered or not,
 * and 'quarter' is leadership's page.
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
  /** `mail#<surveyId>` and `<kind>#<version>#<invitationId or address>`: queued twice it is the same item. */
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
  /** Of 'quarter': what was published, as it stood when it was queued. */
  page: quarterPageSchema.optional(),
  /** 'mail' while it waits (the index `queue` is sparse by it); absent once settled. */
  queue: z.literal('mail').optional(),
  /** When it may be sent; a claim pushes it to the end of its lease. */
  dueAt: z.string(),
  attempts: z.int(),
  /** 'stopped': the address bounced, complained or unsubscribed; 'expired': the survey closed first. */
  outcome: z.enum(['sent', 'stopped', 'expired', 'rejected']).nullable(),
  expiresAtSeconds: z.int(),
})
export type Mail = z.infer<typeof mailSchema>
