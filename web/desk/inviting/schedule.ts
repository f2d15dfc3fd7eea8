/** When a survey closes by default, and what stands in the way of a meeting or a closing time. */
import { hourMilliseconds, minuteMilliseconds, plus } from '../../../functions/domain/instants.ts'

/** Under this window quiet hours cannot be kept and few will find the time: the page says so. */
const shortWindowMilliseconds = 4 * hourMilliseconds

/** An hour before the meeting; half of what is left when the meeting is nearer than two hours. ISO 8601 with Z. */
export const defaultClosing = (meetingAt: string, now: number): string => {
  const left = Date.parse(meetingAt) - now
  if (left >= 2 * hourMilliseconds || left <= 0) return plus(meetingAt, -hourMilliseconds)
  return new Date(
    now + Math.max(minuteMilliseconds, Math.floor(left / 2 / minuteMilliseconds) * minuteMilliseconds),
  ).toISOString()
}

export type MeetingProblem = 'meeting_in_the_past'
export type ClosingProblem = 'closing_in_the_past' | 'meeting_before_close'

export const meetingProblem = (meetingAt: string, now: number): MeetingProblem | null =>
  Date.parse(meetingAt) <= now ? 'meeting_in_the_past' : null

export const closingProblem = (closesAt: string, meetingAt: string, now: number): ClosingProblem | null => {
  if (Date.parse(closesAt) <= now) return 'closing_in_the_past'
  return Date.parse(closesAt) > Date.parse(meetingAt) ? 'meeting_before_close' : null
}

export const isShortWindow = (closesAt: string, now: number): boolean =>
  Date.parse(closesAt) - now < shortWindowMilliseconds

/** The first half hour at least two days ahead that reads 10:00 in `wallNow`'s zone, on a working day. */
export const suggestedMeeting = (wallNow: string): string => {
  const day = new Date(`${wallNow.slice(0, 10)}T10:00:00Z`)
  day.setUTCDate(day.getUTCDate() + 2)
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setUTCDate(day.getUTCDate() + 1)
  return day.toISOString().slice(0, 16)
}
