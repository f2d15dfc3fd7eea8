/** Which reviews need their facilitator now, in the order in which they do. */
import type { Review } from '../../../functions/domain/review/review.ts'
import { isLive } from '../../../functions/domain/survey/life.ts'
import type { SurveyView } from '../../../functions/domain/survey/survey.ts'

export const standings = ['agenda-ready', 'not-asked', 'collecting', 'sorting', 'past', 'cancelled'] as const
export type Standing = (typeof standings)[number]

export interface Entry {
  readonly review: Review
  readonly survey: SurveyView | null
  readonly standing: Standing
}

/** `now` in milliseconds since 1970. A meeting is past once its length is over. */
export const standingOf = (review: Review, survey: SurveyView | null, now: number): Standing => {
  if (review.status === 'cancelled') return 'cancelled'
  const over = Date.parse(review.meetingAt) + review.durationMinutes * 60_000 <= now
  if (review.status === 'held' || over) return 'past'
  if (!survey || survey.status === 'cancelled') return 'not-asked'
  if (survey.status === 'harvested') return 'agenda-ready'
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
  reviews: readonly Review[],
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
    const direction = standing === 'past' || standing === 'cancelled' ? -1 : 1
    entries.sort((one, other) => direction * (Date.parse(one.review.meetingAt) - Date.parse(other.review.meetingAt)))
  }
  return groups
}
