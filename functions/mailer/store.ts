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
import { type MailedSurvey, mailedSurveySchema } from './letter.ts'

export interface MailerStoreSettings {
  readonly tables: TableCall
  readonly parameters: ServiceCall
  readonly peopleTable: string
  readonly slotsTable: string
  readonly surveysTable: string
  readonly keyPrefix: string
}

/** A mail as the index shows it, which may lag: enough to claim it by. */
const dueMail = part(anyMail, z.object({ pk: z.string(), sk: z.string(), dueAt: z.string(), to: z.string() }))
export type DueMail = z.infer<typeof dueMail.schema>
const stoppedAddress = part(stop, z.object({ sk: z.string() }))
const mailedSurvey = part(openSurvey, mailedSurveySchema)

export interface DueMails {
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
    /** Waiting mails due at `now`, longest due first; at most `limit`. */
    dueMails: async (now: string, limit: number, after: DueMails['next'] = null): Promise<DueMails> => {
      const { values, next } = await slice(dueMail, { index: 'queue', value: waitingMail, to: now, limit, after })
      return { mails: values, next }
    },

    /**
     * Those of the addresses that are sent nothing more, and others: all that stand between the first and the last of
     * them. One query for a page of mails costs a fraction of a read for each.
     */
    stoppedAmong: async (addresses: readonly string[]): Promise<ReadonlySet<string>> => {
      const sorted = addresses.toSorted()
      const found = await list(stoppedAddress, {}, { between: [sorted.at(0) ?? '', sorted.at(-1) ?? ''] })
      return new Set(found.map(({ sk }) => sk))
    },

    /**
     * Takes the mail until `leaseUntil`: null where it is settled or somebody else has it, 'malformed' where the item
     * is no mail.
     */
    claimMail: async (due: DueMail, leaseUntil: string): Promise<Mail | ToldMail | 'malformed' | null> => {
      const changes = { dueAt: leaseUntil, attempts: new Increase(1) }
      const { outcome, value } = await claim(anyMail, keyOfMail(due), changes, { queue: present, dueAt: due.dueAt })
      if (outcome !== 'done') return null
      return value ?? 'malformed'
    },

    /** Gives a claimed mail back, due as it was before. A lease that lapsed meanwhile is somebody else's. */
    releaseMail: async (due: DueMail, leaseUntil: string): Promise<void> => {
      await held(change(anyMail, keyOfMail(due), { dueAt: due.dueAt }, { queue: present, dueAt: leaseUntil }))
    },

    /** Takes it out of the queue for good, whoever holds the lease: what was sent was sent. */
    settleMail: async (due: DueMail, outcome: NonNullable<Mail['outcome']>): Promise<void> => {
      await held(change(anyMail, keyOfMail(due), { outcome, queue: undefined }))
    },

    /** A record's letter by `<surveyId>#<letter>`; null: it has expired. */
    readLetter: (address: string): Promise<RecordLetter | null> => {
      const [survey = '', letter = ''] = address.split('#')
      return get(letterKind, { survey, letter })
    },

    readSurvey: (survey: string): Promise<MailedSurvey | null> => get(mailedSurvey, { survey }),

    /** Null: destroyed. */
    readLinkKey: async (keyId: string): Promise<Buffer | null> => {
      const key = await readKey(keyId)
      return key === null ? null : Buffer.from(key, 'base64url')
    },

    /** A slot that is there stays as it is, issued or not. */
    placeSlot: (survey: string, slot: string, cohort: string): Promise<void> =>
      ensure(slotKind, { survey, slot }, { cohort }),
  }
}
