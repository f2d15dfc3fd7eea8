import * as z from 'zod'
import type { ServiceCall } from '../aws/json-service.ts'
import { keyReader } from '../aws/key-reader.ts'
import type { TableCall } from '../aws/table-service.ts'
import type { Mail } from '../domain/mail/mail.ts'
import type { RecordLetter } from '../domain/review/record.ts'
import type { ToldMail } from '../domain/mail/told.ts'
import { Increase, present } from '../records/expressions.ts'
import { part } from '../records/kind.ts'
import { anyMail, waitingMail } from '../records/mail.ts'
import { openSurvey } from '../records/open-survey.ts'
import { letter as letterKind, stop } from '../records/people.ts'
import { recordsOf } from '../records/records.ts'
import { slot as slotKind } from '../records/slots.ts'
import { held } from '../records/writing.ts'
import { type MailedSurvey, mailedSurveySchema } from '../formats/mail/letter.ts'

interface MailerStoreSettings {
  readonly tables: TableCall
  readonly parameters: ServiceCall
  readonly peopleTable: string
  readonly slotsTable: string
  readonly surveysTable: string
  readonly keyPrefix: string
}

/** A mail as the index shows it. That may lag behind, but is enough to claim it. */
const dueMail = part(anyMail, z.object({ pk: z.string(), sk: z.string(), dueAt: z.string(), to: z.string() }))
export type DueMail = z.infer<typeof dueMail.schema>
const stoppedAddress = part(stop, z.object({ sk: z.string() }))
const mailedSurvey = part(openSurvey, mailedSurveySchema)

interface DueMails {
  readonly mails: readonly DueMail[]
  /** Where the next page begins; null after the last. */
  readonly next: Readonly<Record<string, unknown>> | null
}

export type MailerStore = ReturnType<typeof mailerStore>

export const mailerStore = ({ tables, parameters, keyPrefix, ...settings }: MailerStoreSettings) => {
  const { change, claim, ensure, get, list, slice } = recordsOf(tables, settings)
  const readKey = keyReader(parameters, keyPrefix, 'link')
  const keyOfMail = ({ pk, sk }: DueMail) => ({ pk, sk })

  return {
    /** Waiting mails due at `now`, the longest due first, at most `limit`. */
    dueMails: async (now: string, limit: number, after: DueMails['next'] = null): Promise<DueMails> => {
      const { values, next } = await slice(dueMail, { index: 'queue', value: waitingMail, to: now, limit, after })
      return { mails: values, next }
    },

    /**
     * Includes those of the addresses to which mail was stopped, and possibly others: it returns all between the first
     * and the last address. One query for a page of mails costs a fraction of one read for each.
     */
    stoppedAmong: async (addresses: readonly string[]): Promise<ReadonlySet<string>> => {
      const sorted = addresses.toSorted()
      const found = await list(stoppedAddress, {}, { between: [sorted.at(0) ?? '', sorted.at(-1) ?? ''] })
      return new Set(found.map(({ sk }) => sk))
    },

    /** Takes the mail until `leaseUntil`. Null if done or taken by another, 'malformed' if it is not a mail. */
    claimMail: async (due: DueMail, leaseUntil: string): Promise<Mail | ToldMail | 'malformed' | null> => {
      const changes = { dueAt: leaseUntil, attempts: new Increase(1) }
      const { outcome, value } = await claim(anyMail, keyOfMail(due), changes, { queue: present, dueAt: due.dueAt })
      if (outcome !== 'done') return null
      return value ?? 'malformed'
    },

    /** Gives a claimed mail back, due as before; no effect once the lease has lapsed, as another may have it. */
    releaseMail: async (due: DueMail, leaseUntil: string): Promise<void> => {
      await held(change(anyMail, keyOfMail(due), { dueAt: due.dueAt }, { queue: present, dueAt: leaseUntil }))
    },

    /** Takes the mail off the queue for good, no matter who holds the lease: what was sent was sent. */
    finishMail: async (due: DueMail, outcome: NonNullable<Mail['outcome']>): Promise<void> => {
      await held(change(anyMail, keyOfMail(due), { outcome, queue: undefined }))
    },

    /** The letter of a record, by `<surveyId>#<letter>`; null if it has expired. */
    readLetter: (address: string): Promise<RecordLetter | null> => {
      const [survey = '', letter = ''] = address.split('#')
      return get(letterKind, { survey, letter })
    },

    readSurvey: (survey: string): Promise<MailedSurvey | null> => get(mailedSurvey, { survey }),

    /** Null if the key was destroyed. */
    readLinkKey: async (keyId: string): Promise<Buffer | null> => {
      const key = await readKey(keyId)
      return key === null ? null : Buffer.from(key, 'base64url')
    },

    /** Leaves an existing slot as it is, issued or not. */
    placeSlot: (survey: string, slot: string, cohort: string): Promise<void> =>
      ensure(slotKind, { survey, slot }, { cohort }),
  }
}
