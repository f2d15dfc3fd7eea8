/** Queues a mail for a survey's frozen list, chunk by chunk: an interrupted run neither loses nor doubles any. */
import { dayMilliseconds, plus } from '../domain/time/instants.ts'
import { type Language, preferred } from '../domain/language/language.ts'
import type { Invitation } from '../domain/people/invitation.ts'
import { askerAmong, mailedTo, readersZone } from '../domain/mail/invitation-mail.ts'
import type { Asker, Mail, MailKind } from '../domain/mail/mail.ts'
import type { ToldMail } from '../domain/mail/told.ts'
import { sendAt } from '../domain/time/quiet-hours.ts'
import { reminderFor } from '../domain/survey/reminding.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { expiresAtSeconds } from '../records/kind.ts'
import { mail, mailKey, waitingMail } from '../records/mail.ts'
import { chunksOf } from '../records/people.ts'
import type { ClockStore } from './store.ts'

export const mailingDone = -1

/** How many chunks one run queues for one survey; the rest waits for the next minute. */
const chunksPerRun = 50

/** The deadline of a mail that no longer has a close ahead of it: any reader's next working day is early enough. */
export const unhurried = (now: string): string => plus(now, 7 * dayMilliseconds)

const deadlineOf = (survey: Survey, kind: MailKind, now: string): string => {
  if (kind === 'results' || kind === 'counted' || kind === 'unread') return unhurried(now)
  return kind === 'cancelled' ? (survey.meetingAt ?? survey.closesAt) : survey.closesAt
}

interface Mailing {
  readonly kind: MailKind
  readonly version: string
  readonly asker: Asker | null
  readonly now: string
}

/** A reminder is queued before the first of them is due, and waits for its own reader's working day. */
const startOf = (survey: Survey, kind: MailKind, person: Invitation, now: string): string => {
  if (kind !== 'reminder') return now
  const planned = reminderFor(survey, readersZone(person, survey))
  return Date.parse(planned) > Date.parse(now) ? planned : now
}

const mailTo = (survey: Survey, { kind, version, asker, now }: Mailing, person: Invitation): Mail => ({
  ...mailKey(survey.surveyId, kind, version, person.invitationId),
  ...mailedTo(person, survey, asker),
  kind,
  dueAt: sendAt(startOf(survey, kind, person, now), readersZone(person, survey), deadlineOf(survey, kind, now)),
  expiresAtSeconds: expiresAtSeconds(mail, survey.closesAt),
})

/** Null for a pulse, which no person asks. */
const askerOf = async (store: ClockStore, { reviewId }: Survey): Promise<Asker | null> => {
  const review = reviewId === null ? null : await store.readReaders(reviewId)
  if (!review) return null
  const readers = await store.rosterReaders(review)
  return askerAmong(
    review,
    readers.map(({ told }) => told),
  )
}

const mailsAtOnce = 20

/**
 * Queues each mail by itself. What the table cannot do now is left to the next run, after everybody else's was queued;
 * a mail that it will never take is passed over, so that it does not hold up those behind it, and told afterwards.
 */
const queueEach = async (store: ClockStore, mails: readonly (Mail | ToldMail)[]): Promise<Error | null> => {
  let refused: Error | null = null
  for (let index = 0; index < mails.length; index += mailsAtOnce) {
    const results = await Promise.allSettled(mails.slice(index, index + mailsAtOnce).map(one => store.queueMail(one)))
    for (const result of results) {
      if (result.status === 'fulfilled') continue
      const error = result.reason instanceof Error ? result.reason : new Error('mail_not_queued')
      if (error.name !== 'ValidationException') throw error
      refused = error
    }
  }
  return refused
}

/** Whoever is not on the roster is written to in the usual language, and by the survey's clock. */
export const manners = async (
  store: ClockStore,
  survey: Survey,
  email: string,
): Promise<{ readonly language: Language; readonly zone: string }> => {
  const known = await store.readPerson(email)
  return { language: preferred([known?.language ?? '']), zone: readersZone({ zone: known?.zone ?? '' }, survey) }
}

/** A mail to somebody not invited to the survey: a facilitator of the review, or a leader in the pulse plan. */
export const noticeTo = (
  survey: Survey,
  kind: MailKind,
  reader: { readonly email: string; readonly name: string; readonly language: Language; readonly zone: string },
  dueAt: string,
  version = '1',
): Mail => ({
  ...mailKey(survey.surveyId, kind, version, reader.email),
  surveyId: survey.surveyId,
  kind,
  to: reader.email,
  name: reader.name,
  zone: reader.zone,
  language: reader.language,
  invitationId: null,
  cohort: null,
  unsubscribeId: null,
  queue: waitingMail,
  dueAt,
  attempts: 0,
  outcome: null,
  expiresAtSeconds: expiresAtSeconds(mail, survey.closesAt),
})

/**
 * Queues what is left of one mailing. With `once` it ends after its last chunk, so that a person added later gets no
 * reminder of an invitation that was never sent to them. True when nothing is left.
 */
export const queueMailing = async (
  store: ClockStore,
  survey: Survey,
  kind: Exclude<MailKind, 'agenda-ready' | 'quarter' | 'cancelling'>,
  options: { readonly version?: string; readonly once: boolean; readonly now: string },
): Promise<boolean> => {
  const name = options.version ? `${kind}#${options.version}` : kind
  return queueChunks(store, survey, { name, once: options.once }, async () => {
    const asker = await askerOf(store, survey)
    const mailing = { kind, version: options.version ?? '1', asker, now: options.now }
    return people => people.map(person => mailTo(survey, mailing, person))
  })
}

/** What one chunk of people is mailed. */
type MailsFor = (people: readonly Invitation[]) => readonly (Mail | ToldMail)[]

/** The same for any mail. `begin` is called where something is left to queue. */
export const queueChunks = async (
  store: ClockStore,
  survey: Survey,
  { name, once }: { readonly name: string; readonly once: boolean },
  begin: () => Promise<MailsFor>,
): Promise<boolean> => {
  const chunks = survey.roster ? chunksOf(survey) : []
  let at = survey.mailings[name] ?? 0
  if (at === mailingDone || (!once && at >= chunks.length)) return true
  const mailsFor = await begin()
  let refused: Error | null = null
  for (const chunk of chunks.slice(at, at + chunksPerRun)) {
    const people = await store.readChunk(survey.surveyId, chunk)
    refused = (await queueEach(store, mailsFor(people))) ?? refused
    const next = once && at + 1 >= chunks.length ? mailingDone : at + 1
    if (!(await store.updateSurvey(survey.surveyId, { mailings: { name, at } }, {}, { mailing: { name, next } }))) {
      return false
    }
    at = next
  }
  if (refused) throw refused
  return at === mailingDone || at >= chunks.length
}
