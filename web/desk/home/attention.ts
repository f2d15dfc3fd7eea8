/** In which group of the list a review stands, in the order in which they need their facilitator. */
import { type HomeReview, lookBackDays } from '../../../functions/domain/course/desk.ts'
import { isLive } from '../../../functions/domain/survey/life.ts'
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
  readonly review: HomeReview
  readonly standing: Standing
}

/** `now` in milliseconds since 1970. */
export const standingOf = ({ status, stage, meetingAt, survey }: HomeReview, now: number): Standing => {
  if (status === 'cancelled') return 'cancelled'
  if (stage === 'record') return now - Date.parse(meetingAt) > lookBackDays * dayMilliseconds ? 'followed-up' : 'record'
  if (stage !== 'invited' && stage !== 'collecting') return stage
  if (!survey || survey.status === 'cancelled') return 'not-asked'
  if (stage === 'invited' && isLive(survey.status)) return 'invited'
  return isLive(survey.status) && Date.parse(survey.closesAt) > now ? 'collecting' : 'sorting'
}

/** By standing; what comes first stands first, what is over stands latest first. */
export const entriesOf = (reviews: readonly HomeReview[], now: number): Map<Standing, Entry[]> => {
  const groups = new Map<Standing, Entry[]>(standings.map(standing => [standing, []]))
  for (const review of reviews) {
    const standing = standingOf(review, now)
    groups.get(standing)?.push({ review, standing })
  }
  for (const [standing, entries] of groups) {
    const direction = isOver(standing) ? -1 : 1
    entries.sort((one, other) => direction * (Date.parse(one.review.meetingAt) - Date.parse(other.review.meetingAt)))
  }
  return groups
}

/** Whether anything of them may change by itself: what is over does not. */
export const isAnyOpen = (reviews: readonly HomeReview[], now: number): boolean =>
  reviews.some(review => !isOver(standingOf(review, now)))
