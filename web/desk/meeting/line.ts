/**
 * Between this device and the meeting on the server: what was pressed here goes out by itself, over whatever others have
 * done meanwhile, and what they have done comes in. Without a connection it waits, and the meeting goes on here.
 */
import {
  afterDone,
  type Change,
  type Done,
  type Running,
  type RunningView,
} from '../../../functions/domain/review/running.ts'
import { isProblem, isPassing } from '../../kit/api/problem.ts'

/** 'refused': it would be refused again, so nothing more is tried until somebody presses. */
export type LineState = 'here' | 'waiting' | 'ended' | 'refused'

export interface Known {
  /** What the server last had. */
  readonly base: Running
  /** What was done here since and is not known to be there, in order. */
  readonly queue: readonly Done[]
  /** Milliseconds by which the server's clock is before this device's. */
  readonly skew: number
}

export interface LineWire {
  readonly read: (version: number) => Promise<RunningView>
  readonly save: (next: Running) => Promise<RunningView>
}

export interface Line {
  readonly press: (change: Change) => void
  /** Asks what is new, and sends what waits. */
  readonly look: () => Promise<void>
}

/** As many as one write carries, so that all of them are remembered there. */
const sentAtMost = 50

/** The meeting with everything that was pressed here. */
export const shownNow = ({ base, queue }: Pick<Known, 'base' | 'queue'>): Running => queue.reduce(afterDone, base)

export const createLine = (
  first: Known,
  wire: LineWire,
  tell: { readonly known: (known: Known) => void; readonly state: (state: LineState, error?: unknown) => void },
  clock: () => number,
): Line => {
  let known = first
  let wanted = false
  let going: Promise<void> | null = null

  const know = (next: Partial<Known>): void => {
    known = { ...known, ...next }
    tell.known(known)
  }

  const take = async (asked: Promise<RunningView>): Promise<RunningView> => {
    const from = clock()
    const view = await asked
    const base = view.running ?? known.base
    const there = new Set(base.applied)
    // The middle of the way there and back is the best guess of when it was answered.
    const skew = Math.round(view.now - (from + clock()) / 2)
    const queue = known.queue.filter(({ id }) => !there.has(id))
    const isNew = base.version !== known.base.version || queue.length !== known.queue.length
    if (isNew || Math.abs(skew - known.skew) > 1000) know({ base, queue, skew })
    return view
  }

  const send = async (): Promise<void> => {
    const sent = { base: known.base, queue: known.queue.slice(0, sentAtMost) }
    try {
      await take(wire.save({ ...shownNow(sent), version: known.base.version }))
    } catch (error) {
      if (!isProblem(error, 'changed_meanwhile')) throw error
      await take(wire.read(-1))
    }
  }

  const round = async (): Promise<LineState> => {
    if (known.queue.length === 0 && (await take(wire.read(known.base.version))).ended) return 'ended'
    while (known.queue.length > 0) await send()
    return 'here'
  }

  const run = async (): Promise<void> => {
    while (wanted) {
      wanted = false
      try {
        tell.state(await round())
      } catch (error) {
        if (isProblem(error, 'meeting_ended')) {
          know({ queue: [] })
          tell.state('ended')
        } else tell.state(isPassing(error) ? 'waiting' : 'refused', error)
      }
    }
    going = null
  }
  const look = (): Promise<void> => {
    wanted = true
    going ??= run()
    return going
  }

  return {
    press: change => {
      const id = crypto.randomUUID().slice(0, 13)
      know({ queue: [...known.queue, { id, change }] })
      void look()
    },
    look,
  }
}
