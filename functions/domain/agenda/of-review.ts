/** From an incident, its review, its survey and what was filed of it to the agenda that is downloaded. */
import { formatterIn } from '../time/formatter.ts'
import type { Agenda, AgendaFacts } from './schema.ts'
import type { FiledReview } from '../suppression/filed.ts'
import type { Incident } from '../incident/incident.ts'
import { dayAlone } from '../incident/known.ts'
import { languageOf } from '../language/language.ts'
import { plus } from '../time/instants.ts'
import { Refusal } from '../refusal.ts'
import type { Review } from '../review/review.ts'
import { followReview, isLive } from '../survey/life.ts'
import { agendaMilliseconds } from '../survey/open.ts'
import type { Survey } from '../survey/survey.ts'

export const agendaFormats = ['md', 'html', 'docx', 'json', 'ics'] as const
export type AgendaFormat = (typeof agendaFormats)[number]

/** What of its survey the agenda is made from. */
export type AskedSurvey = Pick<
  Survey,
  | 'surveyId'
  | 'kind'
  | 'reviewId'
  | 'status'
  | 'meetingAt'
  | 'opensAt'
  | 'closesAt'
  | 'invited'
  | 'issued'
  | 'contested'
  | 'filed'
  | 'termsReaders'
  | 'unreadAt'
  | 'shortBy'
>

export type AgendaSource =
  | { readonly filed: NonNullable<Survey['filed']> }
  | 'no_survey'
  | 'survey_cancelled'
  | 'never_read'

/**
 * Where the agenda's statements are. Refuses `survey_not_closed` while answers may still come, and `not_harvested`, with
 * the instant that it is promised for, between the close and the filing.
 */
export const agendaSource = (survey: AskedSurvey | null, review: Review, now: string): AgendaSource => {
  if (!survey) return 'no_survey'
  if (survey.filed) return { filed: survey.filed }
  if (survey.status === 'cancelled') return 'survey_cancelled'
  if (survey.unreadAt) return 'never_read'
  const followed = isLive(survey.status)
    ? followReview(survey, review)
    : { closesAt: survey.closesAt, cancelled: false }
  if (followed.cancelled) return 'survey_cancelled'
  const { closesAt } = followed
  if (Date.parse(closesAt) > Date.parse(now)) {
    throw new Refusal('survey_not_closed', `It closes at ${closesAt}.`, { closesAt })
  }
  const readyAt = plus(closesAt, agendaMilliseconds)
  throw new Refusal('not_harvested', `The agenda is promised for ${readyAt}.`, { readyAt })
}

/** Without a filed review the agenda is made of the incident's facts alone, and says why. */
const takenPartOf = ({ filed, issued, invited, contested = 0 }: AskedSurvey): AgendaFacts['takenPart'] => {
  if (!filed) return null
  const unused = Math.max(0, (issued ?? 0) - filed.counted)
  return { counted: filed.counted, invited, ...(unused > 0 ? { unused } : {}), ...(contested > 0 ? { contested } : {}) }
}

export const agendaFacts = (
  incident: Incident,
  review: Review,
  survey: AskedSurvey | null,
  filed: FiledReview | 'no_survey' | 'survey_cancelled' | 'never_read',
): AgendaFacts => {
  const reviewed = typeof filed === 'string' ? null : filed
  return {
    reviewId: review.id,
    surveyId: survey?.surveyId ?? null,
    title: incident.title,
    language: languageOf(review.language),
    severity: incident.severity,
    services: incident.services,
    failureModes: incident.failureModes,
    startedAt: incident.startedAt,
    daysIn: dayAlone(incident) === null ? null : incident.zone,
    detectedAt: incident.detectedAt ?? null,
    mitigatedAt: incident.mitigatedAt ?? null,
    resolvedAt: incident.resolvedAt ?? null,
    deploymentRelated: incident.deploymentRelated,
    vendor: incident.vendor ?? null,
    summary: incident.summary ?? null,
    meetingAt: review.meetingAt,
    zone: review.zone,
    durationMinutes: review.durationMinutes,
    takenPart: survey ? takenPartOf(survey) : null,
    rating: reviewed?.rating ?? null,
    factorTicks: reviewed?.factorTicks ?? [],
    earlierActions: [],
    withheld: typeof filed === 'string' ? { reason: filed, count: 0 } : filed.withheld,
  }
}

/** 'agenda-checkout-outage-2026-11-24.md': the title in plain letters, the meeting's day in its zone. */
export const agendaFileName = (
  agenda: Pick<Agenda, 'title' | 'meetingAt' | 'zone'>,
  format: AgendaFormat,
  kind = '',
): string => {
  const letters = agenda.title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mn}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  const day = formatterIn('en-CA', agenda.zone, { dateStyle: 'short' }).format(new Date(agenda.meetingAt))
  return `${[`agenda${kind}`, letters, day].filter(Boolean).join('-')}.${format}`
}
