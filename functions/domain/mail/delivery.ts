/** How far a survey's mail has got, person by person: what is stored of it, and what facilitators are shown. */
import * as z from 'zod'
import { surveyIdSchema } from '../ids.ts'
import { shownHealthSchema } from '../survey/health.ts'
import { surveyViewSchema } from '../survey/survey.ts'

/** What the other side said when a mail came back, by its enhanced status code (RFC 3463). */
export const returnReasonSchema = z.enum(['no-mailbox', 'mailbox-full', 'refused', 'known-bad', 'unreachable', 'other'])
export type ReturnReason = z.infer<typeof returnReasonSchema>

/** Read one by one: an entry that cannot be read takes back nobody else's withdrawal. */
const withdrawalSchema = z.object({ invitationId: z.string(), at: z.string().catch('') })

export const listChangesSchema = z.object({
  surveyId: surveyIdSchema,
  version: z.int(),
  /** Each gets no more mail, and its link no pass, unless a pass was issued before. */
  withdrawn: z.array(z.unknown()).transform(entries =>
    entries.flatMap((entry): z.infer<typeof withdrawalSchema>[] => {
      const parsed = withdrawalSchema.safeParse(entry)
      return parsed.success ? [parsed.data] : []
    }),
  ),
  /** Whoever came, or came back, since participation was counted last. One that cannot be read is somebody. */
  since: z.array(z.string().catch('')),
  /** 'closing' while slots wait to be closed. */
  queue: z.literal('closing').optional().catch(undefined),
  dueAt: z.string().optional().catch(undefined),
  expiresAtSeconds: z.int(),
})
export type ListChanges = z.infer<typeof listChangesSchema>

/** In the order in which they are shown: what needs somebody comes first. */
export const deliveryStates = [
  'bounced',
  'refused',
  'complained',
  'aside',
  'returned',
  'left',
  'unsubscribed',
  'late',
  'held',
  'queued',
  'sent',
  'withdrawn',
  'unknown',
] as const
const stateSchema = z.enum(deliveryStates)
export type DeliveryState = z.infer<typeof stateSchema>

/** Those who were not reached, or will not be. */
const unreachedCounts = z.object({
  bounced: z.int(),
  refused: z.int(),
  complained: z.int(),
  unsubscribed: z.int(),
  aside: z.int(),
  left: z.int(),
})

export const reasonCodes = [
  ...returnReasonSchema.options,
  'address-unusable',
  'ses-refused',
  'reply-lost',
  'unsubscribed',
  'complained',
  'off-roster',
  'cannot-be-made',
  'working-hours',
  'closed-first',
  'withdrawn',
  'not-kept',
] as const
const reasonSchema = z.enum(reasonCodes)
export type DeliveryReason = z.infer<typeof reasonSchema>

/** 'again': lifts a bounce and sends anew. 'correct': another address. 'roster': put the person on the roster again. */
const remedySchema = z.enum(['again', 'correct', 'roster', 'reinvite'])
export type Remedy = z.infer<typeof remedySchema>

const rowSchema = z.object({
  address: z.string(),
  name: z.string(),
  state: stateSchema,
  reason: reasonSchema.nullable(),
  /** The same in plain words. */
  words: z.string(),
  /** When that happened, to the minute; null for what has not happened yet. */
  at: z.string().nullable(),
  /** When it is tried next, of a mail that waits. */
  until: z.string().nullable(),
  /** The one thing to do, while there is time for it. */
  remedy: remedySchema.nullable(),
})
export type DeliveryRow = z.infer<typeof rowSchema>

/**
 * Whether the mail is known not to have arrived, so that its link was followed by nobody: the invitation may go to another
 * address. Sent there after it had arrived, its second link would tell whoever reads it whether the first was used.
 */
export const didNotArrive = ({ state, reason }: Pick<DeliveryRow, 'state' | 'reason'>): boolean =>
  state === 'bounced' || state === 'refused' || (state === 'returned' && reason !== 'reply-lost')

/** `GET /api/surveys/{id}/delivery`. */
export const deliverySchema = z.object({
  surveyId: surveyIdSchema,
  invited: z.int(),
  withdrawn: z.int(),
  counts: z.record(stateSchema, z.int()),
  notReached: unreachedCounts,
  /** Sorted by trouble, then by name. Of a pulse only those with trouble. */
  rows: z.array(rowSchema),
  /** People that no row is about: of a pulse everybody without trouble. */
  others: z.int(),
  /** How many came, or were mailed anew, since participation was counted last; it is counted again when they are 3. */
  addedSinceCount: z.int(),
  /** Stored invitations that nobody can read any more; their people get no mail. */
  unreadable: z.int(),
})
export type Delivery = z.infer<typeof deliverySchema>

/** `GET /api/surveys/{id}`. */
export const surveyDetailSchema = surveyViewSchema.extend({
  /** Null where it is not known: before anybody was invited, or of more people than are looked at for it. */
  notReached: unreachedCounts.nullable(),
  /** How many invitations were withdrawn. `invited` counts them all the same. */
  withdrawn: z.int(),
  /** How many came, or were corrected, since participation was counted last; it is counted again when they are 3. */
  addedSinceCount: z.int(),
  /** What is wrong with it; absent where nothing is known to be. */
  health: shownHealthSchema.optional(),
})
export type SurveyDetail = z.infer<typeof surveyDetailSchema>

/** As much of a mail as its delivery needs. */
export const deliveredMailSchema = z.object({
  sk: z.string(),
  kind: z.string().catch(''),
  invitationId: z.string().nullable().catch(null),
  dueAt: z.string().catch(''),
  outcome: z.enum(['sent', 'stopped', 'expired', 'rejected']).nullable().catch(null),
  reason: z.string().optional().catch(undefined),
  endedAt: z.string().optional().catch(undefined),
})
export type DeliveredMail = z.infer<typeof deliveredMailSchema>
