/** Mail reaches people during their working day, unless waiting for it would leave them too little time to answer. */
import { Temporal } from 'temporal-polyfill'
import { hourMilliseconds } from './instants.ts'
import { isWorkingDay } from './working-days.ts'

/** Whole hours on the reader's clock: from the first up to, but not including, the second. */
export const quietHours = { endsAt: 8, beginsAt: 18 } as const

/** A mail waits only if that leaves its reader this many hours before the close. */
export const leastHoursToAnswer = 4

/**
 * When a mail due at `dueAt` goes out to a reader in `zone` (an IANA name): at once between 08:00 and 18:00 there,
 * otherwise at the next 08:00. Also at once if that would be later than `leastHoursToAnswer` before `closesAt`.
 * Instants are ISO 8601 with Z. Refuses (RangeError) a zone that does not exist.
 */
export const sendAt = (dueAt: string, zone: string, closesAt: string): string => {
  const due = Temporal.Instant.from(dueAt).toZonedDateTimeISO(zone)
  const day = due.toPlainDate()
  const wakes = { timeZone: zone, plainTime: { hour: quietHours.endsAt } }
  if (due.hour >= quietHours.endsAt && due.hour < quietHours.beginsAt) return dueAt
  const next = (due.hour < quietHours.endsAt ? day : day.add({ days: 1 })).toZonedDateTime(wakes)
  const latest = Date.parse(closesAt) - leastHoursToAnswer * hourMilliseconds
  return next.epochMilliseconds > latest ? dueAt : new Date(next.epochMilliseconds).toISOString()
}

/** The day ('2026-12-01') in `zone` at `now`, null outside mail hours and on a week-end there. Refuses (RangeError) an unknown zone. */
export const workingDay = (now: string, zone: string): string | null => {
  const there = Temporal.Instant.from(now).toZonedDateTimeISO(zone)
  const awake = there.hour >= quietHours.endsAt && there.hour < quietHours.beginsAt
  return awake && isWorkingDay(now, zone) ? there.toPlainDate().toString() : null
}
