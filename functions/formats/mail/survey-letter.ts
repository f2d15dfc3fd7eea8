/** What a mail about a survey says: the words of its reader's language, about the survey as it stands when it is sent. */
import { type Language, tagOf } from '../../domain/language/language.ts'
import type { Mail } from '../../domain/mail/mail.ts'
import type { MailFacts } from '../../domain/mail/words/en.ts'
import { words } from '../../domain/mail/words/languages.ts'
import { minimumAtClose } from '../../domain/survey/minimum.ts'
import { type Survey, surveySchema } from '../../domain/survey/survey.ts'
import { readable } from '../../domain/time/instants.ts'
import { addressed, type Letter, oneLine, type Urls } from './letter.ts'

export const mailedSurveySchema = surveySchema.pick({
  surveyId: true,
  kind: true,
  status: true,
  instrument: true,
  reviewId: true,
  quarter: true,
  reviewVersion: true,
  title: true,
  startedAt: true,
  startedOn: true,
  meetingAt: true,
  meetingMinutes: true,
  zone: true,
  closesAt: true,
  minimumBallots: true,
  contested: true,
  groupMinimum: true,
  invited: true,
  keys: true,
  keysHash: true,
  cohorts: true,
  terms: true,
  pageNames: true,
  signIn: true,
  replied: true,
  filed: true,
  traceHeads: true,
  cancelling: true,
  meetingStands: true,
})
export type MailedSurvey = Pick<Survey, keyof typeof mailedSurveySchema.shape>

/** Formatting an instant costs more than the rest of a letter, and a survey has three of them. */
const rememberedInstants = 2_000

interface Place {
  /** The reader's zone, and the meeting's. */
  readonly zone: string
  readonly meetingZone: string
  readonly language: Language
}

interface Times {
  readonly here: string
  /** Null where clocks show the same in both zones. */
  readonly there: string | null
  readonly day: string
}

const remembering = (make: (instant: string, place: Place) => Times) => {
  const remembered = new Map<string, Times>()
  return (instant: string, place: Place): Times => {
    const key = `${place.language} ${place.zone} ${place.meetingZone} ${instant}`
    const known = remembered.get(key)
    if (known) return known
    const times = make(instant, place)
    if (remembered.size >= rememberedInstants) remembered.clear()
    remembered.set(key, times)
    return times
  }
}

/** 'Berlin' for 'Europe/Berlin': the place after which people call a zone. */
const placeOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** Stored rows may hold a zone that was taken once and is none. Reading its clock must not keep the mail back. */
const inUse = (zone: string): string => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone && zone
  } catch {
    return 'UTC'
  }
}

const clockOf = (zone: string, instant: string, language: Language): string =>
  words[language].inPlace(readable(instant, zone, language), placeOf(zone))

/** The same instant in the meeting's zone: the time alone on the same day. */
const clockElsewhere = (instant: string, { zone, meetingZone, language }: Place): string => {
  const day = (of: string): string =>
    new Intl.DateTimeFormat('en', { timeZone: of, dateStyle: 'short' }).format(new Date(instant))
  if (day(zone) !== day(meetingZone)) return clockOf(meetingZone, instant, language)
  const time = new Intl.DateTimeFormat(tagOf(language), {
    timeZone: meetingZone,
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(instant))
  return words[language].inPlace(time, placeOf(meetingZone))
}

const timesOf = (instant: string, given: Place): Times => {
  const place = { ...given, zone: inUse(given.zone), meetingZone: inUse(given.meetingZone) }
  const { zone, meetingZone, language } = place
  const same = readable(instant, zone, language) === readable(instant, meetingZone, language)
  return {
    here: clockOf(zone, instant, language),
    there: same ? null : clockElsewhere(instant, place),
    day: new Intl.DateTimeFormat(tagOf(language), { timeZone: zone, weekday: 'long' }).format(new Date(instant)),
  }
}

/** 'Tuesday 17 November 2026' for '2026-11-17', wherever it is read. */
const dayOf = (date: string, language: Language): string =>
  new Intl.DateTimeFormat(tagOf(language), { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(date))

/** Whoever asks; without a name there is nobody to name. */
const askerOf = (asker: Mail['asker']): MailFacts['asker'] => {
  const name = oneLine(asker?.name ?? '')
  return name ? { name, readers: (asker?.readers ?? []).map(oneLine) } : null
}

/** Titles and names are written by people, so anything in them that could break a line is removed. */
export const letterWriter = () => {
  const at = remembering(timesOf)

  return (mail: Mail, survey: MailedSurvey, urls: Urls): Letter => {
    const own = words[mail.language]
    const place = { zone: mail.zone, meetingZone: survey.zone, language: mail.language }
    const when = (instant: string | null): Times | null => (instant === null ? null : at(instant, place))
    const [meeting, closes] = [when(survey.meetingAt), at(survey.closesAt, place)]
    const title = oneLine(survey.title)
    const made = own.letters[mail.kind]({
      pulse: survey.kind === 'pulse',
      title,
      startedAt: survey.startedOn ? dayOf(survey.startedOn, mail.language) : (when(survey.startedAt)?.here ?? null),
      meetingAt: meeting?.here ?? null,
      plannedAt: meeting?.there ?? null,
      meetingDay: meeting?.day ?? null,
      closesAt: closes.here,
      closesThere: survey.kind === 'pulse' ? null : closes.there,
      meetingStands: survey.meetingStands === true,
      asker: askerOf(mail.asker),
      forRoom: mail.forRoom === true,
      notReached: mail.notReached ?? {},
      invited: survey.invited,
      counted: survey.filed?.counted ?? 0,
      record: survey.filed?.root ? { root: survey.filed.root, survey: survey.surveyId } : null,
      trace: survey.traceHeads ? { survey: survey.surveyId, heads: survey.traceHeads } : null,
      cancelling: mail.cancelling
        ? { by: oneLine(mail.cancelling.by), until: at(mail.cancelling.until, place).here }
        : null,
      minimumBallots: minimumAtClose(survey),
      groupMinimum: survey.groupMinimum,
      signIn: survey.signIn === true,
      termsHash: survey.terms[mail.language]?.hash ?? '',
      page: mail.page ?? null,
      replies: survey.replied === undefined ? null : urls.replies,
    })
    return addressed(own, mail, made, urls)
  }
}
