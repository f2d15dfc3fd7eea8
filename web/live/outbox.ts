/**
 * What somebody has pressed for goes out by itself until it is there: without a connection, where many write at once,
 * and after a reload. Each text has an id of its own, so sent again it is the same remark, and nothing joins two.
 */
import { type Answer, send, type Trouble } from './channel.ts'
import { dropOut, keepOut, keptOut, type Remark } from './keep.ts'

export type Waiting = 'offline' | 'too_many_remarks'

export interface Standing {
  /** On their way, this many. */
  readonly waiting: number
  /** Why they wait; null while they are being sent. */
  readonly why: Waiting | null
  /** How many have got there since the page came up. */
  readonly sent: number
  /** What no later try will bring onto the board, with the reason. */
  readonly refused: { readonly text: string; readonly code: Trouble } | null
}

export interface Outbox {
  readonly add: (remark: Remark) => void
  readonly unsent: () => string[]
  readonly stop: () => void
}

const retryMilliseconds = 4000
/** Those who were asked to wait together do not come back together. */
const spreadMilliseconds = 3000

export const makeOutbox = (
  key: string,
  tell: (standing: Standing) => void,
  over: (trouble: Trouble) => void,
): Outbox => {
  const queue = new Map<string, string>(keptOut().map(({ id, text }) => [id, text]))
  let standing: Standing = { waiting: queue.size, why: null, sent: 0, refused: null }
  let busy = false
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const say = (next: Partial<Standing>): void => {
    standing = { ...standing, ...next, waiting: queue.size }
    tell(standing)
  }
  const drop = (id: string): void => {
    queue.delete(id)
    dropOut(id)
  }

  const wait = (why: Waiting, seconds: number | null): void => {
    const milliseconds = seconds === null ? retryMilliseconds : seconds * 1000 + Math.random() * spreadMilliseconds
    timer = setTimeout(() => void flush(), milliseconds)
    say({ why })
  }

  /** False where the rest has to wait. */
  const settle = (remark: Remark, answer: Answer): boolean => {
    switch (answer.trouble) {
      case null:
        drop(remark.id)
        say({ why: null, sent: standing.sent + 1, refused: null })
        return true
      case 'offline':
      case 'too_many_remarks':
        wait(answer.trouble, answer.retryAfterSeconds)
        return false
      case 'meeting_ended':
      case 'unknown_meeting':
        over(answer.trouble)
        return false
      case 'channel_full':
      case 'remark_too_long':
      case 'failed':
        // It will be refused again: its writer has it back.
        drop(remark.id)
        say({ why: null, refused: { text: remark.text, code: answer.trouble } })
        return true
      default:
        return answer.trouble satisfies never
    }
  }

  const flush = async (): Promise<void> => {
    if (busy || stopped) return
    busy = true
    clearTimeout(timer)
    try {
      for (const [id, text] of queue) {
        const answer = await send(key, { id, text })
        if (stopped || !settle({ id, text }, answer)) return
      }
    } finally {
      busy = false
    }
  }

  const again = (): void => void flush()
  addEventListener('online', again)
  if (queue.size > 0) void flush()
  return {
    add: remark => {
      queue.set(remark.id, remark.text)
      keepOut(remark)
      say({ why: null, refused: null })
      void flush()
    },
    unsent: () => [...queue.values()],
    stop: () => {
      stopped = true
      clearTimeout(timer)
      removeEventListener('online', again)
    },
  }
}
