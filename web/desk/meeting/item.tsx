/** The item that is talked about: large, with its clock, what was written of it, and the notes. */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Agenda, AgendaItem } from '../../../functions/domain/agenda/schema.ts'
import { noteCharacters } from '../../../functions/domain/review/meeting.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { meetingWords } from '../words/en-meeting.ts'
import { type Change, elapsedOf, type MeetingState, neighbour, totalElapsed } from './state.ts'

const text = meetingWords

export interface ItemProps {
  readonly agenda: Agenda | null
  readonly items: readonly AgendaItem[]
  readonly state: MeetingState
  readonly change: (change: Change) => void
}

const minute = 60_000
const pad = (number: number): string => String(number).padStart(2, '0')
/** '04:09', or '1:04:09' past the hour. */
export const clockFace = (milliseconds: number): string => {
  const seconds = Math.floor(milliseconds / 1000)
  const hours = Math.floor(seconds / 3600)
  const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

/** The browser's time, looked at twice a second while a clock runs. */
const useNow = (running: boolean): number => {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    setNow(Date.now())
    if (!running) return undefined
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [running])
  return now
}

export const goTo = (items: readonly AgendaItem[], state: MeetingState, step: 1 | -1): Change | null => {
  const to = neighbour(items, state.clock.itemId ?? items[0]?.id ?? null, step)
  return to ? { do: 'go', itemId: to.id, now: Date.now() } : null
}

const ItemClock = ({ items, state, change, item }: ItemProps & { item: AgendaItem }): JSX.Element => {
  const { clock } = state
  const running = clock.since !== null
  const now = Math.max(useNow(running), clock.since ?? 0)
  const elapsed = elapsedOf(clock, item.id, now)
  const over = Math.floor((elapsed - item.minutes * minute) / minute)
  const planned = items.reduce((total, one) => total + one.minutes, 0)
  const passed = Math.floor(totalElapsed(clock, now) / minute)
  const begun = totalElapsed(clock, now) > 0
  return (
    <div class={`item-clock ${over >= 1 ? 'over' : ''}`}>
      <p class="face">
        <span role="timer" aria-label={text.clock.label}>
          {clockFace(elapsed)}
        </span>{' '}
        <span class="quiet">{text.clock.planned(item.minutes)}</span>
      </p>
      <progress max={item.minutes * minute} value={Math.min(elapsed, item.minutes * minute)} aria-hidden="true" />
      <p class="quiet over-note">{over >= 1 ? text.clock.over(over) : text.clock.whole(passed, planned)}</p>
      <div class="actions">
        <button
          class={`button ${running ? '' : 'primary'}`}
          type="button"
          onClick={() => change({ do: running ? 'pause' : 'start', now: Date.now(), first: items[0]?.id ?? null })}
        >
          {running ? text.clock.pause : begun ? text.clock.resume : text.clock.start}
        </button>
        <Step items={items} state={state} change={change} step={-1} />
        <Step items={items} state={state} change={change} step={1} />
      </div>
    </div>
  )
}

const Step = ({ items, state, change, step }: Omit<ItemProps, 'agenda'> & { step: 1 | -1 }): JSX.Element => {
  const to = goTo(items, state, step)
  return (
    <button class="button" type="button" disabled={to === null} onClick={() => to && change(to)}>
      {step === 1 ? text.clock.next : text.clock.previous}
    </button>
  )
}

const Statements = ({ agenda, item }: { agenda: Agenda | null; item: AgendaItem }): JSX.Element | null => {
  const said = agenda?.appendix.filter(({ id, hidden }) => !hidden && item.observationIds.includes(id)) ?? []
  if (said.length === 0) return null
  return (
    <section class="said">
      <h3>{text.statements}</h3>
      <ul>
        {said.map(({ id, text: words, pseudonym, signedBy }) => (
          <li key={id}>
            <blockquote>{words}</blockquote>
            {(signedBy ?? pseudonym) ? <p class="by">{signedBy ?? pseudonym}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

export const CurrentItem = (props: ItemProps): JSX.Element | null => {
  const { agenda, items, state, change } = props
  const item = items.find(({ id }) => id === state.clock.itemId) ?? items[0]
  if (!item) return null
  const next = neighbour(items, item.id, 1)
  return (
    <section class="current" aria-labelledby="current-item">
      <p class="step">{agenda?.parts.find(part => part.items.some(({ id }) => id === item.id))?.name}</p>
      <h2 id="current-item" aria-live="polite">
        {item.title}
      </h2>
      <p class="question">{item.question}</p>
      <ItemClock {...props} item={item} />
      {item.lines.length > 0 ? (
        <ul class="lines">
          {item.lines.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
      <Statements agenda={agenda} item={item} />
      {item.notes.length > 0 ? (
        <details class="notes">
          <summary>{text.forYou}</summary>
          <ul>
            {item.notes.map(note => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      ) : null}
      <TextField
        key={item.id}
        label={text.note}
        hint={text.noteHint}
        rows={4}
        maxLength={noteCharacters}
        value={state.notes[item.id] ?? ''}
        change={value => change({ do: 'note', itemId: item.id, text: value })}
      />
      <p class="quiet">{next ? text.clock.nextIs(next.title, next.minutes) : text.clock.last}</p>
      <details class="whole-plan">
        <summary>{text.clock.plan}</summary>
        <ol>
          {items.map(one => (
            <li key={one.id}>
              <button
                type="button"
                class="link"
                aria-current={one.id === item.id ? 'step' : undefined}
                onClick={() => change({ do: 'go', itemId: one.id, now: Date.now() })}
              >
                {one.title}
              </button>{' '}
              <span class="quiet">{text.clock.planned(one.minutes).replace(/^of /, '')}</span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  )
}
