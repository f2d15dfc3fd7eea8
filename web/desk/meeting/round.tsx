/** Whose turn it is: one press for whoever has spoken. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import {
  type Change,
  type Person,
  type Present,
  roundOf,
  standingOf,
} from '../../../functions/domain/review/running.ts'
import { Rows } from '../../kit/controls/rows.tsx'
import { Icon } from '../../kit/frame/icon.tsx'
import { meetingWords } from '../words/en-meeting.ts'
import type { Held } from './held.ts'
import { People } from './people.tsx'

const text = meetingWords.round

const marksOf = ({ turns, passed, heard }: Person): Pick<Person, 'turns' | 'passed' | 'heard'> => ({
  turns,
  passed,
  heard,
})

interface Props {
  readonly held: Held
  readonly invited: readonly Present[]
}

export const Round = ({ held, invited }: Props): JSX.Element => {
  const { running, press } = held
  const [undo, setUndo] = useState<readonly Change[]>([])
  const { people, next, spoken, came } = roundOf(running)
  const pressed = (change: Change, back: Change): void => {
    setUndo(before => [...before.slice(-30), back])
    press(change)
  }
  const { round } = running
  /** Only theirs come back: another facilitator marks others meanwhile. */
  const mark = (person: Person, what: 'spoke' | 'passed'): void =>
    pressed({ do: what, id: person.id }, { do: 'unmark', round, id: person.id, marks: marksOf(person) })
  const another = (): void => {
    const marks = Object.fromEntries(people.map(person => [person.id, marksOf(person)]))
    pressed({ do: 'round', number: round + 1 }, { do: 'marks', round, marks })
  }
  const takeBack = (): void => {
    const last = undo.at(-1)
    if (last) press(last)
    setUndo(undo.slice(0, -1))
  }
  return (
    <section class="card round" aria-labelledby="round-title">
      <div class="card-head">
        <h2 id="round-title">{people.length > 0 ? text.number(running.round) : text.title}</h2>
        {people.length > 0 ? (
          <p class="quiet" role="status">
            {text.spoken(spoken, came)}
          </p>
        ) : null}
      </div>
      {people.length > 0 ? (
        <>
          <p class="up-next" aria-live="polite">
            {next ? text.next(next.name) : text.done}
          </p>
          <Rows row="li" fewEnough={3}>
            <ul class="voices-list">
              {people.map(person => (
                <Voice key={person.id} person={person} isNext={person === next} mark={mark} />
              ))}
            </ul>
          </Rows>
          <div class="actions">
            <button class="button small" type="button" onClick={another}>
              {text.another}
            </button>
            <button class="button small quiet" type="button" aria-disabled={undo.length === 0} onClick={takeBack}>
              {text.undo}
            </button>
          </div>
          <p class="hint">{text.counted}</p>
        </>
      ) : null}
      <People running={running} press={press} invited={invited} />
    </section>
  )
}

interface VoiceProps {
  readonly person: Person
  readonly isNext: boolean
  readonly mark: (person: Person, what: 'spoke' | 'passed') => void
}

const Voice = ({ person, isNext, mark }: VoiceProps): JSX.Element => {
  const { name, turns } = person
  const standing = standingOf(person)
  return (
    <li class={`turn ${standing} ${isNext ? 'now' : ''}`} aria-current={isNext ? 'true' : undefined}>
      <span class="name">
        {name}
        {standing === 'waiting' ? null : <small>{text.states[standing]}</small>}
        {turns > 1 ? <small>{text.turns(turns)}</small> : null}
      </span>
      <button
        type="button"
        class={isNext ? 'button small' : 'button small quiet'}
        aria-label={text.spokeOne(name)}
        onClick={() => mark(person, 'spoke')}
      >
        <Icon name="action" />
        {isNext ? text.spoke : null}
      </button>
      <button
        type="button"
        class="button small quiet"
        aria-label={text.passes(name)}
        onClick={() => mark(person, 'passed')}
      >
        {text.pass}
      </button>
    </li>
  )
}
