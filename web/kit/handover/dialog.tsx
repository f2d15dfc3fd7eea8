/** To whom a review is handed over, what that person will and will not see, and who is told. */
import type { JSX } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { emailSchema } from '../../../functions/domain/people/address.ts'
import type { Facilitator } from '../../../functions/domain/review/review.ts'
import { Dialog } from '../controls/dialog.tsx'
import { focusFirstError, TextField } from '../controls/field.tsx'
import { ProblemNotice } from '../controls/notice.tsx'
import { useTask } from '../load/load.ts'
import { handOver } from './calls.ts'
import { handoverWords as text } from './words-en.ts'

interface Props {
  readonly review: { readonly id: string; readonly version: number }
  /** Those in the terms, and everybody who leads it. */
  readonly readers: readonly Facilitator[]
  readonly leaders: readonly Facilitator[]
  /** Who can be chosen by name; undefined for leadership, which reads no roster. */
  readonly roster?: readonly Facilitator[] | undefined
  readonly isLeadership: boolean
  /** Whether anybody was invited who is told. */
  readonly tells: boolean
  readonly close: () => void
  readonly done: (news: string) => void
}

const nameOf = ({ name, email }: Facilitator): string => name || email
const namesOf = (people: readonly Facilitator[]): string => people.map(nameOf).join(', ')

/** What was typed is one person's name or address; null where it is neither. */
const personIn = (typed: string, roster: readonly Facilitator[]): Facilitator | null => {
  const wanted = typed.trim().toLowerCase()
  const named = roster.filter(({ name }) => name.toLowerCase() === wanted)
  if (wanted && named.length === 1) return named[0] ?? null
  const email = emailSchema.safeParse(typed).data
  return email === undefined ? null : (roster.find(one => one.email === email) ?? { email, name: '' })
}

export const HandOverDialog = (props: Props): JSX.Element => {
  const { review, readers, leaders, roster = [], isLeadership, tells, close, done } = props
  const [typed, setTyped] = useState('')
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const list = useId()
  const task = useTask()
  const person = personIn(typed, roster)
  const known = person !== null && leaders.find(({ email }) => email === person.email)
  const error = person === null ? text.nobody : known ? text.leadsAlready(nameOf(known)) : undefined
  const asksName = !isLeadership && person !== null && !known && person.name === ''

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (person === null || error !== undefined) {
      focusFirstError(form.current)
      return
    }
    const to = { email: person.email, name: person.name || name.trim() }
    task.run(async () => {
      await handOver({ reviewId: review.id, to, version: review.version })
      done(text.done(nameOf(to)))
    })
  }

  return (
    <Dialog title={text.title} close={close}>
      <form ref={form} onSubmit={submit} noValidate>
        <p>{isLeadership ? text.leadLeadership(namesOf(leaders)) : text.lead}</p>
        <h3>{text.sees}</h3>
        <ul class="consequences">
          {text.seesWhat.map(what => (
            <li key={what}>{what}</li>
          ))}
        </ul>
        <h3>{text.seesNot}</h3>
        <ul class="consequences">
          {text.seesNotWhat(namesOf(readers)).map(what => (
            <li key={what}>{what}</li>
          ))}
        </ul>
        <TextField
          label={text.whom}
          hint={isLeadership ? text.whomHintLeadership : text.whomHint}
          value={typed}
          change={setTyped}
          error={tried ? error : undefined}
          {...(roster.length > 0 ? { list } : {})}
        />
        <datalist id={list}>
          {roster.map(one => (
            <option key={one.email} value={one.email}>
              {one.name}
            </option>
          ))}
        </datalist>
        {asksName ? <TextField label={text.name} value={name} change={setName} maxLength={200} optional /> : null}
        {tells ? <p class="quiet">{text.told}</p> : null}
        <ProblemNotice error={task.error} />
        <div class="actions end">
          <button class="button quiet" type="button" onClick={close}>
            {text.keep}
          </button>
          <button class="button primary" type="submit" aria-disabled={task.busy}>
            {text.do}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
