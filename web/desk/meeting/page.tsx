/** The meeting, on a projector and on a laptop: agenda with its clock, the round, the live board, the end. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { Loading, Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { href } from '../../kit/address.ts'
import { meetingWords } from '../words/en-meeting.ts'
import { readBoard, readMeeting, saveMeeting } from './calls.ts'
import { Ended, EndDialog } from './end.tsx'
import { CurrentItem, goTo } from './item.tsx'
import { dropMeeting, keepMeeting } from './keep.ts'
import { LiveBoard } from './live.tsx'
import { sameNotes } from './merge.ts'
import { itemsOf, openMeeting, type Opening, writtenNotes } from './opening.ts'
import { Round } from './round.tsx'
import { createMeetingSaver, type MeetingSaver, type SaveState } from './saver.ts'
import { type Change, changed, countedOf, countsOf, type Counts, type MeetingState } from './state.ts'

const text = meetingWords

export const { title } = text

export const Page = ({ review: id }: { review: ReviewId }): JSX.Element => {
  const load = useLoad(`meeting ${id}`, () => openMeeting(id, Date.now()))
  if (load.value) return <Running key={id} id={id} opening={load.value} />
  return (
    <>
      <h1 tabIndex={-1}>{text.title}</h1>
      {load.error === undefined ? <Loading rows={6} /> : <ProblemNotice error={load.error} again={load.again} />}
    </>
  )
}

/** Long enough that a sentence is one write, short enough that a closed laptop loses none. */
const settleMilliseconds = 1500
const retryMilliseconds = 5000

interface Saving {
  readonly state: SaveState['state'] | 'typing'
  readonly error: unknown
  readonly news: string
}

interface Kept {
  readonly state: MeetingState
  readonly change: (change: Change) => void
  readonly saving: Saving
  readonly retry: () => void
}

/** The state in this browser, kept at every change, and its notes and end on their way to the server. */
const useMeeting = (id: ReviewId, opening: Opening): Kept => {
  const [state, setState] = useState(opening.state)
  const [saving, setSaving] = useState<Saving>({ state: 'saved', error: undefined, news: '' })
  const now = useRef(state)
  const change = (one: Change): void => {
    now.current = changed(now.current, one)
    keepMeeting(id, now.current, Date.now())
    setState(now.current)
  }
  const saver = useRef<MeetingSaver | null>(null)
  saver.current ??= createMeetingSaver(
    opening.state.base,
    { post: (wanted, base) => saveMeeting(id, wanted, base), read: () => readMeeting(id) },
    {
      state: ({ state: next, ...rest }) =>
        setSaving(before => ({ ...before, state: next, error: 'error' in rest ? rest.error : undefined })),
      saved: meeting => {
        change({ do: 'saved', base: meeting })
        if (meeting.endedAt !== null && now.current.ended) dropMeeting(id)
      },
      merged: (notes, both) => {
        change({ do: 'notes', notes })
        setSaving(before => ({ ...before, news: both.length > 0 ? text.saving.both : text.saving.merged }))
      },
    },
  )
  const { notes, base, ended } = state
  const endSent = useRef(false)
  useEffect(() => {
    const toEnd = ended !== null && !endSent.current
    if (!toEnd && sameNotes(notes, base.notes)) return undefined
    setSaving(before => ({ ...before, state: before.state === 'saved' ? 'typing' : before.state }))
    const send = (): void => {
      if (ended !== null) endSent.current = true
      saver.current?.save({ notes, ended })
    }
    if (toEnd) {
      send()
      return undefined
    }
    const timer = setTimeout(send, settleMilliseconds)
    return () => clearTimeout(timer)
  }, [notes, ended])
  const retry = (): void => saver.current?.retry()
  useEffect(() => {
    if (saving.state !== 'waiting') return undefined
    const timer = setInterval(retry, retryMilliseconds)
    addEventListener('online', retry)
    return () => {
      clearInterval(timer)
      removeEventListener('online', retry)
    }
  }, [saving.state])
  return { state, change, saving, retry }
}

const typing = (event: KeyboardEvent): boolean =>
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  document.querySelector('dialog[open]') !== null ||
  (event.target instanceof Element && event.target.matches('input, textarea, select, summary'))

const toggleFullScreen = (): void => {
  void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(
    () => {},
  )
}

/** A presenter's remote sends the page keys. */
const keySteps: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }

const useKeys = (step: (by: 1 | -1) => void): void => {
  const latest = useRef(step)
  latest.current = step
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (typing(event)) return
      const by = keySteps[event.key]
      if (by) {
        event.preventDefault()
        latest.current(by)
      } else if (event.key.toLowerCase() === 'f') toggleFullScreen()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

const Running = ({ id, opening }: { id: ReviewId; opening: Opening }): JSX.Element => {
  const { review, agenda, noAgenda, meeting } = opening
  const { state, change, saving, retry } = useMeeting(id, opening)
  const [ending, setEnding] = useState(false)
  const items = itemsOf(agenda, review.durationMinutes)
  useKeys(by => {
    const step = goTo(items, state, by)
    if (step && !ended) change(step)
  })
  const isEnded = state.ended !== null || Boolean(meeting?.endedAt)
  const ended: Counts | null = isEnded ? (countedOf(state.base, state.ended) ?? state.base) : null
  const sent = saving.state === 'saved'
  return (
    <div class="meeting">
      <header class="page-head">
        <div>
          <p class="crumb">
            <a href={href('/reviews/{review}', { review: id })}>{text.back}</a>
          </p>
          <h1 tabIndex={-1}>{review.title}</h1>
        </div>
        <div class="toolbar">
          <Saved saving={saving} retry={retry} />
          <button class="button small" type="button" title={text.keys} onClick={toggleFullScreen}>
            {text.fullScreen}
          </button>
          {ended ? null : (
            <button class="button small" type="button" onClick={() => setEnding(true)}>
              {text.end.button}
            </button>
          )}
        </div>
      </header>
      {meeting === null ? (
        <Notice tone="info" live="status">
          <p>{text.offline}</p>
        </Notice>
      ) : null}
      {noAgenda === undefined || ended ? null : (
        <Notice tone="info" title={text.noAgenda}>
          <p>{text.noAgendaDetail}</p>
        </Notice>
      )}
      {ended ? (
        <EndedLater id={id} counts={ended} sent={sent} notes={writtenNotes(items, state.notes)} />
      ) : (
        <div class="stage">
          <CurrentItem agenda={agenda} items={items} state={state} change={change} />
          <Round state={state} change={change} />
          <LiveBoard id={id} url={state.liveUrl} link={url => change({ do: 'link', url })} />
        </div>
      )}
      {ending ? (
        <EndDialog
          counts={countsOf(state)}
          close={() => setEnding(false)}
          end={() => {
            setEnding(false)
            change({ do: 'end', now: Date.now() })
          }}
        />
      ) : null}
    </div>
  )
}

type EndedProps = Pick<Parameters<typeof Ended>[0], 'id' | 'counts' | 'sent' | 'notes'>

/** How many observations there were is known once the end is on the server. */
const EndedLater = (props: EndedProps): JSX.Element => {
  const { id, sent } = props
  const board = useLoad(`board ${id} ${sent}`, async () => (sent ? ((await readBoard(id, ''))?.value ?? null) : null))
  const filed = board.value ? { filed: board.value.filed, hidden: board.value.filedHidden } : null
  return <Ended {...props} filed={filed} />
}

const Saved = ({ saving, retry }: { saving: Saving; retry: () => void }): JSX.Element => (
  <div class="saving" role="status">
    {saving.news ? <p class="quiet">{saving.news}</p> : null}
    {saving.state === 'refused' ? (
      <ProblemNotice error={saving.error} again={retry} />
    ) : (
      <p class={saving.state === 'waiting' ? 'unsent' : 'quiet'}>{text.saving[saving.state]}</p>
    )}
  </div>
)
