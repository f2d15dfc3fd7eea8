/** What a mail about a survey says: the words of its reader's language, about the survey as it stands when it is sent. */
import { type Language, tagOf } from '../../domain/language/language.ts'
import type { Mail } from '../../domain/mail/mail.ts'
import type { MailFacts } from '../../domain/mail/words/en.ts'
import { words } from '../../domain/mail/words/languages.ts'
import { type Survey, surveySchema } from '../../domain/survey/survey.ts'
import { readable } from '../../domain/time/instants.ts'
import { addressed, type Letter, oneLine, type Urls } from './letter.ts'

export const mailedSurveySchema = surveySchema.pick({
  surveyId: true,
  kind: true,
  status: true,
  instrument: true,
  reviewId: true,
  reviewVersion: true,
  title: true,
  startedAt: true,
  meetingAt: true,
  meetingMinutes: true,
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

/** Formatting an instant costs more than the rest of a letter, and a survey has three of them. */
const rememberedInstants = 2_000

const remembering = (make: (instant: string, zone: string, language: Language) => string) => {
  const remembered = new Map<string, string>()
  return (instant: string, zone: string, language: Language): string => {
    const key = `${language} ${zone} ${instant}`
    const known = remembered.get(key)
    if (known !== undefined) return known
    const text = make(instant, zone, language)
    if (remembered.size >= rememberedInstants) remembered.clear()
    remembered.set(key, text)
    return text
  }
}

/** 'Berlin' for 'Europe/Berlin': the place after which people call a zone. */
const placeOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** Stored rows may hold a zone that was taken once and is none. Reading its clock must not keep the mail back. */
const clockOf = (zone: string, instant: string, language: Language): string => {
  try {
    return words[language].inPlace(readable(instant, zone, language), placeOf(zone))
  } catch {
    return clockOf('UTC', instant, language)
  }
}

const weekdayOf = (instant: string, zone: string, language: Language): string => {
  try {
    return new Intl.DateTimeFormat(tagOf(language), { timeZone: zone, weekday: 'long' }).format(new Date(instant))
  } catch {
    return weekdayOf(instant, 'UTC', language)
  }
}

/** Whoever asks; without a name there is nobody to name. */
const askerOf = (asker: Mail['asker']): MailFacts['asker'] => {
  const name = oneLine(asker?.name ?? '')
  return name ? { name, readers: (asker?.readers ?? []).map(oneLine) } : null
}

/** Titles and names are written by people, so anything in them that could break a line is removed. */
export const letterWriter = () => {
  const at = remembering((instant, zone, language) => clockOf(zone, instant, language))
  const weekday = remembering((instant, zone, language) => weekdayOf(instant, zone, language))

  return (mail: Mail, survey: MailedSurvey, urls: Urls): Letter => {
    const { language, zone } = mail
    const own = words[language]
    const elsewhere = (instant: string | null): string | null => {
      if (instant === null) return null
      const there = at(instant, survey.zone, language)
      return there === at(instant, zone, language) ? null : there
    }
    const here = (instant: string | null): string | null => (instant === null ? null : at(instant, zone, language))
    const title = oneLine(survey.title)
    const made = own.letters[mail.kind]({
      pulse: survey.kind === 'pulse',
      title,
      startedAt: here(survey.startedAt),
      meetingAt: here(survey.meetingAt),
      plannedAt: elsewhere(survey.meetingAt),
      meetingDay: survey.meetingAt === null ? null : weekday(survey.meetingAt, zone, language),
      calendarTitle: own.calendarTitle(title),
      closesAt: at(survey.closesAt, zone, language),
      closesThere: survey.kind === 'pulse' ? null : elsewhere(survey.closesAt),
      asker: askerOf(mail.asker),
      notReached: mail.notReached ?? {},
      invited: survey.invited,
      counted: survey.filed?.counted ?? 0,
      minimumBallots: survey.minimumBallots,
      groupMinimum: survey.groupMinimum,
      termsHash: survey.terms[language]?.hash ?? '',
      page: mail.page ?? null,
    })
    return addressed(own, mail, made, urls)
  }
}
