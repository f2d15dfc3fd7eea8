/**
 * Keeps the meeting on the server as it stands here: one write at a time, always the newest, over the version last
 * read. Without a connection it waits and tries again; over somebody else's version it merges the notes first.
 */
import type { Meeting } from '../../../functions/domain/review/meeting.ts'
import { ApiProblem, isProblem } from '../../kit/api/problem.ts'
import { mergedNotes, type Notes } from './merge.ts'
import type { Base, Counts } from './state.ts'

export type SaveState =
  | { readonly state: 'saved' | 'saving' | 'waiting' }
  /** Nothing more is tried: it would be refused again. */
  | { readonly state: 'refused'; readonly error: unknown }

export interface Wanted {
  readonly notes: Notes
  /** Set once the meeting was ended here. */
  readonly ended: Counts | null
}

export interface Wire {
  readonly post: (wanted: Wanted, base: Base) => Promise<Meeting>
  readonly read: () => Promise<Meeting>
}

export interface Listener {
  readonly state: (state: SaveState) => void
  /** What the server has now. */
  readonly saved: (meeting: Meeting) => void
  /** Another's notes came in; `both`: items where both texts stand now. */
  readonly merged: (notes: Record<string, string>, both: readonly string[]) => void
}

export interface MeetingSaver {
  readonly save: (wanted: Wanted) => void
  /** At once, where it was waiting. */
  readonly retry: () => void
}

const passing = (error: unknown): boolean =>
  error instanceof ApiProblem && ['unreachable', 'try_again', 'not_signed_in', 'internal'].includes(error.code)

export const createMeetingSaver = (first: Base, wire: Wire, tell: Listener): MeetingSaver => {
  let base = first
  let wanted: Wanted | null = null
  let busy = false

  /** What is to be written next, after somebody else was faster. */
  const mergeOver = async (mine: Wanted): Promise<void> => {
    const theirs = await wire.read()
    const latest = wanted ?? mine
    const { notes, both } = mergedNotes(base.notes, latest.notes, theirs.notes)
    base = theirs
    wanted = { ...latest, notes }
    tell.merged(notes, both)
  }

  const writeOnce = async (mine: Wanted): Promise<void> => {
    try {
      const meeting = await wire.post(mine, base)
      base = meeting
      if (wanted === mine) wanted = null
      tell.saved(meeting)
    } catch (error) {
      if (!isProblem(error, 'changed_meanwhile')) throw error
      await mergeOver(mine)
    }
  }

  const write = async (): Promise<void> => {
    busy = true
    tell.state({ state: 'saving' })
    try {
      for (let next: Wanted | null = wanted; next; next = wanted) await writeOnce(next)
      tell.state({ state: 'saved' })
    } catch (error) {
      tell.state(passing(error) ? { state: 'waiting' } : { state: 'refused', error })
    }
    busy = false
  }
  const start = (): void => {
    if (!busy && wanted) void write()
  }
  return {
    save: next => {
      wanted = next
      start()
    },
    retry: start,
  }
}
