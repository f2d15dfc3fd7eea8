/** What a mail says: the words of its reader's language, about the survey as it stands when the mail is sent. */
import { readable } from '../../domain/time/instants.ts'
import { lessonPath } from '../../domain/review/lesson.ts'
import type { Mail } from '../../domain/mail/mail.ts'
import { directionOf, type Language, tagOf } from '../../domain/language/language.ts'
import type { RecordLetter } from '../../domain/review/record.ts'
import { type Survey, surveySchema } from '../../domain/survey/survey.ts'
import type { ToldMail } from '../../domain/mail/told.ts'
import type { MailWords } from '../../domain/mail/words/en.ts'
import { words } from '../../domain/mail/words/languages.ts'

/** One line of text, whatever the input: controls, line breaks and direction marks become a space. */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\s]+/gu, ' ')
    .trim()

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

export interface Letter extends Omit<MailWords, 'button'> {
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  readonly greeting: string
  readonly link: { readonly label: string; readonly url: string; readonly copy: string } | null
  readonly footer: readonly { readonly text: string; readonly url: string | null }[]
}

/** Where the button leads and what stops the mail; null for a mail without it. */
interface Urls {
  readonly link: string | null
  readonly unsubscribe: string | null
}

const addressed = (
  own: (typeof words)[Language],
  { language, name }: Pick<Mail, 'language' | 'name'>,
  { button, ...letter }: MailWords,
  { link, unsubscribe }: Urls,
): Letter => ({
  ...letter,
  language,
  direction: directionOf(language),
  greeting: own.greeting(oneLine(name)),
  link: button !== null && link !== null ? { label: button, url: link, copy: own.copyLink } : null,
  footer: [
    { text: own.sender, url: null },
    ...(unsubscribe === null ? [] : [{ text: own.unsubscribe, url: unsubscribe }]),
  ],
})

/** The parts of a mail that belongs to no survey. */
interface ToldWords {
  readonly mail: ToldMail
  /** The letter of a meeting's record; null for other mails. */
  readonly letter: RecordLetter | null
  readonly siteUrl: string
  readonly unsubscribe: string | null
}

const dayOf = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(tagOf(language), { timeZone: 'UTC', dateStyle: 'full' }).format(new Date(`${day}T00:00:00Z`))

/** Keeps line breaks in the one text that may have several lines. */
const cleanLetter = (letter: RecordLetter): RecordLetter => ({
  ...letter,
  title: oneLine(letter.title),
  understanding: letter.understanding.split('\n').map(oneLine).join('\n'),
  factors: letter.factors.map(factor => ({ ...factor, text: oneLine(factor.text) })),
  decisions: letter.decisions.map(decision => ({
    ...decision,
    text: oneLine(decision.text),
    tradeOffs: oneLine(decision.tradeOffs),
  })),
  lessons: letter.lessons.map(lesson => ({ ...lesson, text: oneLine(lesson.text) })),
  actions: letter.actions.map(action => ({ ...action, text: oneLine(action.text), owner: oneLine(action.owner) })),
})

type Reader = Pick<ToldMail, 'name' | 'language' | 'zone'>

const recordWords = (
  own: (typeof words)[Language],
  { zone, language }: Reader,
  letter: RecordLetter,
  siteUrl: string,
): MailWords => {
  const clean = cleanLetter(letter)
  const actions = clean.actions.map(action => ({ ...action, dueOn: dayOf(action.dueOn, language) }))
  const addresses = clean.lessons.map(({ id }) => siteUrl + lessonPath(id))
  return own.meetingRecord({ ...clean, actions }, readable(clean.meetingAt, zone, language), addresses)
}

/** What this reader gets of a record, before it is queued for anybody. */
export const recordLetterFor = (
  reader: Reader,
  letter: RecordLetter,
  { siteUrl, unsubscribe }: Pick<ToldWords, 'siteUrl' | 'unsubscribe'>,
): Letter => {
  const own = words[reader.language]
  return addressed(own, reader, recordWords(own, reader, letter, siteUrl), { link: null, unsubscribe })
}

const toldWords = (own: (typeof words)[Language], { mail, letter, siteUrl }: ToldWords): MailWords | null => {
  if (mail.told.kind === 'action-due') {
    const told = { ...mail.told, text: oneLine(mail.told.text), owner: oneLine(mail.told.owner) }
    return own.actionDue(told, dayOf(told.dueOn, mail.language))
  }
  return letter === null ? null : recordWords(own, mail, letter, siteUrl)
}

/** Null if the letter it is about no longer exists. */
export const toldLetter = (parts: ToldWords): Letter | null => {
  const { mail, siteUrl, unsubscribe } = parts
  const own = words[mail.language]
  const made = toldWords(own, parts)
  if (made === null) return null
  const link = mail.told.kind === 'action-due' ? `${siteUrl}/desk/#/actions/${mail.told.actionId}` : null
  return addressed(own, mail, made, { link, unsubscribe })
}

/** Formatting an instant costs more than the rest of a letter, and a survey has three of them. */
const rememberedInstants = 2_000

/** Titles and names are written by people, so anything in them that could break a line is removed. */
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
  return (mail: Mail, survey: MailedSurvey, urls: Urls): Letter => {
    const own = words[mail.language]
    const inZone = (instant: string | null, zone: string) =>
      instant === null ? null : at(instant, zone, mail.language)
    const meetingAt = inZone(survey.meetingAt, mail.zone)
    const plannedAt = inZone(survey.meetingAt, survey.zone)
    const made = own.letters[mail.kind]({
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
    return addressed(own, mail, made, urls)
  }
}
