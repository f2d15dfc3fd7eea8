/** Who is here and whose turn it is: one tap for whoever speaks. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { RosterEntry } from '../../../functions/domain/people/person.ts'
import { api } from '../calls/calls.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { matchRoster } from '../roster/match.ts'
import { useLoad } from '../../kit/load/load.ts'
import { meetingWords } from '../words/en-meeting.ts'
import { type Attendee, type Change, type MeetingState, roundOf, type Standing } from './state.ts'

const text = meetingWords

interface Props {
  readonly state: MeetingState
  readonly change: (change: Change) => void
}

/** The browser's own dice: nobody can know the order beforehand. */
const draw = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32

const attendeeOf = ({ email, name, seniority }: RosterEntry): Attendee => ({
  id: email,
  name: name || email,
  seniority,
  draw: draw(),
})

const typedAttendees = (typed: string): Attendee[] =>
  typed
    .split(/[,;\n]/)
    .map(name => name.trim())
    .filter(Boolean)
    .map(name => ({ id: name.toLowerCase(), name, seniority: null, draw: draw() }))

export const Round = ({ state, change }: Props): JSX.Element => {
  const round = roundOf(state)
  const { people, next, spoken } = round
  return (
    <section class="round card" aria-labelledby="round-title">
      <div class="card-head">
        <h2 id="round-title">{people.length > 0 ? text.round.number(round.number) : text.round.title}</h2>
        {people.length > 0 ? (
          <p class="spoken" role="status">
            {text.round.spoken(spoken, people.length)}
          </p>
        ) : null}
      </div>
      {people.length === 0 ? <p class="quiet">{text.people.none}</p> : null}
      {people.length > 0 ? (
        <>
          <p class="up-next" aria-live="polite">
            {next ? text.round.next(next.name) : text.round.done}
          </p>
          <ul class="voices">
            {people.map(standing => (
              <Voice key={standing.person.id} standing={standing} isNext={standing.person === next} change={change} />
            ))}
          </ul>
          <div class="actions">
            <button class="button small" type="button" onClick={() => change({ do: 'round' })}>
              {text.round.another}
            </button>
            <button
              class="button small quiet"
              type="button"
              disabled={state.events.length === 0}
              onClick={() => change({ do: 'undo' })}
            >
              {text.round.undo}
            </button>
          </div>
        </>
      ) : null}
      <People state={state} change={change} />
    </section>
  )
}

interface VoiceProps {
  readonly standing: Standing
  readonly isNext: boolean
  readonly change: (change: Change) => void
}

const Voice = ({ standing, isNext, change }: VoiceProps): JSX.Element => {
  const { person, turns, state } = standing
  return (
    <li class={`voice ${state} ${isNext ? 'next' : ''}`}>
      <button type="button" class="tap" onClick={() => change({ do: 'spoke', id: person.id })}>
        <span class="name">
          {person.name}
          <span class="visually-hidden"> {text.round.speaks}</span>
        </span>
        <span class="turns">
          {state === 'passed' ? text.round.passed : turns > 0 ? turns : ''}
          <span class="visually-hidden"> {text.round.turns(turns)}</span>
        </span>
      </button>
      {state === 'waiting' ? (
        <button
          type="button"
          class="button small quiet"
          aria-label={text.round.passes(person.name)}
          onClick={() => change({ do: 'passed', id: person.id })}
        >
          {text.round.pass}
        </button>
      ) : null}
    </li>
  )
}

const People = ({ state, change }: Props): JSX.Element => {
  const roster = useLoad('people', api.people)
  const [find, setFind] = useState('')
  const [typed, setTyped] = useState('')
  // Open until it is closed by hand: whoever adds one adds the others too.
  const [isOpen, setOpen] = useState(state.attendees.length === 0)
  const here = new Set(state.attendees.map(({ id }) => id))
  const found = matchRoster(roster.value ?? [], find, here)
  const join = (people: readonly Attendee[]): void => {
    change({ do: 'join', people })
    setFind('')
  }
  const addTyped = (): void => {
    join(typedAttendees(typed))
    setTyped('')
  }
  return (
    <details class="people" open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        {text.people.title} <span class="quiet">{text.people.count(state.attendees.length)}</span>
      </summary>
      <div class="people-body">
        <TextField label={text.people.find} hint={text.people.findHint} type="search" value={find} change={setFind} />
        {roster.error === undefined ? null : <p class="hint">{text.people.rosterFailed}</p>}
        {found.people.length + found.groups.length > 0 ? (
          <ul class="found">
            {found.groups.map(group => (
              <li key={group.name}>
                <button type="button" class="button small" onClick={() => join(group.people.map(attendeeOf))}>
                  {text.people.group(group.name, group.people.length)}
                </button>
              </li>
            ))}
            {found.people.map(person => (
              <li key={person.email}>
                <button type="button" class="button small" onClick={() => join([attendeeOf(person)])}>
                  {person.name || person.email}
                </button>
              </li>
            ))}
          </ul>
        ) : null}
        <TextField
          label={text.people.names}
          hint={text.people.namesHint}
          value={typed}
          change={setTyped}
          enter={addTyped}
        />
        <button type="button" class="button small" disabled={typed.trim() === ''} onClick={addTyped}>
          {text.people.add}
        </button>
        {state.attendees.length > 0 ? (
          <ul class="here">
            {state.attendees.map(({ id, name }) => (
              <li key={id}>
                {name}{' '}
                <button
                  type="button"
                  class="button small quiet"
                  aria-label={text.people.remove(name)}
                  onClick={() => change({ do: 'leave', id })}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        ) : null}
        <p class="hint">{text.round.order}</p>
        <p class="hint">{text.people.stay}</p>
      </div>
    </details>
  )
}
