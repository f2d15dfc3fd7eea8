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

/** One zone for each week-end, and the first and the last to see a day. */
const everyKindOfZone = [
  'Pacific/Kiritimati',
  'UTC',
  'Pacific/Pago_Pago',
  'Asia/Dhaka',
  'Africa/Cairo',
  'Asia/Kabul',
  'Asia/Tehran',
  'Asia/Kathmandu',
  'Asia/Brunei',
]

/** From when on reminders are queued, each for its own reader's time: when the first of them is due anywhere. */
export const remindersFrom = (window: Window): string =>
  everyKindOfZone
    .map(zone => reminderFor(window, zone))
    .reduce((first, one) => (Date.parse(one) < Date.parse(first) ? one : first))
