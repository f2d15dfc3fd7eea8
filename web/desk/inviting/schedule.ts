/** What stands in the way of a meeting or a closing time, and what is suggested. `now` is in milliseconds since 1970. */
import { hourMilliseconds, isTooFarAhead } from '../../../functions/domain/time/instants.ts'

/** Under this window quiet hours cannot be kept and few will find the time: the page says so. */
const shortWindowMilliseconds = 4 * hourMilliseconds

export type ClosingProblem = 'closing_in_the_past' | 'closing_too_far_ahead' | 'meeting_before_close'
export type MeetingProblem = 'in_the_past' | 'too_far_ahead'

export const isPast = (instant: string, now: number): boolean => Date.parse(instant) <= now

export const isFar = (instant: string, now: number): boolean => isTooFarAhead(instant, new Date(now).toISOString())

export const meetingProblem = (meetingAt: string, now: number): MeetingProblem | null =>
  isPast(meetingAt, now) ? 'in_the_past' : isFar(meetingAt, now) ? 'too_far_ahead' : null

export const closingProblem = (closesAt: string, meetingAt: string, now: number): ClosingProblem | null => {
  if (isPast(closesAt, now)) return 'closing_in_the_past'
  if (Date.parse(closesAt) > Date.parse(meetingAt)) return 'meeting_before_close'
  return isFar(closesAt, now) ? 'closing_too_far_ahead' : null
}

export const isShortWindow = (closesAt: string, now: number): boolean =>
  Date.parse(closesAt) - now < shortWindowMilliseconds

/** 10:00 on the first working day at least two days after `wallNow`, as a wall time. */
export const suggestedMeeting = (wallNow: string): string => {
  const day = new Date(`${wallNow.slice(0, 10)}T10:00:00Z`)
  day.setUTCDate(day.getUTCDate() + 2)
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setUTCDate(day.getUTCDate() + 1)
  return day.toISOString().slice(0, 16)
}
