/** What is for the facilitator alone, what the room sees of the item, and the whole agenda. */
import type { JSX } from 'preact'
import type { Agenda, AgendaItem } from '../../../functions/domain/agenda/schema.ts'
import type { Remark } from '../../../functions/domain/review/live.ts'
import { quotesAtMost, type Running } from '../../../functions/domain/review/running.ts'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { href } from '../../kit/address.ts'
import { Icon } from '../../kit/frame/icon.tsx'
import { meetingWords } from '../words/en-meeting.ts'
import { minutesOf } from './clock.ts'
import type { ItemProps } from './head.tsx'

const text = meetingWords

export const ForYou = ({ item, held }: ItemProps): JSX.Element => {
  const before = held.state.written.notes[item.id]
  return (
    <section class="card private for-you" aria-labelledby="for-you">
      <h2 id="for-you">
        <Icon name="lock" /> {text.privateTitle}
      </h2>
      <p class="ask">{item.question}</p>
      {item.lines.length > 0 ? (
        <ul class="lines">
          {item.lines.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
      {item.notes.length > 0 ? (
        <ul class="hints">
          {item.notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
      {before ? <p class="quiet noted">{before}</p> : null}
    </section>
  )
}

interface Said {
  readonly id: string
  readonly text: string
}

const saidOn = (agenda: Agenda | null, item: AgendaItem): Said[] =>
  agenda?.appendix.filter(
    ({ id, hidden, question }) => !hidden && question === null && item.observationIds.includes(id),
  ) ?? []

/** What the room sees where nobody has chosen: the quotes that the agenda has. */
const planned = (agenda: Agenda | null, item: AgendaItem): string[] => {
  const there = new Set(agenda?.appendix.flatMap(({ id, hidden, question }) => (hidden || question ? [] : [id])))
  return (item.quotes ?? []).flatMap(({ observationId: id }) => (there.has(id) ? [id] : [])).slice(0, quotesAtMost)
}

export const shownIds = (agenda: Agenda | null, item: AgendaItem, running: Pick<Running, 'shown'>): string[] =>
  running.shown[item.id] ?? planned(agenda, item)

const openAtMost = 4

interface ScreenProps extends ItemProps {
  readonly id: ReviewId
  readonly remarks: readonly Remark[]
}

export const OnScreen = ({ id, agenda, item, held, remarks }: ScreenProps): JSX.Element => {
  const { running, press } = held
  const shown = shownIds(agenda, item, running)
  const own = saidOn(agenda, item)
  const others = remarks.filter(remark => shown.includes(remark.id) && !own.some(one => one.id === remark.id))
  const said: Said[] = [...others, ...own].toSorted(
    (a, b) => Number(shown.includes(b.id)) - Number(shown.includes(a.id)),
  )
  const put = (one: Said, is: boolean): void =>
    press({
      do: 'show',
      itemId: item.id,
      shown: (is ? [...shown, one.id] : shown.filter(other => other !== one.id)).slice(-quotesAtMost),
    })
  const line = (one: Said): JSX.Element => (
    <li key={one.id}>
      <label class="check">
        <input
          type="checkbox"
          checked={shown.includes(one.id)}
          onChange={event => put(one, event.currentTarget.checked)}
        />
        <span class="words">{one.text}</span>
      </label>
    </li>
  )
  return (
    <section class="card on-screen" aria-labelledby="on-screen">
      <h2 id="on-screen">{text.screen.title}</h2>
      {said.length === 0 ? <p class="quiet">{text.screen.none}</p> : null}
      <ul>{said.slice(0, openAtMost).map(line)}</ul>
      {said.length > openAtMost ? (
        <details>
          <summary>{text.screen.more(said.length - openAtMost)}</summary>
          <ul>{said.slice(openAtMost).map(line)}</ul>
        </details>
      ) : null}
      {said.length > 0 ? <p class="hint">{text.screen.hint}</p> : null}
      <p>
        {/* Opened by this tab it is signed in as this tab is. */}
        <a class="button" href={href('/reviews/{review}/room', { review: id })} target="_blank" rel="opener">
          {text.screen.open}
        </a>
      </p>
      <p class="hint">{text.screen.openHint}</p>
    </section>
  )
}

export const WholePlan = ({ items, item, held }: ItemProps): JSX.Element => (
  <details class="card whole-plan">
    <summary>{text.clock.plan}</summary>
    <ol>
      {items.map(one => (
        <li key={one.id}>
          <button
            type="button"
            class="link"
            aria-current={one.id === item.id ? 'step' : undefined}
            onClick={() => held.press({ do: 'go', itemId: one.id, at: held.now() })}
          >
            {one.title}
          </button>{' '}
          <span class="quiet">{text.clock.minutes(minutesOf(one, held.running))}</span>
        </li>
      ))}
    </ol>
    <p class="hint">{text.clock.keys}</p>
  </details>
)
