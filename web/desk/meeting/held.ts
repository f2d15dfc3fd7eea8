/** A meeting as this device holds it: every press and word is kept here at once, and goes to the server by itself. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import type { Change, Running } from '../../../functions/domain/review/running.ts'
import { onSignedIn } from '../../kit/session/session.ts'
import { meetingWords } from '../words/en-meeting.ts'
import { readMeeting, readRunning, saveMeeting, saveRunning } from './calls.ts'
import { keepMeeting, keepUnsent } from './keep.ts'
import { createLine, type Line, type LineState, shownNow } from './line.ts'
import { lookMilliseconds, useLooking } from './looking.ts'
import { sameWritten, type Written } from './merge.ts'
import type { Opening } from './opening.ts'
import { createMeetingSaver, type MeetingSaver, type SaveState } from './saver.ts'
import { type MeetingState, type Step, stepped } from './state.ts'

const text = meetingWords

/** Long enough that a burst is one write, short enough that a closed laptop loses none. */
const settleMilliseconds = 600
const retryMilliseconds = 5000
const othersMilliseconds = 15_000

export interface Saving {
  readonly state: SaveState['state'] | 'typing'
  readonly error: unknown
  readonly news: string
}

export interface Held {
  readonly state: MeetingState
  readonly running: Running
  readonly line: { readonly state: LineState; readonly error: unknown }
  readonly saving: Saving
  readonly signedIn: boolean
  /** By the server's clock. */
  readonly now: () => number
  readonly press: (change: Change) => void
  readonly step: (step: Step) => void
  readonly write: (written: Written) => void
  readonly retry: () => void
}

const drawId = (): string => crypto.randomUUID().replaceAll('-', '').slice(0, 16)

export const useHeld = (id: ReviewId, opening: Opening): Held => {
  const [state, setState] = useState(opening.state)
  const [line, setLine] = useState<Held['line']>({ state: 'here', error: undefined })
  const [saving, setSaving] = useState<Saving>({ state: 'saved', error: undefined, news: '' })
  const latest = useRef(state)
  const step = (one: Step): void => {
    latest.current = stepped(latest.current, one)
    keepMeeting(id, latest.current, Date.now())
    setState(latest.current)
  }

  const lineOf = useRef<Line | null>(null)
  lineOf.current ??= createLine(
    opening.state.known,
    { read: version => readRunning(id, version), save: running => saveRunning(id, running) },
    {
      known: known => step({ do: 'known', known }),
      state: (next, error) => {
        setLine({ state: next, error: next === 'refused' ? error : undefined })
        if (next !== 'ended' || latest.current.ended !== null) return
        step({ do: 'gone' })
        void saver.current?.look()
      },
    },
    () => Date.now(),
  )
  const saver = useRef<MeetingSaver | null>(null)
  saver.current ??= createMeetingSaver(
    opening.state.base,
    { post: (wanted, base) => saveMeeting(id, wanted, base), read: () => readMeeting(id) },
    {
      written: () => latest.current.written,
      state: ({ state: next, ...rest }) =>
        setSaving(before => ({ ...before, state: next, error: 'error' in rest ? rest.error : undefined })),
      saved: meeting => {
        step({ do: 'saved', base: meeting })
        if (meeting.endedAt !== null) keepUnsent(id, latest.current, Date.now())
      },
      merged: (written, both) => {
        step({ do: 'written', written })
        setSaving(before => ({ ...before, news: both ? text.saving.both : text.saving.merged }))
      },
    },
    drawId,
  )

  const { written, base, ended } = state
  const endSent = useRef(false)
  useEffect(() => {
    const toEnd = ended !== null && !endSent.current
    if (!toEnd && sameWritten(written, base)) return undefined
    setSaving(before => ({ ...before, state: before.state === 'saved' ? 'typing' : before.state }))
    const send = (): void => {
      if (ended !== null) endSent.current = true
      saver.current?.save({ written, ended })
    }
    if (toEnd) {
      send()
      return undefined
    }
    const timer = setTimeout(send, settleMilliseconds)
    return () => clearTimeout(timer)
  }, [written, ended])

  const retry = (): void => saver.current?.retry()
  useEffect(() => {
    if (saving.state !== 'waiting') return undefined
    const timer = setInterval(retry, retryMilliseconds)
    addEventListener('online', retry)
    const stop = onSignedIn(retry)
    return () => {
      clearInterval(timer)
      removeEventListener('online', retry)
      stop()
    }
  }, [saving.state])

  const isOver = ended !== null || line.state === 'ended' || Boolean(opening.meeting?.endedAt)
  const begun = state.known.base.version > 0
  const isSignedIn = useLooking(
    async () => lineOf.current?.look(),
    !isOver,
    lookMilliseconds[begun ? 'begun' : 'before'],
  )
  useLooking(async () => saver.current?.look(), !isOver, othersMilliseconds)
  return {
    state,
    running: shownNow(state.known),
    line,
    saving,
    signedIn: isSignedIn,
    now: () => Date.now() + latest.current.known.skew,
    press: change => lineOf.current?.press(change),
    step,
    write: next => step({ do: 'written', written: next }),
    retry,
  }
}
