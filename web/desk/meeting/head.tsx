/** What is talked about, how much time is left, and the bar at the thumb that moves the meeting on. */
import type { JSX } from 'preact'
import type { Agenda, AgendaItem } from '../../../functions/domain/agenda/schema.ts'
import { elapsedOf, type Running } from '../../../functions/domain/review/running.ts'
import { meetingWords } from '../words/en-meeting.ts'
import { behindMinutes, leftOf, minutesOf, useServerNow } from './clock.ts'
import type { Held } from './held.ts'
import { neighbour } from './state.ts'

const text = meetingWords

export interface ItemProps {
  readonly agenda: Agenda | null
  readonly items: readonly AgendaItem[]
  readonly item: AgendaItem
  readonly held: Held
}

export const partOf = (agenda: Agenda | null, item: AgendaItem): string =>
  agenda?.parts.find(part => part.items.some(({ id }) => id === item.id))?.name ?? text.general

const TimeLeft = ({ items, item, held }: ItemProps): JSX.Element => {
  const { running, state } = held
  const now = useServerNow(state.known.skew)
  const minutes = minutesOf(item, running)
  const left = leftOf(minutes, elapsedOf(running, item.id, now))
  const course = text.clock.course(behindMinutes(items, item, running, now))
  return (
    <p class={`time-left ${left.isOver ? 'over' : ''}`}>
      <span class="visually-hidden">{text.clock.left} </span>
      <span class="face" role="timer">
        {left.isOver ? text.clock.over(left.overMinutes) : left.face}
      </span>
      <small>
        {text.clock.planned(minutes)} ·{' '}
        {running.itemId === null ? text.clock.notBegun : running.since === null ? text.clock.paused : course}
      </small>
    </p>
  )
}

/** How far the plan is done; the words beside it say the same. */
const Progress = ({ items, item, running }: { items: readonly AgendaItem[]; item: AgendaItem; running: Running }) => (
  <div class="plan-bar" aria-hidden="true">
    {items.map((one, index) => {
      const at = items.indexOf(item)
      const how = index < at ? 'done' : index === at ? 'now' : ''
      return <i key={one.id} class={how} style={{ flexGrow: minutesOf(one, running) }} />
    })}
  </div>
)

export const Head = (props: ItemProps): JSX.Element => {
  const { agenda, items, item, held } = props
  return (
    <header class="meeting-head">
      <div>
        <small>
          {text.where(partOf(agenda, item), items.indexOf(item) + 1, items.length)}
          <span class="seen"> · {text.seen}</span>
        </small>
        <h1 tabIndex={-1} aria-live="polite">
          {item.title}
        </h1>
      </div>
      <TimeLeft {...props} />
      <Progress items={items} item={item} running={held.running} />
    </header>
  )
}

interface BarProps extends ItemProps {
  /** Also fills the round, the first time. */
  readonly start: () => void
  readonly end: () => void
}

/** The one thing to do next is as wide as a thumb, at the bottom. */
export const Bar = ({ items, item, held, start, end }: BarProps): JSX.Element => {
  const { running, press, now } = held
  const [before, after] = [neighbour(items, item.id, -1), neighbour(items, item.id, 1)]
  const begun = running.itemId !== null
  const go = (to: AgendaItem): void => press({ do: 'go', itemId: to.id, at: now() })
  return (
    <nav class="meeting-bar" aria-label={text.clock.bar}>
      <button
        class="button"
        type="button"
        aria-disabled={before === null}
        aria-label={before ? text.clock.backTo(before.title) : text.clock.back}
        onClick={() => before && go(before)}
      >
        {text.clock.back}
      </button>
      <button
        class="button"
        type="button"
        aria-label={text.clock.moreLong}
        onClick={() => press({ do: 'more', itemId: item.id, minutes: 2 })}
      >
        {text.clock.more}
      </button>
      {begun ? (
        <button
          class="button"
          type="button"
          onClick={() =>
            press(running.since === null ? { do: 'start', at: now(), first: item.id } : { do: 'pause', at: now() })
          }
        >
          {running.since === null ? text.clock.resume : text.clock.pause}
        </button>
      ) : null}
      {begun ? (
        after ? (
          <button class="button primary next" type="button" onClick={() => go(after)}>
            {text.clock.next}
            <span>{text.clock.nextIs(after.title, minutesOf(after, running))}</span>
          </button>
        ) : (
          <button class="button primary next" type="button" onClick={end}>
            {text.end.button}
            <span>{text.clock.last}</span>
          </button>
        )
      ) : (
        <button class="button primary next" type="button" onClick={start}>
          {text.clock.start}
          <span>{text.clock.nextIs(item.title, minutesOf(item, running))}</span>
        </button>
      )}
      <p class="visually-hidden" role="status">
        {(running.more[item.id] ?? 0) > 0 ? text.clock.given(minutesOf(item, running)) : ''}
      </p>
    </nav>
  )
}
