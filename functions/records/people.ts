/** Who may be invited and who was, and what stops their mail. */
import * as z from 'zod'
import { addresseeRowSchema } from '../domain/people/addressee.ts'
import { listChangesSchema, returnReasonSchema } from '../domain/mail/delivery.ts'
import { invitationListSchema } from '../domain/people/invitation.ts'
import { rosterEntrySchema, storedPersonSchema } from '../domain/people/person.ts'
import { placedSchema } from '../domain/people/placed.ts'
import { liftRecord, recordLetterSchema } from '../domain/review/record.ts'
import { kind } from './kind.ts'

export const person = kind({
  table: 'people',
  name: 'person',
  partition: 'person',
  sort: '{email}',
  schema: storedPersonSchema,
  kept: {
    row: 'person',
    holds:
      'mail address, name, group, seniority, zone, language; who invited them from outside the roster, or put them into their group, and when; addresses that were joined with theirs',
    retentionDays: null,
    until: 'removed from the roster',
  },
})

/** The same rows as mail reads them: an address is enough. */
const { table, name, partition, sort, kept } = person
export const addressee = kind({ table, name, partition, sort, kept, schema: addresseeRowSchema })

/** `bounces` may put a stop but not read one. */
export const stop = kind({
  table: 'people',
  name: 'stop',
  partition: 'stop',
  sort: '{email}',
  schema: z.object({
    sk: z.string(),
    reason: rosterEntrySchema.shape.stopped.unwrap(),
    /** When it came back, and what the other side said of it; absent in older rows. */
    at: z.string().optional().catch(undefined),
    why: returnReasonSchema.optional().catch(undefined),
    /** Of what came back: the person stopped their mail as well, which only they take back. */
    byPerson: z.literal(true).optional().catch(undefined),
  }),
  kept: {
    row: 'stop',
    holds: 'mail address that gets no more mail, and why',
    retentionDays: null,
    until: 'erased',
  },
  blind: true,
})

/** What came back and says nothing for good: a full mailbox, a server that was away. It stops no mail. */
export const returned = kind({
  table: 'people',
  name: 'returned',
  partition: 'returned',
  sort: '{email}',
  schema: z.object({ sk: z.string(), at: z.string(), why: returnReasonSchema, expiresAtSeconds: z.int() }),
  kept: {
    row: 'returned',
    holds: 'mail address whose last mail came back for now, and why',
    retentionDays: 30,
    until: 'it comes back',
  },
  blind: true,
})

/**
 * What was changed about who is invited while a survey is open. Ids of invitations alone. In the index `queue` while
 * slots of withdrawn invitations wait to be closed.
 */
export const listChanges = kind({
  table: 'people',
  name: 'listChanges',
  partition: 'changes#{survey}',
  sort: 'list',
  schema: listChangesSchema,
  kept: {
    row: 'listChanges',
    holds: 'which invitations of a survey were withdrawn, and which came after its last count',
    retentionDays: 400,
    until: 'the survey closes',
  },
})
export const slotsToClose = 'closing'

/** Two addresses that a facilitator said belong to two people. Of the addresses only a digest is kept. */
export const apart = kind({
  table: 'people',
  name: 'apart',
  partition: 'apart',
  sort: '{pair}',
  schema: z.object({ pair: z.string() }),
  kept: {
    row: 'apart',
    holds: 'digest of two mail addresses that belong to two people',
    retentionDays: 1826,
    until: 'it was said',
  },
})

export const unsubscribe = kind({
  table: 'people',
  name: 'unsubscribe',
  partition: 'unsubscribe',
  sort: '{id}',
  schema: z.object({ email: z.string(), expiresAtSeconds: z.int().optional() }),
  kept: { row: 'unsubscribe', holds: 'random id to mail address', retentionDays: 730, until: 'its last mail' },
})

/** Padded, so that names of chunks sort like their numbers. */
export const chunkName = (index: number): string => String(index).padStart(4, '0')

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

export const participants = kind({
  table: 'people',
  name: 'participants',
  partition: 'participants#{survey}',
  sort: '{chunk}',
  schema: z.object({
    emails: z.array(z.unknown()).transform(list => list.filter(isText)),
    placed: placedSchema.optional().catch(undefined),
  }),
  kept: {
    row: 'participants',
    holds: 'addresses given when a survey was made, and who gave them',
    retentionDays: 400,
    until: 'the survey closes',
  },
})

/** A chunk of the frozen list is named by its run and position; one that was added later has an id of its own. */
export const invitations = kind({
  table: 'people',
  name: 'invitation',
  partition: 'invitation#{survey}',
  sort: '{run}#{chunk}',
  schema: z.object({ people: invitationListSchema }),
  kept: {
    row: 'invitation',
    holds: 'who was invited to which survey, the group they count in, and who put them there',
    retentionDays: 400,
    until: 'the survey closes',
  },
})
export const addedRun = 'added'

/** All chunks of invitations in force, always in the same order. */
export const chunksOf = (survey: {
  readonly roster: { readonly run: string; readonly chunks: number } | null
  readonly addedChunks: readonly string[]
}): { readonly run: string; readonly chunk: string }[] => {
  const { roster, addedChunks } = survey
  const frozen = Array.from({ length: roster?.chunks ?? 0 }, (_, index) => chunkName(index))
  return [
    ...frozen.map(chunk => ({ run: roster?.run ?? '', chunk })),
    ...addedChunks.map(chunk => ({ run: addedRun, chunk })),
  ]
}

export const letter = kind({
  table: 'people',
  name: 'letter',
  partition: 'letter#{survey}',
  sort: '{letter}',
  schema: recordLetterSchema,
  lifts: [liftRecord],
  kept: {
    row: 'letter',
    holds: 'the record of a meeting as it was mailed',
    retentionDays: 30,
    until: 'it is queued',
  },
})
