/**
 * Spaces out sends so that no second contains more of them than SES allows, and hardly fewer. SES counts a mail at some
 * moment between its departure and its answer. So a mail leaves only a second after the answer to the one that many
 * mails earlier; however long a busy machine or network delays single mails, no two seconds' worth arrive within one.
 */
import { setTimeout as sleep } from 'node:timers/promises'

interface RealClock {
  /** Milliseconds that never go backwards. */
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<unknown>
}

export const processClock: RealClock = { now: () => performance.now(), sleep }

/** Milliseconds since the stopwatch was made. */
export const stopwatch = ({ now }: Pick<RealClock, 'now'>): (() => number) => {
  const begun = now()
  return () => now() - begun
}

export interface Pacer {
  /** Mails per second, from SES's own quota. Ends any slowing down. */
  readonly setRate: (perSecond: number) => void
  /** Waits for the caller's turn, in the order of calls. Call the result once the mail is answered or lost. */
  readonly turn: () => Promise<() => void>
  /** For when SES throttles: pauses, then halves the rate until it is set again. */
  readonly slowDown: () => void
}

/** SES's second need not be exactly as long as ours. */
const marginMilliseconds = 10
/** Nothing signals that an answer has come, so it is checked for at this interval. */
const lookAgainMilliseconds = 3
/** After a late timer, sends follow more closely, but make up no more than this. */
const catchUpMilliseconds = 200
const pauseMilliseconds = 1_000
/** At a slower rate, mails already claimed would not leave before their run ends. */
const leastShare = 1 / 8

interface Departure {
  answeredAt: number | null
}

/** Keep one for each process, because runs in quick succession share the second in which they meet. */
export const createPacer = (clock: RealClock): Pacer => {
  let perSecond = 1
  let share = 1
  let planned = -Infinity
  let pausedUntil = -Infinity
  let tail: Promise<unknown> = Promise.resolve()
  /** The most recent sends, oldest first. */
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
