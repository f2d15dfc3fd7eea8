/** Wall times of native inputs ('2026-11-24T15:00'), instants (ISO 8601 with Z), and how both are shown. */
import { zoneSchema } from '../../functions/domain/instants.ts'

export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

export const isZone = (zone: string): boolean => zone !== '' && zoneSchema.safeParse(zone).success

/** Every zone this browser knows; 'UTC' is not in its own list. */
export const zones = (): string[] => [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])]

const wallFormats = new Map<string, Intl.DateTimeFormat>()
const wallFormat = (zone: string): Intl.DateTimeFormat => {
  const known = wallFormats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  wallFormats.set(zone, made)
  return made
}

/** The wall clock of the zone at an instant, as if it were UTC, in milliseconds. */
const wallMilliseconds = (at: number, zone: string): number => {
  const parts = new Map(
    wallFormat(zone)
      .formatToParts(at)
      .map(part => [part.type, Number(part.value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

/** '2026-11-24T15:00': what a `datetime-local` input shows for the instant in the zone. */
export const wallOf = (instant: string, zone: string): string =>
  new Date(wallMilliseconds(Date.parse(instant), zone)).toISOString().slice(0, 16)

/**
 * The instant of a wall time, null where either is unreadable. A time that a zone skips in spring moves on by the gap;
 * one that it has twice in autumn is the first of the two (Temporal's 'compatible').
 */
export const instantOf = (wall: string, zone: string): string | null => {
  const asUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(wall) ? Date.parse(`${wall}Z`) : Number.NaN
  if (Number.isNaN(asUtc) || !isZone(zone)) return null
  const offsetAt = (at: number): number => wallMilliseconds(at, zone) - at
  const dayBefore = offsetAt(asUtc - 86_400_000)
  const candidates = [asUtc - dayBefore, asUtc - offsetAt(asUtc + 86_400_000)]
  const fitting = candidates.filter(at => wallMilliseconds(at, zone) === asUtc)
  return new Date(fitting.length > 0 ? Math.min(...fitting) : asUtc - dayBefore).toISOString()
}

const format = (instant: string, zone: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options }).format(new Date(instant))

/** 'Tue 24 Nov 2026, 15:00 CET' */
export const dayAndTime = (instant: string, zone: string): string =>
  format(instant, zone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).replace(/^(\w+),/, '$1')

/** '15:00 CET' */
export const timeWithZone = (instant: string, zone: string): string =>
  format(instant, zone, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' })

/** '15:00' */
export const timeOnly = (instant: string, zone: string): string =>
  format(instant, zone, { hour: '2-digit', minute: '2-digit' })

/** Whether clocks in both zones show the same at the instant. */
export const sameClock = (instant: string, one: string, other: string): boolean =>
  wallOf(instant, one) === wallOf(instant, other)

/** 'in 3 h', '2 days ago': the largest unit that fits, rounded towards now. */
export const away = (instant: string, now: number): string => {
  const minutes = Math.trunc((Date.parse(instant) - now) / 60_000)
  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute')
  if (Math.abs(minutes) < 48 * 60) return relative.format(Math.trunc(minutes / 60), 'hour')
  return relative.format(Math.trunc(minutes / 1_440), 'day')
}
