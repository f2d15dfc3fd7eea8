/** Queues a mail for everybody of a survey's frozen list, chunk by chunk, so that a cut loses and doubles nothing. */
import { dayMilliseconds, plus } from '../domain/time/instants.ts'
import type { Invitation } from '../domain/people/invitation.ts'
import type { Mail, MailKind } from '../domain/mail/mail.ts'
import { sendAt } from '../domain/time/quiet-hours.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { retentionDays } from '../tables.ts'
import type { ClockStore } from './store.ts'

export const mailingDone = -1

/** How many chunks one run queues for one survey; the rest waits for the next minute. */
const chunksPerRun = 50

export const chunkNames = (survey: Survey): string[] => {
  const { roster } = survey
  if (!roster) return []
  const frozen = Array.from({ length: roster.chunks }, (_, index) => `${roster.run}#${String(index).padStart(4, '0')}`)
  return [...frozen, ...survey.addedChunks.map(id => `added#${id}`)]
}

export const expiresAtSeconds = (survey: Survey, days: number): number =>
  Math.floor((Date.parse(survey.closesAt) + days * dayMilliseconds) / 1000)

/** Nothing has to be read before a close any more: every reader's next working day will do. */
export const unhurried = (now: string): string => plus(now, 7 * dayMilliseconds)

const deadlineOf = (survey: Survey, kind: MailKind, now: string): string => {
  if (kind === 'results') return unhurried(now)
  return kind === 'cancelled' ? (survey.meetingAt ?? survey.closesAt) : survey.closesAt
}

const mailTo = (survey: Survey, kind: MailKind, version: string, person: Invitation, now: string): Mail => ({
  pk: `mail#${survey.surveyId}`,
  sk: `${kind}#${version}#${person.invitationId}`,
  surveyId: survey.surveyId,
  kind,
  to: person.email,
  name: person.name,
  zone: person.zone,
  language: person.language,
  invitationId: person.invitationId,
  cohort: person.cohort,
  unsubscribeId: person.unsubscribeId,
  queue: 'mail',
  dueAt: sendAt(now, person.zone, deadlineOf(survey, kind, now)),
  attempts: 0,
  outcome: null,
  expiresAtSeconds: expiresAtSeconds(survey, retentionDays('people', 'mail')),
})

/** A mail to somebody who was not invited as such: a facilitator of the review, a leader of the pulse plan. */
export const noticeTo = (
  survey: Survey,
  kind: MailKind,
  reader: { readonly email: string; readonly name: string },
  dueAt: string,
): Mail => ({
  pk: `mail#${survey.surveyId}`,
  sk: `${kind}#1#${reader.email}`,
  surveyId: survey.surveyId,
  kind,
  to: reader.email,
  name: reader.name,
  zone: survey.zone,
  language: 'en',
  invitationId: null,
  cohort: null,
  unsubscribeId: null,
  queue: 'mail',
  dueAt,
  attempts: 0,
  outcome: null,
  expiresAtSeconds: expiresAtSeconds(survey, retentionDays('people', 'mail')),
})

/**
 * Queues what is left of one mailing. `once`: it is done with after its last chunk, so that who is added later is not
 * reminded of what was never sent to them. True when nothing of it is left.
 */
export const queueMailing = async (
  store: ClockStore,
  survey: Survey,
  kind: Exclude<MailKind, 'agenda-ready' | 'quarter'>,
  options: { readonly version?: string; readonly once: boolean; readonly now: string },
): Promise<boolean> => {
  const name = options.version ? `${kind}#${options.version}` : kind
  const chunks = chunkNames(survey)
  let at = survey.mailings[name] ?? 0
  if (at === mailingDone) return true
  for (const chunk of chunks.slice(at, at + chunksPerRun)) {
    const people = await store.readChunk(survey.surveyId, chunk)
    const mails = people.map(person => mailTo(survey, kind, options.version ?? '1', person, options.now))
    for (let index = 0; index < mails.length; index += 20) {
      await Promise.all(mails.slice(index, index + 20).map(mail => store.queueMail(mail)))
    }
    const next = options.once && at + 1 >= chunks.length ? mailingDone : at + 1
    if (!(await store.updateSurvey(survey.surveyId, { mailings: { name, at } }, {}, { mailing: { name, next } }))) {
      return false
    }
    at = next
  }
  return at === mailingDone || at >= chunks.length
}
