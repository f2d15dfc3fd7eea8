/** Whether a survey takes passes and ballots at an instant: by its times, never by its status alone. */
import { minuteMilliseconds } from '../time/instants.ts'
import type { RefusalCode } from '../refusal.ts'
import type { Survey } from './survey.ts'

type Times = Pick<Survey, 'status' | 'closesAt'>

/** A pass that was signed in the last second still becomes a ballot. */
export const ballotGraceMilliseconds = 2 * minuteMilliseconds
/** Passes asked for before the close may be written a little later; the final count waits for them. */
export const finalCountMilliseconds = minuteMilliseconds
/** After the last ballot there can be. */
export const harvestDelayMilliseconds = 3 * minuteMilliseconds

const refusedUntil = (survey: Times, now: string, end: number): RefusalCode | null => {
  if (survey.status === 'cancelled') return 'survey_cancelled'
  if (survey.status === 'scheduled' || survey.status === 'opening') return 'survey_not_open'
  return Date.parse(now) >= end ? 'survey_closed' : null
}

/** Why no pass is signed (and no form shown) at `now`; null when one may be. */
export const passRefusal = (survey: Times, now: string): RefusalCode | null =>
  refusedUntil(survey, now, Date.parse(survey.closesAt))

/** Why no ballot is taken at `now`; null when one may be. */
export const ballotRefusal = (survey: Times, now: string): RefusalCode | null =>
  refusedUntil(survey, now, Date.parse(survey.closesAt) + ballotGraceMilliseconds)
