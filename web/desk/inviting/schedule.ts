/** What stands in the way of a meeting or a closing time, and what is suggested. `now` is in milliseconds since 1970. */
import { hourMilliseconds } from '../../../functions/domain/time/instants.ts'

/** Under this window quiet hours cannot be kept and few will find the time: the page says so. */
const shortWindowMilliseconds = 4 * hourMilliseconds

export type ClosingProblem = 'closing_in_the_past' | 'meeting_before_close'

export const isPast = (instant: string, now: number): boolean => Date.parse(instant) <= now

export const closingProblem = (closesAt: string, meetingAt: string, now: number): ClosingProblem | null => {
  if (isPast(closesAt, now)) return 'closing_in_the_past'
  return Date.parse(closesAt) > Date.parse(meetingAt) ? 'meeting_before_close' : null
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
