/** When a survey's one reminder goes out to a reader: on their working day, so that nobody is asked on a week-end. */
import { hourMilliseconds, plus } from '../time/instants.ts'
import { quietHours, sendAt } from '../time/quiet-hours.ts'
import { isWorkingDay, workingDayBefore, workingMorningAfter } from '../time/working-days.ts'
import { reminderAt } from './life.ts'

/** Sooner after the opening it would remind of what has only just come. */
const afterOpeningMilliseconds = 4 * hourMilliseconds
/** A morning that leaves less than this before the close is too late to be of use. */
const leastMilliseconds = hourMilliseconds

interface Window {
  readonly opensAt: string
  readonly closesAt: string
}

const later = (one: string, other: string): string => (Date.parse(one) > Date.parse(other) ? one : other)

/**
 * A day before the close (`reminderAt`), within mail hours in `zone`, which exists. Where that is no working day there: on
 * the last one before, unless the survey had hardly opened then; otherwise on the next morning of work, if an hour is
 * left by then; and only if neither is possible on the day itself.
 */
export const reminderFor = ({ opensAt, closesAt }: Window, zone: string): string => {
  const planned = sendAt(reminderAt(opensAt, closesAt), zone, closesAt)
  if (isWorkingDay(planned, zone)) return planned
  const earliest = plus(opensAt, afterOpeningMilliseconds)
  const before = sendAt(later(workingDayBefore(planned, zone), earliest), zone, closesAt)
  if (isWorkingDay(before, zone) && Date.parse(before) < Date.parse(planned)) return before
  const after = workingMorningAfter(planned, zone, quietHours.endsAt)
  return Date.parse(after) + leastMilliseconds <= Date.parse(closesAt) ? after : planned
}

/**
 * Of each week-end the zones at its ends, and between them so many that mail hours, which are ten, hold in one of them
 * whenever they hold in any.
 */
const everyKindOfZone = [
  'Pacific/Kiritimati',
  'Asia/Bangkok',
  'UTC',
  'America/Lima',
  'Pacific/Pago_Pago',
  'Asia/Dhaka',
  'Africa/Cairo',
  'Africa/Algiers',
  'Asia/Kabul',
  'Asia/Tehran',
  'Africa/Djibouti',
  'Asia/Kathmandu',
  'Asia/Brunei',
]

/**
 * From when on reminders are queued, each for its own reader's time: when the first of them is due anywhere, or sooner.
 * Where clocks were set back on the week-end, the same time of day on the day before it came an hour earlier.
 */
export const remindersFrom = (window: Window): string => {
  const first = everyKindOfZone
    .map(zone => reminderFor(window, zone))
    .reduce((earliest, one) => (Date.parse(one) < Date.parse(earliest) ? one : earliest))
  const isOnDayBefore = Date.parse(first) < Date.parse(reminderAt(window.opensAt, window.closesAt))
  return isOnDayBefore ? plus(first, -hourMilliseconds) : first
}
