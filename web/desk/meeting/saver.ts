/**
 * Keeps on the server what is written down here: one write at a time, always the newest, over the version last read.
 * Without a connection it waits and tries again; over somebody else's version it merges first.
 */
import type { Meeting } from '../../../functions/domain/review/meeting.ts'
import type { Counts } from '../../../functions/domain/review/running.ts'
import { isPassing, isProblem } from '../../kit/api/problem.ts'
import { mergedWritten, sameWritten, type Written } from './merge.ts'
import type { Base } from './state.ts'

export type SaveState =
  | { readonly state: 'saved' | 'saving' | 'waiting' }
  /** Nothing more is tried: it would be refused again. */
  | { readonly state: 'refused'; readonly error: unknown }

export interface Wanted {
  readonly written: Written
  /** Set once the meeting was ended here. */
  readonly ended: Counts | null
}

export interface Wire {
  readonly post: (wanted: Wanted, base: Base) => Promise<Meeting>
  readonly read: () => Promise<Meeting>
}

export interface Page {
  /** What is written down here at this moment: more may have come while the server was asked. */
  readonly written: () => Written
  readonly state: (state: SaveState) => void
  /** What the server has now. */
  readonly saved: (meeting: Meeting) => void
  /** Another's words came in; `both`: both had changed the same, and both texts stand now. */
  readonly merged: (written: Written, both: boolean) => void
}

export interface MeetingSaver {
  readonly save: (wanted: Wanted) => void
  /** At once, where it was waiting. */
  readonly retry: () => void
  /** Takes in what others wrote, unless something of one's own is on its way. */
  readonly look: () => Promise<void>
}

export const createMeetingSaver = (first: Base, wire: Wire, page: Page, draw: () => string): MeetingSaver => {
  let base = first
  let wanted: Wanted | null = null
  let busy = false

  /** What is to be written next, after somebody else was faster. */
  const mergeOver = async (mine: Wanted): Promise<void> => {
    const theirs = await wire.read()
    const latest = wanted ?? mine
    const { written, both } = mergedWritten(base, page.written(), theirs, draw)
    base = theirs
    wanted = { ...latest, written }
    page.merged(written, both)
  }

  const writeOnce = async (mine: Wanted): Promise<void> => {
    try {
      const meeting = await wire.post(mine, base)
      base = meeting
      if (wanted === mine) wanted = null
      page.saved(meeting)
    } catch (error) {
      if (!isProblem(error, 'changed_meanwhile')) throw error
      await mergeOver(mine)
    }
  }

  const write = async (): Promise<void> => {
    busy = true
    page.state({ state: 'saving' })
    try {
      for (let next: Wanted | null = wanted; next; next = wanted) await writeOnce(next)
      page.state({ state: 'saved' })
    } catch (error) {
      // An answer of another version may say that it was carried out; a repeat finds out.
      page.state(
        isPassing(error) || isProblem(error, 'unreadable') ? { state: 'waiting' } : { state: 'refused', error },
      )
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
    look: async () => {
      if (busy || wanted) return
      const theirs = await wire.read().catch(() => null)
      if (!theirs || busy || wanted || theirs.version === base.version) return
      const written = page.written()
      const merged = mergedWritten(base, written, theirs, draw)
      base = theirs
      page.saved(theirs)
      if (!sameWritten(merged.written, written)) page.merged(merged.written, merged.both)
    },
  }
}
