/** Turns one claimed mail into the bytes to send: puts its slot in place, then makes its link, letter and headers. */
import { linkUrl, resultsUrl } from '../domain/ballot/link.ts'
import type { Mail } from '../domain/mail/mail.ts'
import type { RecordLetter } from '../domain/review/record.ts'
import type { ToldMail } from '../domain/mail/told.ts'
import { cohortSecret, invitationToken, namesKey } from '../protocol/token.ts'
import { minuteMilliseconds, plus } from '../domain/time/instants.ts'
import { meetingCalendar } from '../formats/mail/calendar.ts'
import { renderHtml, renderText } from '../formats/mail/layout.ts'
import { words } from '../domain/mail/words/languages.ts'
import { type Letter, oneLine, toldLetter } from '../formats/mail/letter.ts'
import { letterWriter, type MailedSurvey } from '../formats/mail/survey-letter.ts'
import { addressFits, composeMessage, mailboxIn, type Message } from './mime.ts'
import { openSlot, type SlotStore } from './slots.ts'

export interface MessageSettings {
  readonly store: SlotStore
  readonly siteUrl: string
  readonly mailFrom: string
  /** The name that mail comes from; a person's name is put before it. */
  readonly mailSender: string
  /** What the organisation says of itself at the foot of each mail. */
  readonly mailLead: string
  /** Random, so that nothing people wrote can end a part of the mail. */
  readonly boundary: string
}

/** Of a meeting whose length a survey made by an older version does not know. */
const usualMinutes = 60

export type LinkKeyReader = (keyId: string) => Promise<Buffer | null>

/**
 * Returns the message, or null if the mail has come too late: its survey takes no more answers at `at`. Throws, with a
 * code as the message, if the mail cannot be made yet.
 */
export const messageWriter = ({ store, siteUrl, mailFrom, mailSender, mailLead, boundary }: MessageSettings) => {
  const write = letterWriter()
  const { address } = mailboxIn(mailFrom)

  /** A person who asks is named as the sender, and gets the replies. */
  const sentBy = ({ asker, language }: Pick<Mail, 'asker' | 'language'>): Pick<Message, 'from' | 'replyTo'> => {
    const person = oneLine(asker?.name ?? '')
    const name = person ? words[language].through(person, mailSender) : mailSender
    const replyTo = asker && addressFits(asker.email) ? { name: person, address: asker.email } : null
    return { from: { name, address }, replyTo }
  }

  const opensNames = (key: Buffer, { surveyId, cohorts, pageNames }: MailedSurvey, cohort: string): string | null => {
    if (cohorts.some(({ id, listKey }) => id === cohort && listKey)) return cohortSecret(key, surveyId, cohort)
    return pageNames === null ? null : namesKey(key, surveyId)
  }

  /** The participant's own link. Its slot is put in place before anybody can follow it. */
  const ownLink = async (mail: Mail, survey: MailedSurvey, readLinkKey: LinkKeyReader): Promise<string> => {
    const { surveyId, instrument, keys, keysHash } = survey
    const { invitationId, cohort } = mail
    if (!keys || keysHash === null) throw new Error('survey_without_keys')
    if (invitationId === null || cohort === null) throw new Error('mail_without_invitation')
    const key = await readLinkKey(keys.link)
    // It is destroyed at the close alone, and by the row the survey is open: a store that lags has it not yet.
    if (!key) throw new Error('link_key_missing')
    const token = invitationToken(key, surveyId, invitationId)
    const owner = survey.signIn ? mail.to : null
    await openSlot(store, key, surveyId, { invitationId, cohort, replaces: mail.replaces ?? [], owner })
    const place = { instrument, language: mail.language }
    return linkUrl(siteUrl, place, { surveyId, cohort, token, keysHash, namesKey: opensNames(key, survey, cohort) })
  }

  const unsubscribeOf = ({ unsubscribeId }: Pick<Mail, 'unsubscribeId'>): string | null =>
    unsubscribeId === null ? null : `${siteUrl}/api/unsubscribe/${unsubscribeId}`

  /** The meeting goes into calendars with its invitation, moves with it, and is taken out when it is cancelled. */
  const calendarOf = (mail: Mail, survey: MailedSurvey, at: string): Message['calendar'] => {
    const { reviewId, meetingAt, meetingMinutes = usualMinutes, reviewVersion } = survey
    const { asker } = mail
    const isOff = mail.kind === 'cancelled' && survey.meetingStands !== true
    const carries = mail.kind === 'invitation' || mail.kind === 'moved' || isOff
    const organizer = asker?.organizer ?? asker
    if (!carries || reviewId === null || meetingAt === null || !organizer || !addressFits(organizer.email)) return null
    const method = isOff ? 'CANCEL' : 'REQUEST'
    const own = words[mail.language]
    const text = meetingCalendar({
      method,
      reviewId,
      sequence: reviewVersion ?? 0,
      start: meetingAt,
      end: plus(meetingAt, meetingMinutes * minuteMilliseconds),
      stamp: at,
      title: own.calendarTitle(oneLine(survey.title)),
      description: own.calendarNote,
      organizer: { name: oneLine(organizer.name), email: organizer.email },
      attendee: { name: oneLine(mail.name), email: mail.to },
    })
    return { method, text }
  }

  const bytes = (mail: Mail | ToldMail, letter: Letter, at: string, calendar: Message['calendar'] = null): Buffer => {
    const { subject } = letter
    const unsubscribeUrl = unsubscribeOf(mail)
    const headers = { ...sentBy(mail), to: mail.to, subject, sentAt: at, unsubscribeUrl }
    return composeMessage({ ...headers, text: renderText(letter), html: renderHtml(letter), calendar }, boundary)
  }

  const compose = (mail: Mail, survey: MailedSurvey, at: string, link: string | null): Buffer =>
    bytes(
      mail,
      write(mail, survey, { link, unsubscribe: unsubscribeOf(mail), lead: mailLead, replies: `${siteUrl}/you-said/` }),
      at,
      calendarOf(mail, survey, at),
    )

  /** `letter` is null except for a meeting's record. Null if the letter expired before this mail was sent. */
  const tell = (mail: ToldMail, letter: RecordLetter | null, at: string): Buffer | null => {
    const told = toldLetter({ mail, letter, siteUrl, unsubscribe: unsubscribeOf(mail), lead: mailLead })
    return told === null ? null : bytes(mail, told, at)
  }

  const ask = async (
    mail: Mail,
    survey: MailedSurvey,
    at: string,
    readLinkKey: LinkKeyReader,
  ): Promise<Buffer | null> => {
    if (mail.kind === 'cancelled' || mail.kind === 'unread' || mail.kind === 'counted')
      return compose(mail, survey, at, null)
    if (mail.kind === 'results')
      return compose(
        mail,
        survey,
        at,
        resultsUrl(siteUrl, { instrument: survey.instrument, language: mail.language }, survey.surveyId),
      )
    if (mail.kind === 'quarter') return compose(mail, survey, at, `${siteUrl}/quarter/#${survey.quarter ?? ''}`)
    if (mail.kind === 'cancelling') {
      // Stopped, or done, before it could be sent.
      if (!survey.cancelling || survey.cancelling.until !== mail.cancelling?.until) return null
      const page = mail.cancelling.from === 'trace' ? '/trace/' : '/desk/#/pulse'
      return compose(mail, survey, at, `${siteUrl}${page}`)
    }
    if (mail.kind === 'agenda-ready') {
      if (!survey.filed) throw new Error('survey_not_filed')
      return compose(mail, survey, at, `${siteUrl}/desk/#/reviews/${survey.reviewId ?? ''}`)
    }
    if (survey.status === 'cancelled' || Date.parse(at) >= Date.parse(survey.closesAt)) return null
    return compose(mail, survey, at, await ownLink(mail, survey, readLinkKey))
  }
  return { ask, tell }
}
