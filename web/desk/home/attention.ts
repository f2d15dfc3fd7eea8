/** In which group of the list a review stands, in the order in which they need their facilitator. */
import type { ReviewView } from '../../../functions/domain/course/stage.ts'
import { isLive } from '../../../functions/domain/survey/life.ts'
import type { SurveyView } from '../../../functions/domain/survey/survey.ts'
import { dayMilliseconds } from '../../../functions/domain/time/instants.ts'

export const standings = [
  'meeting',
  'record',
  'agenda',
  'not-asked',
  'invited',
  'collecting',
  'sorting',
  'followed-up',
  'cancelled',
] as const
export type Standing = (typeof standings)[number]

/** Those of which nothing is left to do but to follow their actions. */
export const isOver = (standing: Standing): boolean => standing === 'followed-up' || standing === 'cancelled'

export interface Entry {
  readonly review: ReviewView
  readonly survey: SurveyView | null
  readonly standing: Standing
}

/** Nobody writes the record of a meeting that was longer ago. */
const recordDays = 180

/** `now` in milliseconds since 1970. */
export const standingOf = (review: ReviewView, survey: SurveyView | null, now: number): Standing => {
  const { status, stage, meetingAt } = review
  if (status === 'cancelled') return 'cancelled'
  if (stage === 'record') return now - Date.parse(meetingAt) > recordDays * dayMilliseconds ? 'followed-up' : 'record'
  if (stage !== 'invited' && stage !== 'collecting') return stage
  if (!survey || survey.status === 'cancelled') return 'not-asked'
  if (stage === 'invited' && isLive(survey.status)) return 'invited'
  return isLive(survey.status) && Date.parse(survey.closesAt) > now ? 'collecting' : 'sorting'
}

/** The survey of each review: the newest that is not cancelled, else the newest. */
export const surveyOf = (surveys: readonly SurveyView[], reviewId: string): SurveyView | null => {
  const own = surveys
    .filter(survey => survey.reviewId === reviewId)
    .toSorted((one, other) => Date.parse(other.opensAt) - Date.parse(one.opensAt))
  return own.find(survey => survey.status !== 'cancelled') ?? own[0] ?? null
}

/** By standing; what comes first stands first, what is over stands latest first. */
export const entriesOf = (
  reviews: readonly ReviewView[],
  surveys: readonly SurveyView[],
  now: number,
): Map<Standing, Entry[]> => {
  const groups = new Map<Standing, Entry[]>(standings.map(standing => [standing, []]))
  for (const review of reviews) {
    const survey = surveyOf(surveys, review.id)
    const standing = standingOf(review, survey, now)
    groups.get(standing)?.push({ review, survey, standing })
  }
  for (const [standing, entries] of groups) {
    const direction = isOver(standing) ? -1 : 1
    entries.sort((one, other) => direction * (Date.parse(one.review.meetingAt) - Date.parse(other.review.meetingAt)))
  }
  return groups
}
