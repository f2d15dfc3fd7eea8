/** The time on an item, by the server's clock: counted on here, whether or not the line holds. */
import { useEffect, useState } from 'preact/hooks'
import { elapsedOf, type Running, totalElapsed } from '../../../functions/domain/review/running.ts'
import { minuteMilliseconds } from '../../../functions/domain/time/instants.ts'
import type { AgendaItem } from '../../../functions/domain/agenda/schema.ts'

/** The server's time, looked at twice a second. */
export const useServerNow = (skew: number): number => {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return now + skew
}

const pad = (number: number): string => String(number).padStart(2, '0')

/** '3:58', or '1:04:09' past the hour. */
export const clockFace = (milliseconds: number): string => {
  const seconds = Math.floor(milliseconds / 1000)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`
}

export interface Left {
  /** Of the time that was planned: 1 at first, 0 at its end and after it. */
  readonly share: number
  /** '3:58', counted so that the full time is seen at first and 0:00 at the end. */
  readonly face: string
  readonly isOver: boolean
  /** Whole minutes past its end. */
  readonly overMinutes: number
}

export const leftOf = (minutes: number, elapsed: number): Left => {
  const planned = minutes * minuteMilliseconds
  const left = planned - elapsed
  return {
    share: planned > 0 ? Math.min(1, Math.max(0, left / planned)) : 0,
    face: clockFace(Math.max(0, Math.ceil(left / 1000) * 1000)),
    isOver: left <= 0,
    overMinutes: Math.floor(Math.max(0, -left) / minuteMilliseconds),
  }
}

type Timed = Pick<AgendaItem, 'id' | 'minutes'>

export const minutesOf = ({ id, minutes }: Timed, { more }: Pick<Running, 'more'>): number => minutes + (more[id] ?? 0)

/** Whole minutes by which the meeting is behind its plan, less than 0 where it is ahead. */
export const behindMinutes = (items: readonly Timed[], current: Timed, running: Running, now: number): number => {
  const before = items.slice(0, items.indexOf(current)).reduce((total, { minutes }) => total + minutes, 0)
  const own = Math.min(elapsedOf(running, current.id, now), current.minutes * minuteMilliseconds)
  return Math.trunc((totalElapsed(running, now) - before * minuteMilliseconds - own) / minuteMilliseconds)
}
