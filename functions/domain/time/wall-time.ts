/** Wall clocks of time zones: what they show at an instant, and at which instants they show a time. */
import { formatterIn } from './formatter.ts'
import { dayMilliseconds } from './instants.ts'

/** Which number of a date comes first: day, month and year; month, day and year; year, month and day. */
export const dateOrders = ['dmy', 'mdy', 'ymd'] as const
export type DateOrder = (typeof dateOrders)[number]

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter takes a thousand times as long as using it. */
const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone)
  if (known) return known
  const made = formatterIn('en-GB', zone, {
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(zone, made)
  return made
}

/** The zone's wall clock at an instant, as if it were UTC, in milliseconds. */
export const wallMilliseconds = (at: number, zone: string): number => {
  // Most times of an import say their offset; asking the formatter would be most of the work of reading them.
  if (zone === 'UTC') return Math.floor(at / 1000) * 1000
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(part => [part.type, Number(part.value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

/** The wall time as if it were UTC, in milliseconds; NaN for an impossible time or day ('2026-02-30'). */
const asUtc = (wall: string): number => {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(wall)) return Number.NaN
  const at = Date.parse(`${wall}Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(wall) ? at : Number.NaN
}

export interface WallTime {
  /** The earliest first: two if clocks were set back, none if the time was skipped when they were set forward. */
  readonly instants: readonly string[]
  /** What Temporal calls compatible: the first of two, or, for a skipped time, later by as much as was skipped. */
  readonly instant: string
}

/** `wall` reads '2026-11-24T15:00', seconds optional, in an existing zone. Null if it is not a time. */
export const readWall = (wall: string, zone: string): WallTime | null => {
  const at = asUtc(wall)
  if (Number.isNaN(at)) return null
  const offsetAt = (instant: number): number => wallMilliseconds(instant, zone) - instant
  const before = offsetAt(at - dayMilliseconds)
  const candidates = new Set([at - before, at - offsetAt(at + dayMilliseconds)])
  const fitting = [...candidates].filter(instant => wallMilliseconds(instant, zone) === at).toSorted((a, b) => a - b)
  const instants = fitting.map(instant => new Date(instant).toISOString())
  return { instants, instant: instants[0] ?? new Date(at - before).toISOString() }
}
