/** Whether a survey accepts passes and ballots at an instant, judged by its times and not by its status alone. */
import { dayMilliseconds, minuteMilliseconds, plus } from '../time/instants.ts'
import type { RefusalCode } from '../refusal.ts'
import type { Survey } from './survey.ts'

type Times = Pick<Survey, 'status' | 'closesAt'>

/** A pass signed in the last second can still become a ballot. */
const ballotGraceMilliseconds = 2 * minuteMilliseconds
/** Passes requested before the close may be written a little later; the final count waits for them. */
export const finalCountMilliseconds = minuteMilliseconds
/** Later than any ballot can arrive. */
export const harvestDelayMilliseconds = 3 * minuteMilliseconds

/** By then what was written is filed, or the key that opens it is gone. New surveys promise it in their terms. */
export const promisedDays = 7
/** A harvest that has taken this long is told to somebody, long before the promised time. */
export const lateMilliseconds = dayMilliseconds

/** When the promised time of a survey is over; null where its terms promise none. */
export const promisedUntil = ({
  closesAt,
  promisedDays: days,
}: Pick<Survey, 'closesAt' | 'promisedDays'>): string | null =>
  days === undefined ? null : plus(closesAt, days * dayMilliseconds)

const refusedUntil = (survey: Times, now: string, end: number): RefusalCode | null => {
  if (survey.status === 'cancelled') return 'survey_cancelled'
  if (survey.status === 'scheduled' || survey.status === 'opening') return 'survey_not_open'
  return Date.parse(now) >= end ? 'survey_closed' : null
}

/** Why no pass is signed (and no form shown) at `now`; null if one may be. */
export const passRefusal = (survey: Times, now: string): RefusalCode | null =>
  refusedUntil(survey, now, Date.parse(survey.closesAt))

/** Why no ballot is accepted at `now`; null if one may be. */
export const ballotRefusal = (survey: Times, now: string): RefusalCode | null =>
  refusedUntil(survey, now, Date.parse(survey.closesAt) + ballotGraceMilliseconds)
