/**
 * The room's screen, for the projector: read from six metres, without a control, following whoever leads. It receives
 * what it shows and nothing else, and keeps it when the line breaks.
 */
import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { RoomView } from '../../../functions/domain/agenda/room-view.ts'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { elapsedOf } from '../../../functions/domain/review/running.ts'
import { isPassing } from '../../kit/api/problem.ts'
import { Icon } from '../../kit/frame/icon.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { useSignIn } from '../../kit/session/shell.ts'
import { timeOnly } from '../../kit/time.ts'
import { meetingWords } from '../words/en-meeting.ts'
import { readRoom } from './calls.ts'
import { leftOf, useServerNow } from './clock.ts'
import { Code, typedParts } from './code.tsx'
import { keepRoom, type KeptRoom, keptRoom } from './keep.ts'
import { lookMilliseconds, useLooking } from './looking.ts'

const text = meetingWords.room

export const { title } = text

interface Followed {
  readonly kept: KeptRoom | null
  readonly state: 'following' | 'alone' | 'signed-out'
  readonly error: unknown
}

const useRoom = (id: ReviewId): Followed => {
  const [kept, setKept] = useState<KeptRoom | null>(() => keptRoom(id))
  const [failed, setFailed] = useState<unknown>(undefined)
  const tag = useRef('')
  const look = async (): Promise<void> => {
    const from = Date.now()
    try {
      const answer = await readRoom(id, tag.current)
      const skew = Math.round(answer.now - (from + Date.now()) / 2)
      tag.current = answer.tag
      setFailed(undefined)
      setKept(before => {
        const room = answer.room ?? before?.room
        if (!room || (room === before?.room && Math.abs(skew - before.skew) < 1000)) return before
        const next = { room, skew }
        keepRoom(id, next)
        return next
      })
    } catch (error) {
      setFailed(error)
    }
  }
  const state = kept?.room.state
  const milliseconds = lookMilliseconds[state === 'before' ? 'before' : 'begun']
  const isSignedIn = useLooking(look, state !== 'ended', milliseconds)
  return {
    kept,
    state: isSignedIn ? (failed === undefined ? 'following' : 'alone') : 'signed-out',
    error: failed,
  }
}

/** Where a sign-in has run out there is nothing to press: Enter leads to it. */
const useEnter = (wanted: boolean): void => {
  const { begin } = useSignIn(false)
  useEffect(() => {
    if (!wanted) return undefined
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'Enter') begin()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [wanted])
}

export const Page = ({ review: id }: { review: ReviewId }): JSX.Element => {
  const { kept, state, error } = useRoom(id)
  useEnter(state === 'signed-out')
  if (!kept) {
    return (
      <div class="room">
        <div class="stage">
          <h1>{text.title}</h1>
          {error !== undefined && !isPassing(error) ? <ProblemNotice error={error} /> : null}
          <p role="status">{state === 'alone' ? text.alone : state === 'signed-out' ? text.signedOut : ''}</p>
        </div>
      </div>
    )
  }
  const { room, skew } = kept
  return (
    <div class="room">
      <header>
        <Parts room={room} />
        {room.state === 'ended' ? null : <RoomClock room={room} skew={skew} />}
      </header>
      <div class="stage">
        {room.item ? (
          <Item item={room.item} />
        ) : (
          <Plain title={text.ended}>
            <p class="ask">{text.endedThanks}</p>
          </Plain>
        )}
        {room.link === null ? null : <Join url={room.link} />}
      </div>
      <footer>
        {room.round.length > 0 ? <Turns room={room} /> : null}
        <p class="line" role="status">
          {state === 'following' ? '' : state === 'alone' ? text.alone : text.signedOut}
        </p>
      </footer>
    </div>
  )
}

const Parts = ({ room: { parts, item } }: { room: RoomView }): JSX.Element => (
  <ol class="parts" aria-label={text.parts}>
    {parts.map(part => (
      <li key={part} aria-current={part === item?.part ? 'step' : undefined}>
        {part}
      </li>
    ))}
  </ol>
)

const circumference = 2 * Math.PI * 20

const RoomClock = ({ room: { clock, state, zone, endsAt }, skew }: { room: RoomView; skew: number }): JSX.Element => {
  const now = useServerNow(skew)
  const running = { itemId: 'shown', since: clock.since, elapsed: { shown: clock.elapsed } }
  const left = leftOf(clock.minutes, elapsedOf(running, 'shown', now))
  const isPaused = clock.since === null
  return (
    <p class={`clock ${left.isOver ? 'over' : ''}`}>
      <svg class="ring" viewBox="0 0 48 48" aria-hidden="true">
        <circle cx="24" cy="24" r="20" />
        <circle
          class="left"
          cx="24"
          cy="24"
          r="20"
          stroke-dasharray={`${(left.isOver ? 1 : left.share) * circumference} ${circumference}`}
        />
      </svg>
      <span>
        <span class="time">
          {left.isOver ? (
            <strong>{text.over(left.overMinutes)}</strong>
          ) : (
            <>
              <strong>{left.face}</strong>
              <span class="visually-hidden"> {text.minutes}</span> {text.left}
            </>
          )}
          {isPaused ? <span class="quiet"> {state === 'before' ? text.before : text.paused}</span> : null}
        </span>
        <span class="quiet">{text.clock(timeOnly(new Date(now).toISOString(), zone), timeOnly(endsAt, zone))}</span>
      </span>
    </p>
  )
}

const Plain = ({ title: heading, children }: { title: string; children: ComponentChildren }): JSX.Element => (
  <section aria-labelledby="room-item">
    <h1 id="room-item">{heading}</h1>
    {children}
  </section>
)

const lengthOf = ({ title: heading, question, quotes }: NonNullable<RoomView['item']>): number =>
  heading.length * 2 + (question ?? '').length + quotes.reduce((total, quote) => total + quote.length, 0)

/** Long words are set smaller: nothing of them is off the screen. */
const sizeOf = (item: NonNullable<RoomView['item']>): string => {
  const length = lengthOf(item)
  return length > 1400 ? 'longest' : length > 900 ? 'longer' : length > 500 ? 'long' : ''
}

const Item = ({ item }: { item: NonNullable<RoomView['item']> }): JSX.Element => (
  <section aria-labelledby="room-item" class={`shown ${sizeOf(item)}`}>
    <h1 id="room-item" aria-live="polite">
      {item.title}
    </h1>
    {item.question === null ? null : <p class="ask">{item.question}</p>}
    {item.quotes.length > 0 ? (
      <div class="quotes">
        {item.quotes.map(quote => (
          <blockquote key={quote}>{quote}</blockquote>
        ))}
      </div>
    ) : null}
  </section>
)

const Join = ({ url }: { url: string }): JSX.Element => {
  const { address, key } = typedParts(url)
  return (
    <section class="join" aria-labelledby="join">
      <Code url={url} label={text.code(address, key)} />
      <div>
        <h2 id="join">{text.join}</h2>
        <p>
          {text.joinHow} <code>{address}</code> {text.joinType} <code class="word">{key.replaceAll('-', ' ')}</code>
        </p>
      </div>
    </section>
  )
}

const signs = { spoke: text.spoke, passed: text.passed } as const

const Turns = ({ room: { round, others } }: { room: RoomView }): JSX.Element => (
  <section class="turns" aria-labelledby="turns">
    <h2 id="turns">{text.round}</h2>
    <ol>
      {round.map(({ name, standing, now }) => (
        <li key={name} class={standing} aria-current={now ? 'true' : undefined}>
          {standing === 'spoke' || standing === 'passed' ? (
            <>
              {standing === 'spoke' ? <Icon name="action" /> : <span aria-hidden="true">–</span>}
              <span class="visually-hidden">{signs[standing]}</span>
            </>
          ) : null}
          {standing === 'away' ? text.away(name) : name}
        </li>
      ))}
      {others > 0 ? <li class="quiet">{text.others(others)}</li> : null}
    </ol>
  </section>
)
