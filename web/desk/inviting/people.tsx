/** A list of people: pasted addresses, or chosen from the roster by typing. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { mailboxOf } from '../../../functions/domain/people/mailbox.ts'
import type { RosterEntry } from '../../../functions/domain/people/person.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { Notice } from '../../kit/controls/notice.tsx'
import { Rows } from '../../kit/controls/rows.tsx'
import { words } from '../words/en.ts'
import { type Reading, readAddresses } from './addresses.ts'
import type { DraftPerson } from './draft.ts'
import { matchRoster } from '../roster/match.ts'

const text = words.inviting

/** The list with more people; whoever stands in it already keeps a name they have. */
export const withPeople = (list: readonly DraftPerson[], more: readonly DraftPerson[]): DraftPerson[] => {
  const all = new Map(list.map(one => [mailboxOf(one.email), one]))
  for (const one of more) {
    const mailbox = mailboxOf(one.email)
    const known = all.get(mailbox)
    if (!known || !known.name) all.set(mailbox, { email: known?.email ?? one.email, name: one.name })
  }
  return [...all.values()]
}

/** What could not be read stays in the box, to be mended there. */
export const restOf = (reading: Reading): string => reading.unreadable.map(one => one.text).join('\n')

interface PasteProps {
  readonly pasted: string
  readonly people: readonly DraftPerson[]
  /** Somebody tried to go on: what is left in the box is in the way. */
  readonly tried: boolean
  readonly change: (patch: { pasted?: string; people?: DraftPerson[] }) => void
}

export const PasteBox = ({ pasted, people, tried, change }: PasteProps): JSX.Element => {
  const [last, setLast] = useState<{ reading: Reading; added: number } | null>(null)
  const isRead = last !== null && last.reading.unreadable.length > 0
  const unreadable = isRead || tried ? readAddresses(pasted).unreadable : []
  const take = (content: string): void => {
    if (!content.trim()) return
    const reading = readAddresses(content)
    const next = withPeople(people, reading.people)
    setLast({ reading, added: next.length - people.length })
    change({ pasted: restOf(reading), people: next })
  }
  return (
    <div class="paste">
      <TextField
        label={text.paste}
        hint={text.pasteHint}
        rows={3}
        value={pasted}
        error={tried && unreadable.length > 0 ? text.mendFirst : undefined}
        change={value => {
          // A paste of several is taken at once; what is typed waits for its button, or for leaving the box.
          if (value.length - pasted.length > 8 && value.includes('@')) take(value)
          else change({ pasted: value })
        }}
      />
      <div class="actions">
        <button class="button small" type="button" onClick={() => take(pasted)} disabled={!pasted.trim()}>
          {text.add}
        </button>
        <p class="quiet" role="status">
          {last ? text.added(last.added) : ''}
          {last && last.reading.repeated > 0 ? ` ${text.repeated(last.reading.repeated)}` : ''}
        </p>
      </div>
      {unreadable.length > 0 ? (
        // Read out as it was taken; what is typed since changes it with each letter.
        <Notice tone="warn" title={text.unread} {...(last && restOf(last.reading) === pasted ? { live: 'alert' } : {})}>
          <ul>
            {unreadable.slice(0, 8).map(one => (
              <li key={`${one.line} ${one.column}`}>
                <code>{one.text}</code> <span class="quiet">({text.unreadPlace(one.line, one.column)})</span>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </div>
  )
}

interface SearchProps {
  readonly roster: readonly RosterEntry[]
  readonly people: readonly DraftPerson[]
  readonly add: (people: readonly DraftPerson[]) => void
}

export const RosterSearch = ({ roster, people, add }: SearchProps): JSX.Element => {
  const [typed, setTyped] = useState('')
  const chosen = new Set(people.map(one => one.email))
  const matches = matchRoster(roster, typed, chosen)
  const take = (more: readonly DraftPerson[]): void => {
    add(more)
    setTyped('')
  }
  const first = matches.people[0]
  return (
    <div class="search">
      <TextField
        label={text.search}
        hint={text.searchHint}
        type="search"
        value={typed}
        change={setTyped}
        enter={() => {
          if (first) take([first])
        }}
      />
      {typed.trim() ? (
        <ul class="matches" aria-label={text.search}>
          {matches.groups.map(group => (
            <li key={`group ${group.name}`}>
              <button type="button" onClick={() => take(group.people)}>
                {text.addGroup(group.people.length, group.name)}
              </button>
            </li>
          ))}
          {matches.people.map(one => (
            <li key={one.email}>
              <button type="button" onClick={() => take([one])}>
                <strong>{one.name || one.email}</strong>
                <span class="quiet">
                  {one.name ? one.email : ''}
                  {one.group ? ` · ${one.group}` : ''}
                </span>
              </button>
            </li>
          ))}
          {matches.people.length + matches.groups.length === 0 ? <li class="quiet">{text.noMatch}</li> : null}
        </ul>
      ) : null}
    </div>
  )
}

interface ListProps {
  readonly people: readonly DraftPerson[]
  readonly roster: readonly RosterEntry[] | undefined
  readonly remove: (email: string) => void
}

export const PeopleList = ({ people, roster, remove }: ListProps): JSX.Element => {
  const known = new Map((roster ?? []).map(one => [one.email, one]))
  return (
    <Rows row="li">
      <ul class="people">
        {people.map(one => {
          const entry = known.get(one.email)
          const name = one.name || entry?.name || ''
          return (
            <li key={one.email}>
              <span class="who">
                {name ? <strong>{name}</strong> : null} <span class={name ? 'quiet' : ''}>{one.email}</span>
              </span>
              {entry?.stopped ? <span class="tag warn">{text.stopped[entry.stopped]}</span> : null}
              {roster && !entry ? <span class="tag">{text.notOnRoster}</span> : null}
              <button
                type="button"
                class="remove"
                aria-label={text.remove(name || one.email)}
                onClick={() => remove(one.email)}
              >
                <span aria-hidden="true">×</span>
              </button>
            </li>
          )
        })}
      </ul>
    </Rows>
  )
}
