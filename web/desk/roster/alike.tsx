/** Two addresses that look like one person: joined, or said to be two, by a press. */
import type { JSX } from 'preact'
import type { RosterEntry } from '../../../functions/domain/people/person.ts'
import type { Alike } from '../../../functions/domain/roster/alike.ts'
import { api } from '../calls/calls.ts'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { words } from '../words/en.ts'

const text = words.roster
const shown = 3

interface Props {
  /** Read again when it changes. */
  readonly state: string
  readonly done: (news: string) => void
}

/** Beside the point where it cannot be read: then the page is without it. */
export const AlikePeople = ({ state, done }: Props): JSX.Element | null => {
  const load = useLoad(`alike ${state}`, api.alike)
  const task = useTask()
  const { pairs, more } = load.value ?? { pairs: [], more: 0 }
  if (pairs.length === 0) return null
  const join = (keep: RosterEntry, leave: RosterEntry): void =>
    task.run(async () => {
      await api.joinPeople(keep.email, leave.email)
      load.again()
      done(text.joined(keep.email))
    })
  const keepApart = ({ one, other }: Alike): void =>
    task.run(async () => {
      await api.keepApart(one.email, other.email)
      load.again()
      done(text.keptApart)
    })
  const further = pairs.length - shown + more
  return (
    <section class="card alike">
      <h2>{text.alikeTitle}</h2>
      <p class="hint">{text.alikeHint}</p>
      <ProblemNotice error={task.error} />
      {pairs.slice(0, shown).map(pair => (
        <Pair
          key={`${pair.one.email} ${pair.other.email}`}
          pair={pair}
          busy={task.busy}
          join={join}
          apart={keepApart}
        />
      ))}
      {further > 0 ? <p class="quiet">{text.alikeMore(further)}</p> : null}
    </section>
  )
}

interface PairProps {
  readonly pair: Alike
  readonly busy: boolean
  readonly join: (keep: RosterEntry, leave: RosterEntry) => void
  readonly apart: (pair: Alike) => void
}

const Person = ({ entry }: { entry: RosterEntry }): JSX.Element => (
  <p>
    <strong>{entry.name || text.noName}</strong> {entry.email}
    {entry.group ? <span class="quiet"> · {entry.group}</span> : null}
    {entry.stopped ? <span class="tag warn">{text.stopped[entry.stopped]}</span> : null}
  </p>
)

const Pair = ({ pair, busy, join, apart }: PairProps): JSX.Element => {
  const { one, other, why } = pair
  return (
    <div class="double">
      <p class="quiet">{text.alikeWhy[why]}</p>
      <Person entry={one} />
      <Person entry={other} />
      <div class="actions">
        <button type="button" class="button small" aria-disabled={busy} onClick={() => join(one, other)}>
          {text.keep(one.email)}
        </button>
        <button type="button" class="button small" aria-disabled={busy} onClick={() => join(other, one)}>
          {text.keep(other.email)}
        </button>
        {why === 'tag' ? null : (
          <button
            type="button"
            class="button small quiet"
            aria-disabled={busy}
            aria-label={text.apartOf(one.email, other.email)}
            onClick={() => apart(pair)}
          >
            {text.apart}
          </button>
        )}
      </div>
    </div>
  )
}
