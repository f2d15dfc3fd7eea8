/** A mail in the outbox: what it is about and whom it goes to. Its words are written when it is sent. */
import * as z from 'zod'
import { surveyIdSchema } from '../ids.ts'
import { usualLanguage } from '../language/language.ts'
import { languageSchema } from '../people/person.ts'
import { quarterPageSchema } from '../trends/quarter-page.ts'

/**
 * 'invitation', 'reminder', 'moved' and 'later' carry the participant's link; 'cancelled' goes to everybody invited;
 * 'agenda-ready' goes to those who lead the review; 'unread' tells everybody invited that nothing was read. What was
 * counted is told to everybody invited, whether they answered or not: 'counted' of a review, 'results' of a pulse, both
 * with the root of the published record. 'quarter' is leadership's page of a pulse. 'cancelling' tells whoever holds the
 * role of a keeper or leadership that a pulse ends unread unless they stop that.
 */
export const mailKindSchema = z.enum([
  'invitation',
  'reminder',
  'moved',
  'later',
  'cancelling',
  'cancelled',
  'agenda-ready',
  'counted',
  'results',
  'unread',
  'quarter',
])
export type MailKind = z.infer<typeof mailKindSchema>

/**
 * Who asks, as a mail names them: whoever leads the review, who gets the replies, and everybody who can read its agenda.
 */
export const askerSchema = z.object({
  name: z.string(),
  email: z.string(),
  readers: z.array(z.string()),
  /** Where the review was handed over since: the meeting stays in calendars under whom it first stood there. */
  organizer: z.object({ name: z.string(), email: z.string() }).optional().catch(undefined),
})
export type Asker = z.infer<typeof askerSchema>

/** How many people a survey's mail never reached, by reason. */
export const unreachedSchema = z.record(z.string(), z.int())

/**
 * How long a mail is its sender's: nobody else may take it. Reckoned from the minute that the run is for, so that no other
 * takes a mail that this one may still send: a run may begin late, by a minute in the schedule and one in the queue of
 * calls, and then takes up to its timeout of 60 s.
 */
export const leaseMilliseconds = 210_000

export const mailSchema = z.object({
  /** `mail#<surveyId>` and `<kind>#<version>#<invitationId or address>`: the same mail has the same key. */
  pk: z.string(),
  sk: z.string(),
  surveyId: surveyIdSchema,
  kind: mailKindSchema,
  to: z.string(),
  /** These three fall back to what is usual if a stored mail holds what nobody can use. */
  name: z.string().catch(''),
  zone: z.string().catch('UTC'),
  language: languageSchema.catch(usualLanguage),
  invitationId: z.string().nullable(),
  cohort: z.string().nullable(),
  unsubscribeId: z.string().nullable(),
  /** The invitations that this one stands in for; see `invitationSchema`. */
  replaces: z.array(z.string()).optional(),
  /** Absent for a pulse, and in mails queued before it was known. */
  asker: askerSchema.optional().catch(undefined),
  /** Only for 'agenda-ready'. */
  notReached: unreachedSchema.optional().catch(undefined),
  /** Only for 'agenda-ready', to somebody who leads and does not stand in the terms. */
  forRoom: z.literal(true).optional().catch(undefined),
  /** Only for 'cancelling': who asked for it, and until when it can be stopped; from where depends on the reader’s role. */
  cancelling: z
    .object({ by: z.string(), until: z.string(), from: z.enum(['desk', 'trace']) })
    .optional()
    .catch(undefined),
  /** Only for 'quarter': what was published at the time it was queued. */
  page: quarterPageSchema.optional(),
  /** 'mail' while it waits, which puts it in the sparse index `queue`; absent once it has an outcome. */
  queue: z.literal('mail').optional(),
  /** When it may be sent; a claim moves this to the end of its lease. */
  dueAt: z.string(),
  /** How often it was claimed. */
  attempts: z.int(),
  /** How many of these ended without anything handed over to SES. */
  unsent: z.int().optional().catch(undefined),
  /**
   * 'stopped': the address bounced, complained, unsubscribed or left the roster, or the invitation was withdrawn.
   * 'expired': the survey closed first. 'rejected': set aside for good, with a reason.
   */
  outcome: z.enum(['sent', 'stopped', 'expired', 'rejected']).nullable(),
  /** Why it was not sent, or not yet: a code. Absent if nothing went wrong. */
  reason: z.string().optional(),
  /** When it got its outcome. */
  endedAt: z.string().optional(),
  expiresAtSeconds: z.int(),
})
export type Mail = z.infer<typeof mailSchema>
