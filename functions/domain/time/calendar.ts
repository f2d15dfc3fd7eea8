/**
 * The organisation's quarters: its year begins in a month of its own, and its days begin at midnight in a zone of its
 * own. A year that begins in January has the number that calendars give it. Any other is named after the year in which it
 * ends, as companies and governments mostly do: of a year that begins in February, `2027-Q1` is February to April 2026.
 */
import * as z from 'zod'
import { hourMilliseconds, nextQuarter, plus, quarterSchema } from './instants.ts'
import { isFiscal } from './quarter-title.ts'
import { readWall } from './wall-time.ts'

/** As it stands beside what was counted by it, and as functions are told. */
export const calendarSchema = z.object({
  /** Where the organisation's days begin, as the zone database spells it. */
  zone: z.string(),
  /** The month in which its year begins: 1 is January. */
  yearStartsIn: z.int().min(1).max(12),
})
export type Calendar = z.infer<typeof calendarSchema>

export const usualCalendar: Calendar = { zone: 'UTC', yearStartsIn: 1 }

export const isSameCalendar = (one: Calendar, other: Calendar): boolean =>
  one.zone === other.zone && one.yearStartsIn === other.yearStartsIn
export const isUsual = (calendar: Calendar): boolean => isSameCalendar(calendar, usualCalendar)

/** Where it is said beside a figure: where nobody has chosen one, nothing is said. */
export const toldCalendar = (calendar: Calendar): { calendar?: Calendar } => (isUsual(calendar) ? {} : { calendar })

/** The month in which a quarter begins, counted from January of the year 0. */
const firstMonth = (quarter: string, { yearStartsIn }: Pick<Calendar, 'yearStartsIn'>): number => {
  const parsed = quarterSchema.parse(quarter)
  const year = Number(parsed.slice(0, 4)) - (isFiscal({ yearStartsIn }) ? 1 : 0)
  return year * 12 + yearStartsIn - 1 + (Number(parsed.slice(6)) - 1) * 3
}

const firstDayOf = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`

/** The quarter of a day ('2026-11-24'), wherever it was a day. */
export const quarterOfDay = (day: string, { yearStartsIn }: Pick<Calendar, 'yearStartsIn'>): string => {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - yearStartsIn
  const year = Math.floor(months / 12) + (isFiscal({ yearStartsIn }) ? 1 : 0)
  return `${String(year).padStart(4, '0')}-Q${Math.floor((months % 12) / 3) + 1}`
}

/** The first day of a quarter and its last. */
export const quarterDays = (quarter: string, calendar: Calendar): { first: string; last: string } => {
  const month = firstMonth(quarter, calendar)
  return { first: firstDayOf(month), last: plus(`${firstDayOf(month + 3)}T00:00:00.000Z`, -1).slice(0, 10) }
}

const beginnings = new Map<string, string>()

/** The first instant of a day: of one whose midnight clocks skip, a later one; of two midnights, the earlier. */
const beginningOf = (day: string, zone: string): string => {
  const key = `${day} ${zone}`
  const known = beginnings.get(key)
  if (known !== undefined) return known
  const found = readWall(`${day}T00:00`, zone)?.instant ?? `${day}T00:00:00.000Z`
  beginnings.set(key, found)
  return found
}

/** The first instant of a quarter and the first after it. */
export const quarterBounds = (quarter: string, calendar: Calendar): { from: string; to: string } => {
  const month = firstMonth(quarter, calendar)
  return {
    from: beginningOf(firstDayOf(month), calendar.zone),
    to: beginningOf(firstDayOf(month + 3), calendar.zone),
  }
}

/** Between the earliest and the latest beginning of one day on earth. */
const dayApartMilliseconds = 26 * hourMilliseconds

/** The quarter of an instant. */
export const quarterOf = (instant: string, calendar: Calendar): string => {
  const at = Date.parse(instant)
  if (isUsual(calendar)) return quarterOfDay(new Date(at).toISOString(), calendar)
  // The day that long before is none that comes after the day there, and is in its quarter or in the one before.
  const found = quarterOfDay(new Date(at - dayApartMilliseconds).toISOString(), calendar)
  return at < Date.parse(quarterBounds(found, calendar).to) ? found : nextQuarter(found)
}
