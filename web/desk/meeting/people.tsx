/** Who is here: those who were invited at a press, others from the roster or as typed. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Change, Present, Running } from '../../../functions/domain/review/running.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { Rows } from '../../kit/controls/rows.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { api } from '../calls/calls.ts'
import { matchRoster } from '../roster/match.ts'
import { meetingWords } from '../words/en-meeting.ts'
import { presentOf, typedPresent } from './present.ts'

const text = meetingWords.people

interface Props {
  readonly running: Running
  readonly press: (change: Change) => void
  readonly invited: readonly Present[]
}

export const People = ({ running, press, invited }: Props): JSX.Element => {
  const { people } = running
  // Open until it is closed by hand: whoever adds one adds the others too.
  const [isOpen, setOpen] = useState(people.length === 0)
  /** Where the focus goes when what was pressed is gone. */
  const summary = useRef<HTMLElement>(null)
  const here = new Set(people.map(({ id }) => id))
  const missing = invited.filter(({ id }) => !here.has(id))
  return (
    <details class="people" open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary ref={summary}>
        {text.title} <span class="quiet">{text.count(people.length)}</span>
      </summary>
      <div class="people-body" role="group" aria-label={text.title}>
        {people.length === 0 && invited.length > 0 ? <p class="quiet">{text.none}</p> : null}
        {missing.length > 0 ? (
          <button
            type="button"
            class="button small"
            onClick={() => {
              press({ do: 'join', people: [...missing] })
              summary.current?.focus()
            }}
          >
            {text.invited(missing.length)}
          </button>
        ) : null}
        {isOpen ? <Finding running={running} press={press} /> : null}
        <Rows row="li" fewEnough={3}>
          <ul class="here">
            {people.map(({ id, name, away }) => (
              <li key={id}>
                <span class="name">{name}</span>
                <label class="check">
                  <input
                    type="checkbox"
                    checked={away}
                    aria-label={text.awayOne(name)}
                    onChange={event => press({ do: 'away', id, away: event.currentTarget.checked })}
                  />
                  {text.away}
                </label>
                <button
                  type="button"
                  class="remove"
                  aria-label={text.remove(name)}
                  onClick={() => {
                    press({ do: 'leave', id })
                    summary.current?.focus()
                  }}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        </Rows>
        <p class="hint">{meetingWords.round.order}</p>
        <p class="hint">{text.stay}</p>
      </div>
    </details>
  )
}

const Finding = ({ running, press }: Omit<Props, 'invited'>): JSX.Element => {
  const roster = useLoad('people', api.people)
  const [find, setFind] = useState('')
  const [typed, setTyped] = useState('')
  const here = new Set(running.people.map(({ id }) => id))
  const free = (roster.value ?? []).filter(person => !here.has(presentOf(person).id))
  const found = matchRoster(free, find, new Set())
  const join = (people: readonly Present[]): void => {
    if (people.length > 0) press({ do: 'join', people: [...people] })
    setFind('')
  }
  const addTyped = (): void => {
    join(typedPresent(typed))
    setTyped('')
  }
  return (
    <>
      <TextField label={text.find} hint={text.findHint} type="search" value={find} change={setFind} />
      {roster.error === undefined ? null : <p class="hint">{text.rosterFailed}</p>}
      {found.people.length + found.groups.length > 0 ? (
        <ul class="found">
          {found.groups.map(group => (
            <li key={group.name}>
              <button type="button" class="button small" onClick={() => join(group.people.map(presentOf))}>
                {text.group(group.name, group.people.length)}
              </button>
            </li>
          ))}
          {found.people.map(person => (
            <li key={person.email}>
              <button type="button" class="button small" onClick={() => join([presentOf(person)])}>
                {person.name || person.email}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <TextField label={text.names} hint={text.namesHint} value={typed} change={setTyped} enter={addTyped} />
      <button type="button" class="button small" disabled={typed.trim() === ''} onClick={addTyped}>
        {text.add}
      </button>
    </>
  )
}
