/** Whether a survey accepts passes and ballots at an instant, judged by its times and not by its status alone. */
import { dayMilliseconds, minuteMilliseconds, plus } from '../time/instants.ts'
import { graceMilliseconds } from '../ballot/texts.ts'
import type { RefusalCode } from '../refusal.ts'
import type { Survey } from './survey.ts'

type Times = Pick<Survey, 'status' | 'closesAt'>

/** Passes requested before the close may be written a little later; the final count waits for them. */
export const finalCountMilliseconds = minuteMilliseconds
/** Of a request that came in time nothing is written any more: `ballots` is stopped by its time long before. */
const stragglingMilliseconds = minuteMilliseconds
/** Later than any ballot can arrive. */
export const harvestDelayMilliseconds = graceMilliseconds + stragglingMilliseconds
/** A cancelled survey takes no ballot; those still on their way are destroyed with the rest. */
export const cancelledDelayMilliseconds = 3 * minuteMilliseconds
/** When the agenda is promised for, after the close. */
export const agendaMilliseconds = 15 * minuteMilliseconds

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
  refusedUntil(survey, now, Date.parse(survey.closesAt) + graceMilliseconds)
