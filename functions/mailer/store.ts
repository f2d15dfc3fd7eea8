import * as z from 'zod'
import type { ServiceCall } from '../aws/json-service.ts'
import { keyReader } from '../aws/key-reader.ts'
import type { TableCall } from '../aws/table-service.ts'
import type { ListChanges } from '../domain/mail/delivery.ts'
import type { Mail } from '../domain/mail/mail.ts'
import type { RecordLetter } from '../domain/review/record.ts'
import type { ToldMail } from '../domain/mail/told.ts'
import { absent, Increase, present } from '../records/expressions.ts'
import { idsIn, part } from '../records/kind.ts'
import { anyMail, mail, waitingMail } from '../records/mail.ts'
import { openSurvey } from '../records/open-survey.ts'
import { letter as letterKind, listChanges, person, slotsToClose, stop } from '../records/people.ts'
import { readJoined } from '../records/delivery.ts'
import { recordsOf } from '../records/records.ts'
import { closedCohort, slot as slotKind } from '../records/slots.ts'
import { held } from '../records/writing.ts'
import { type MailedSurvey, mailedSurveySchema } from '../formats/mail/survey-letter.ts'

interface MailerStoreSettings {
  readonly tables: TableCall
  readonly parameters: ServiceCall
  readonly peopleTable: string
  readonly slotsTable: string
  readonly surveysTable: string
  readonly keyPrefix: string
}

/** Which invitation a mail with its own content goes to, as its key says it; '' where it says nothing. */
export const toldInvitation = (told: Pick<ToldMail, 'pk' | 'sk'>): { readonly about: string; readonly to: string } =>
  idsIn(mail, told) ?? { about: '', to: '' }

/** A mail as the index shows it. That may lag behind, but is enough to claim it. */
const dueMail = part(anyMail, z.object({ pk: z.string(), sk: z.string(), dueAt: z.string(), to: z.string().catch('') }))
export type DueMail = z.infer<typeof dueMail.schema>
const stoppedAddress = part(stop, z.object({ sk: z.string() }))
const mailedSurvey = part(openSurvey, mailedSurveySchema)
/** Not of one shape for good: it is enough that the row is there. */
const rosterRow = part(person, z.object({ sk: z.string() }))
const changesToCarryOut = part(listChanges, z.object({ surveyId: z.string() }))

/** How a mail ended, and when. */
export interface Ending {
  readonly outcome: NonNullable<Mail['outcome']>
  readonly endedAt: string
  readonly reason?: string | undefined
}

interface DueMails {
  readonly mails: readonly DueMail[]
  /** Where the next page begins; null after the last. */
  readonly next: Readonly<Record<string, unknown>> | null
}

export type MailerStore = ReturnType<typeof mailerStore>

export const mailerStore = ({ tables, parameters, keyPrefix, ...settings }: MailerStoreSettings) => {
  const { change, claim, ensure, get, getReadable, list, slice } = recordsOf(tables, settings)
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
      // DynamoDB refuses a whole query for one empty key, and nobody's mail was stopped at no address.
      const sorted = addresses.filter(address => address !== '').toSorted()
      const [first, last] = [sorted.at(0), sorted.at(-1)]
      if (first === undefined || last === undefined) return new Set()
      const found = await list(stoppedAddress, {}, { between: [first, last] })
      return new Set(found.map(({ sk }) => sk))
    },

    /** Takes the mail until `leaseUntil`. Null if done or taken by another, 'malformed' if it is not a mail. */
    claimMail: async (due: DueMail, leaseUntil: string): Promise<Mail | ToldMail | 'malformed' | null> => {
      const changes = { dueAt: leaseUntil, attempts: new Increase(1) }
      try {
        const { outcome, value } = await claim(anyMail, keyOfMail(due), changes, { queue: present, dueAt: due.dueAt })
        if (outcome !== 'done') return null
        return value ?? 'malformed'
      } catch (error) {
        // Its attempts are no number, and nothing can be added to them.
        if (error instanceof Error && error.name === 'ValidationException') return 'malformed'
        throw error
      }
    },

    /**
     * Gives a claimed mail back unsent, due as before; no effect once the lease has lapsed, as another may have it.
     */
    releaseMail: async (due: DueMail, leaseUntil: string): Promise<void> => {
      const changes = { dueAt: due.dueAt, unsent: new Increase(1) }
      await held(change(anyMail, keyOfMail(due), changes, { queue: present, dueAt: leaseUntil }))
    },

    /** Takes the mail off the queue for good, no matter who holds the lease: what was sent was sent. */
    finishMail: async (due: DueMail, { outcome, endedAt, reason }: Ending): Promise<void> => {
      await held(change(anyMail, keyOfMail(due), { outcome, endedAt, reason, queue: undefined }))
    },

    /** Notes why a claimed mail was not known to be sent this time, whether it may have been, and when it is tried next. */
    postponeMail: async (
      due: DueMail,
      leaseUntil: string,
      next: { readonly at: string; readonly reason: string; readonly departed: boolean },
    ): Promise<void> => {
      const changes = { dueAt: next.at, reason: next.reason, ...(next.departed ? {} : { unsent: new Increase(1) }) }
      await held(change(anyMail, keyOfMail(due), changes, { queue: present, dueAt: leaseUntil }))
    },

    readJoined: () => readJoined({ list }),

    /** Whether the address is on the roster, whatever else its row holds. */
    isOnRoster: async (email: string): Promise<boolean> => email !== '' && (await get(rosterRow, { email })) !== null,

    readChanges: (survey: string): Promise<ListChanges | null> => getReadable(listChanges, { survey }),

    /** Surveys with slots to close, the longest waiting first, at most `limit`. */
    surveysWithSlotsToClose: async (now: string, limit: number): Promise<string[]> => {
      const { values } = await slice(changesToCarryOut, { index: 'queue', value: slotsToClose, to: now, limit })
      return values.map(({ surveyId }) => surveyId)
    },

    /** False if more was withdrawn meanwhile. */
    slotsClosed: ({ surveyId: survey, version }: ListChanges): Promise<boolean> =>
      held(change(listChanges, { survey }, { queue: undefined }, { version })),

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

    /** Leaves an existing slot as it is, issued, closed or neither. */
    placeSlot: (
      survey: string,
      slot: string,
      placed: { cohort: string; owner?: string; instead?: string },
    ): Promise<void> => ensure(slotKind, { survey, slot }, placed),

    /**
     * Whether the slot can get no pass any more and never got one. What the answer is goes into the choice of the next
     * write and nowhere else: no row, log line or count of this function may depend on it. Its owner stays, so that to them
     * and to anybody else it is like any other. One whose mail never went out is there only from here on.
     */
    closeSlot: async (survey: string, slot: string): Promise<boolean> => {
      await ensure(slotKind, { survey, slot }, { cohort: closedCohort })
      const closed = { cohort: closedCohort, instead: undefined }
      return held(change(slotKind, { survey, slot }, closed, { issued: absent }))
    },
  }
}
