/**
 * Spaces sends out so that no second holds more of them than SES allows, and hardly fewer. SES counts a mail some time
 * between its departure and its answer: as many mails later, one leaves a second after that answer, so that however
 * long a busy machine or network holds single mails up, no two seconds' worth arrive in one.
 */
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
  /** Resolves when the caller may send one mail; first come, first served. To be called when it is answered, or lost. */
  readonly turn: () => Promise<() => void>
  /** SES throttled: a pause, then half the rate, until the rate is set again. */
  readonly slowDown: () => void
}

/** SES's seconds need not be as long as ours. */
const marginMilliseconds = 10
/** Nobody tells when an answer comes: it is looked for so often. */
const lookAgainMilliseconds = 3
/** A late timer is caught up with by sends that follow closer; no later than this. */
const catchUpMilliseconds = 200
const pauseMilliseconds = 1_000
/** Slower than this, mails already claimed would not leave before their run ends. */
const leastShare = 1 / 8

interface Departure {
  answeredAt: number | null
}

/** Keep one a process: runs that follow each other closely share the second they meet in. */
export const createPacer = (clock: RealClock): Pacer => {
  let perSecond = 1
  let share = 1
  let planned = -Infinity
  let pausedUntil = -Infinity
  let tail: Promise<unknown> = Promise.resolve()
  /** The last sends, oldest first. */
  let departures: Departure[] = []

  const limits = () => {
    const rate = perSecond * share
    const count = Math.max(1, Math.floor(rate))
    return { count, windowMilliseconds: (count / rate) * 1000 + marginMilliseconds }
  }

  const earliest = (now: number): number => {
    const { count, windowMilliseconds } = limits()
    const next = Math.max(planned + windowMilliseconds / count, now - catchUpMilliseconds)
    const full = departures[departures.length - count]
    if (!full) return Math.max(next, pausedUntil)
    const counted = full.answeredAt === null ? now + lookAgainMilliseconds : full.answeredAt + windowMilliseconds
    return Math.max(next, pausedUntil, counted)
  }

  const step = async (): Promise<() => void> => {
    for (;;) {
      const now = clock.now()
      const at = earliest(now)
      if (at <= now) {
        planned = at
        const departure: Departure = { answeredAt: null }
        departures.push(departure)
        if (departures.length > 4 * limits().count + 100) departures = departures.slice(-2 * limits().count)
        return () => {
          departure.answeredAt = clock.now()
        }
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
      const turn = tail.then(step)
      tail = turn
      return turn
    },
    slowDown: () => {
      const now = clock.now()
      if (now < pausedUntil) return
      pausedUntil = now + pauseMilliseconds
      share = Math.max(share / 2, leastShare)
    },
  }
}
