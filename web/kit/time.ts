/** Wall times of native inputs ('2026-11-24T15:00'), instants (ISO 8601 with Z), and how both are shown. */
import { zoneSchema } from '../../functions/domain/time/zone.ts'
import { formatterIn } from '../../functions/domain/time/formatter.ts'
import { readWall, wallMilliseconds, type WallTime } from '../../functions/domain/time/wall-time.ts'
import { pageTag } from './page-language.ts'

export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

export const isZone = (zone: string): boolean => zone !== '' && zoneSchema.safeParse(zone).success

/** Every zone this browser knows; 'UTC' is not in its own list. */
export const zones = (): string[] => [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])]

/** '2026-11-24T15:00': what a `datetime-local` input shows for the instant in the zone. */
export const wallOf = (instant: string, zone: string): string =>
  new Date(wallMilliseconds(Date.parse(instant), zone)).toISOString().slice(0, 16)

/** Of a wall time that clocks showed twice, the second is written with this after it. */
const secondMark = '+'
export const wallTime = (time: string): string => time.replace(secondMark, '')
export const secondOf = (time: string): string => wallTime(time) + secondMark

/** The instants that clocks of the zone showed as this; null where either is unreadable. */
export const instantsOf = (time: string, zone: string): WallTime | null =>
  isZone(zone) ? readWall(wallTime(time), zone) : null

/**
 * The instant of a wall time, null where either is unreadable. A time that a zone skips in spring moves on by the gap;
 * one that it has twice in autumn is the first of the two (Temporal's 'compatible') unless it says the second.
 */
export const instantOf = (time: string, zone: string): string | null => {
  const read = instantsOf(time, zone)
  return (time.endsWith(secondMark) ? read?.instants[1] : undefined) ?? read?.instant ?? null
}

/** The wall time of an instant, without its seconds, so that `instantOf` leads back to the same minute. */
export const timeOf = (instant: string, zone: string): string => {
  const wall = wallOf(instant, zone)
  const minute = new Date(Math.floor(Date.parse(instant) / 60_000) * 60_000).toISOString()
  return readWall(wall, zone)?.instants.indexOf(minute) === 1 ? secondOf(wall) : wall
}

const format = (instant: string, zone: string, options: Intl.DateTimeFormatOptions): string =>
  formatterIn(pageTag(), zone, { hourCycle: 'h23', ...options }).format(new Date(instant))

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

/** Whether clocks in both zones show the same at the instant. */
export const sameClock = (instant: string, one: string, other: string): boolean =>
  wallOf(instant, one) === wallOf(instant, other)

/** 'in 3 h', '2 days ago': the largest unit that fits, rounded towards now. */
export const away = (instant: string, now: number): string => {
  const minutes = Math.trunc((Date.parse(instant) - now) / 60_000)
  const relative = new Intl.RelativeTimeFormat(pageTag(), { numeric: 'auto' })
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute')
  if (Math.abs(minutes) < 48 * 60) return relative.format(Math.trunc(minutes / 60), 'hour')
  return relative.format(Math.trunc(minutes / 1_440), 'day')
}

/** '40 minutes', '3 hours 5 minutes', '2 days 4 hours': the two largest units that are not nothing. */
export const span = (minutes: number): string => {
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor((minutes % 1440) / 60), 'hour'],
    [minutes % 60, 'minute'],
  ]
  const said = parts.filter(([number, unit]) => number > 0 || (unit === 'minute' && minutes === 0)).slice(0, 2)
  return said
    .map(([number, unit]) =>
      new Intl.NumberFormat(pageTag(), { style: 'unit', unit, unitDisplay: 'long' }).format(number),
    )
    .join(' ')
}

/** '24 Nov 2026' */
export const dayOnly = (instant: string, zone: string): string =>
  format(instant, zone, { day: 'numeric', month: 'short', year: 'numeric' })

/** 'Tuesday 24 November', where the reader is. `now` in milliseconds since 1970. */
export const longDay = (now: number): string =>
  format(new Date(now).toISOString(), browserZone(), { weekday: 'long', day: 'numeric', month: 'long' })

/** 'Tue 24', of a day that is given as an instant in UTC. */
export const shortDay = (day: string): string => format(day, 'UTC', { weekday: 'short', day: 'numeric' })

/** 'Tue 24 Nov, 15:00', where the zone and the year stand beside it already. */
export const shortMoment = (instant: string, zone: string): string =>
  format(instant, zone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).replace(/^(\w+),/, '$1')

/** '15:00' */
export const timeOnly = (instant: string, zone: string): string =>
  format(instant, zone, { hour: '2-digit', minute: '2-digit' })
