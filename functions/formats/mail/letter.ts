/** A mail's parts in the words of its reader's language; and those mails that are about no survey. */
import { readable } from '../../domain/time/instants.ts'
import { lessonPath } from '../../domain/review/lesson.ts'
import type { Mail } from '../../domain/mail/mail.ts'
import { directionOf, type Language, tagOf } from '../../domain/language/language.ts'
import type { RecordLetter } from '../../domain/review/record.ts'
import type { ToldMail } from '../../domain/mail/told.ts'
import type { MailWords } from '../../domain/mail/words/en.ts'
import { words } from '../../domain/mail/words/languages.ts'

/** One line of text, whatever the input: controls, line breaks and direction marks become a space. */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\s]+/gu, ' ')
    .trim()

export interface Letter extends Omit<MailWords, 'button'> {
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  readonly greeting: string
  readonly link: { readonly label: string; readonly url: string; readonly copy: string } | null
  readonly footer: readonly { readonly text: string; readonly url: string | null }[]
}

/** Where the button leads and what stops the mail; null for a mail without it. */
export interface Urls {
  readonly link: string | null
  readonly unsubscribe: string | null
  /** What the organisation says of itself at the foot. */
  readonly lead: string | null
  /** Where everybody reads what leadership answered. */
  readonly replies: string | null
}

export const addressed = (
  own: (typeof words)[Language],
  { language, name }: Pick<Mail, 'language' | 'name'>,
  { button, ...letter }: MailWords,
  { link, unsubscribe, lead }: Omit<Urls, 'replies'>,
): Letter => ({
  ...letter,
  language,
  direction: directionOf(language),
  greeting: own.greeting(oneLine(name)),
  link: button !== null && link !== null ? { label: button, url: link, copy: own.copyLink } : null,
  footer: [
    { text: [lead ?? own.sender, own.plain, ...(letter.foot ?? []).slice(0, 1)].join(' '), url: null },
    ...(letter.foot ?? []).slice(1).map(text => ({ text, url: null })),
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
  readonly lead: string | null
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
  return addressed(own, reader, recordWords(own, reader, letter, siteUrl), { link: null, unsubscribe, lead: null })
}

const toldWords = (own: (typeof words)[Language], { mail, letter, siteUrl }: ToldWords): MailWords | null => {
  if (mail.told.kind === 'action-due') {
    const tidy = <One extends { text: string; owner: string }>(one: One): One => ({
      ...one,
      text: oneLine(one.text),
      owner: oneLine(one.owner),
    })
    const others = mail.told.others.map(one => ({ ...tidy(one), dueOn: dayOf(one.dueOn, mail.language) }))
    const told = { ...tidy(mail.told), others }
    return own.actionDue(told, dayOf(told.dueOn, mail.language))
  }
  if (mail.told.kind === 'owner-unreached') {
    const actions = mail.told.actions.map(one => ({
      ...one,
      text: oneLine(one.text),
      dueOn: dayOf(one.dueOn, mail.language),
    }))
    return own.ownerUnreached({ ...mail.told, owner: oneLine(mail.told.owner), actions })
  }
  if (mail.told.kind === 'edition') {
    const { told, language } = mail
    const reason = told.reason === null ? null : oneLine(told.reason)
    return own.editionPublished({ ...told, reason }, dayOf(told.publishedAt.slice(0, 10), language), siteUrl)
  }
  if (mail.told.kind === 'handed-over') {
    const { told, zone, language } = mail
    const named = { title: oneLine(told.title), leader: oneLine(told.leader), by: oneLine(told.by) }
    const meetingAt = told.meetingAt === null ? null : readable(told.meetingAt, zone, language)
    return own.handedOver({ ...told, ...named, readers: told.readers.map(oneLine) }, meetingAt)
  }
  return letter === null ? null : recordWords(own, mail, letter, siteUrl)
}

/** Where its button leads: into the desk, for those who work there. */
const linkOf = ({ told }: ToldMail, siteUrl: string): string | null => {
  if (told.kind === 'action-due') return `${siteUrl}/desk/#/actions${told.others.length > 0 ? '' : `/${told.actionId}`}`
  if (told.kind === 'owner-unreached') {
    const [only, ...others] = told.actions
    return `${siteUrl}/desk/#/actions${only && others.length === 0 ? `/${only.id}` : ''}`
  }
  if (told.kind === 'edition') return `${siteUrl}/learning-review/#${told.quarter}`
  return told.kind === 'handed-over' && told.reader !== 'invited' ? `${siteUrl}/desk/#/reviews/${told.reviewId}` : null
}

/** Null if the letter it is about no longer exists. */
export const toldLetter = (parts: ToldWords): Letter | null => {
  const { mail, siteUrl, unsubscribe, lead } = parts
  const own = words[mail.language]
  const made = toldWords(own, parts)
  if (made === null) return null
  return addressed(own, mail, made, { link: linkOf(mail, siteUrl), unsubscribe, lead })
}
