/** Spaces sends out so that no second holds more of them than SES allows, and hardly fewer. */
import { setTimeout as sleep } from 'node:timers/promises'

export interface RealClock {
  /** Milliseconds that never go backwards. */
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<unknown>
}

export const processClock: RealClock = { now: () => performance.now(), sleep }

/** Milliseconds since it was made. */
export const stopwatch = ({ now }: Pick<RealClock, 'now'>): (() => number) => {
  const begun = now()
  return () => now() - begun
}

export interface Pacer {
  /** Sends a second, from SES's own quota; forgets earlier slowing down. */
  readonly setRate: (perSecond: number) => void
  /** Resolves when the caller may send one mail; first come, first served. */
  readonly turn: () => Promise<void>
  /** SES throttled: a pause, then half the rate, until the rate is set again. */
  readonly slowDown: () => void
}

/** Two sends may arrive closer than they left by so much, and still be counted in different seconds. */
const marginMilliseconds = 35
/** A late timer is caught up with by sends that follow closer; no later than this. */
const catchUpMilliseconds = 200
const pauseMilliseconds = 1_000
/** Slower than this, mails already claimed would not leave before their run ends. */
const leastShare = 1 / 8

/** Keep one a process: runs that follow each other closely share the second they meet in. */
export const createPacer = (clock: RealClock): Pacer => {
  let perSecond = 1
  let share = 1
  let planned = -Infinity
  let pausedUntil = -Infinity
  let tail: Promise<void> = Promise.resolve()
  /** When the last sends left, oldest first. */
  let departures: number[] = []

  const limits = () => {
    const rate = perSecond * share
    const count = Math.max(1, Math.floor(rate))
    return { count, windowMilliseconds: (count / rate) * 1000 + marginMilliseconds }
  }

  const earliest = (now: number): number => {
    const { count, windowMilliseconds } = limits()
    const next = Math.max(planned + windowMilliseconds / count, now - catchUpMilliseconds)
    const full = departures[departures.length - count]
    return Math.max(next, pausedUntil, full === undefined ? -Infinity : full + windowMilliseconds)
  }

  const step = async (): Promise<void> => {
    for (;;) {
      const now = clock.now()
      const at = earliest(now)
      if (at <= now) {
        planned = at
        departures.push(now)
        if (departures.length > 4 * limits().count + 100) departures = departures.slice(-2 * limits().count)
        return
      }
      await clock.sleep(Math.ceil(at - now))
    }
  }

  return {
    setRate: rate => {
      perSecond = rate
      share = 1
    },
    turn: () => {
      tail = tail.then(step)
      return tail
    },
    slowDown: () => {
      const now = clock.now()
      if (now < pausedUntil) return
      pausedUntil = now + pauseMilliseconds
      share = Math.max(share / 2, leastShare)
    },
  }
}
