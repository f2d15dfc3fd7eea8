/** Owners of open actions, what stops their mail, and who is on the roster. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type * as z from 'zod'
import { documentCalls } from '../aws/document-calls.ts'
import { inParallel } from '../domain/in-parallel.ts'
import { type OwnedAction, ownedActionSchema, type ownersSchema } from '../domain/action/owner.ts'
import type { ToldMail } from '../domain/mail/told.ts'
import type { Addressee } from '../domain/people/addressee.ts'
import type { Role } from '../domain/trace/trace.ts'
import { action, openActions, owners } from '../records/action.ts'
import { part } from '../records/kind.ts'
import { anyMail } from '../records/mail.ts'
import { addressee, stop } from '../records/people.ts'
import { pulsePlan } from '../records/plans.ts'
import { recordsOf } from '../records/records.ts'
import { replacedPiece, replacement } from '../records/replaced.ts'
import { reviewReaders } from '../records/review.ts'
import { traceOf } from '../records/trace.ts'
import { held } from '../records/writing.ts'

interface OwnersStoreSettings {
  readonly documents: DynamoDBDocumentClient
  readonly peopleTable: string
  readonly learningTable: string
  readonly traceTable: string
}

export type Owners = z.infer<typeof ownersSchema>

const ownedAction = part(action, ownedActionSchema)
const atOnce = 20

export type OwnersStore = ReturnType<typeof ownersStore>

export const ownersStore = ({ documents, ...settings }: OwnersStoreSettings) => {
  const records = recordsOf(documentCalls(documents), settings)
  const { ensure, everyOf, get, list, put } = records
  const trace = traceOf(records)

  return {
    /** Null before the very first look. */
    readOwners: (): Promise<Owners | null> => get(owners, {}),

    /** False if another run was faster. */
    saveOwners: async (after: Owners, before: Owners | null): Promise<boolean> =>
      held(put(owners, {}, after, before?.version ?? null)),

    readStops: () => list(stop, {}),

    openActions: (): Promise<OwnedAction[]> => everyOf(ownedAction, 'facet', openActions),

    readPerson: (email: string): Promise<Addressee | null> => get(addressee, { email }),

    /** Those of the addresses that are on the roster. */
    onRoster: async (emails: readonly string[]): Promise<Set<string>> => {
      const people = await inParallel(emails, atOnce, email => get(addressee, { email }))
      return new Set(people.flatMap(person => person?.email ?? []))
    },

    /** Addresses that replacing the roster took away in the last month. */
    takenAway: async (): Promise<Set<string>> => {
      const ids = (await list(replacement, {})).filter(({ undoneAt }) => undoneAt === null).map(({ id }) => id)
      const pieces = await inParallel(ids, atOnce, id => list(replacedPiece, { replacement: id }))
      const gone = pieces.flat().flatMap(({ people }) => people.filter(({ after }) => after === null))
      return new Set(gone.map(({ email }) => email))
    },

    readReaders: (review: string) => get(reviewReaders, { review }),

    /** Who used a role of late, by address, with the roles. */
    readRoleUsers: (now: string): Promise<ReadonlyMap<string, readonly Role[]>> => trace.usersSince(now),

    readZone: async (): Promise<string> => (await get(pulsePlan, {}))?.zone ?? 'UTC',

    /** Leaves a mail as it is if it was queued before, even if it has been sent since. */
    queueMail: (mail: ToldMail): Promise<void> => ensure(anyMail, { pk: mail.pk, sk: mail.sk }, mail),
  }
}
