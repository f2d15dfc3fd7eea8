/** What a mail says: the words of its reader's language, about the survey as it stands when the mail is sent. */
import { readable } from '../domain/instants.ts'
import type { Mail } from '../domain/mail.ts'
import type { Language } from '../domain/person.ts'
import { type Survey, surveySchema } from '../domain/survey.ts'
import * as mailEn from '../domain/words/mail-en.ts'
import { oneLine } from './mime.ts'

export const mailedSurveySchema = surveySchema.pick({
  surveyId: true,
  kind: true,
  status: true,
  instrument: true,
  reviewId: true,
  title: true,
  startedAt: true,
  meetingAt: true,
  zone: true,
  closesAt: true,
  minimumBallots: true,
  groupMinimum: true,
  invited: true,
  keys: true,
  keysHash: true,
  terms: true,
  pageNames: true,
  filed: true,
})
export type MailedSurvey = Pick<Survey, keyof typeof mailedSurveySchema.shape>

/** A language that lacks a word does not compile. */
const words: Readonly<Record<Language, typeof mailEn>> = { en: mailEn }

export interface Letter extends Omit<mailEn.MailWords, 'button'> {
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  readonly greeting: string
  readonly link: { readonly label: string; readonly url: string; readonly copy: string } | null
  readonly footer: readonly { readonly text: string; readonly url: string | null }[]
}

/** Formatting an instant costs more than all else of a letter, and a survey has three of them. */
const rememberedInstants = 2_000

/**
 * `linkUrl` is where the mail's button leads, null for a mail without one; `unsubscribeUrl` likewise. Titles and names
 * come from people: whatever could break a line in them is taken out.
 */
export const letterWriter = () => {
  const remembered = new Map<string, string>()
  const at = (instant: string, zone: string, language: Language): string => {
    const key = `${language} ${zone} ${instant}`
    const known = remembered.get(key)
    if (known !== undefined) return known
    const text = readable(instant, zone, language)
    if (remembered.size >= rememberedInstants) remembered.clear()
    remembered.set(key, text)
    return text
  }
  return (mail: Mail, survey: MailedSurvey, urls: { link: string | null; unsubscribe: string | null }): Letter => {
    const own = words[mail.language]
    const inZone = (instant: string | null, zone: string) =>
      instant === null ? null : at(instant, zone, mail.language)
    const meetingAt = inZone(survey.meetingAt, mail.zone)
    const plannedAt = inZone(survey.meetingAt, survey.zone)
    const { button, ...letter } = own.letters[mail.kind]({
      pulse: survey.kind === 'pulse',
      title: oneLine(survey.title),
      startedAt: inZone(survey.startedAt, mail.zone),
      meetingAt,
      plannedAt: plannedAt === meetingAt ? null : plannedAt,
      closesAt: at(survey.closesAt, mail.zone, mail.language),
      invited: survey.invited,
      counted: survey.filed?.counted ?? 0,
      minimumBallots: survey.minimumBallots,
      groupMinimum: survey.groupMinimum,
      termsHash: survey.terms[mail.language]?.hash ?? '',
      page: mail.page ?? null,
    })
    return {
      ...letter,
      language: mail.language,
      direction: own.direction,
      greeting: own.greeting(oneLine(mail.name)),
      link: button !== null && urls.link !== null ? { label: button, url: urls.link, copy: own.copyLink } : null,
      footer: [
        { text: own.sender, url: null },
        ...(urls.unsubscribe === null ? [] : [{ text: own.unsubscribe, url: urls.unsubscribe }]),
      ],
    }
  }
}
