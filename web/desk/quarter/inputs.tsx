/** The two short forms: debts, and what was done differently since when. */
import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import { quarterDays } from '../../../functions/domain/time/calendar.ts'
import { ownCalendar } from '../../kit/calendar.ts'
import { Field, SelectField, TextField } from '../../kit/controls/field.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { NamesPointedOut } from '../../kit/form/named.tsx'
import { useLoad, useTask } from '../../kit/load/load.ts'
import type { Debt } from '../../../functions/domain/learning-review/inputs.ts'
import { quarterWords as text } from '../../kit/learning-review/words-en.ts'
import { words } from '../words/en.ts'
import { quarterApi } from '../calls/quarter.ts'

interface Entered {
  readonly id: string
  readonly text: string
  readonly version: number
}

interface Props {
  readonly quarter: string
  /** The review has to be made anew. */
  readonly entered: () => void
}

interface FormProps<One extends Entered> {
  /** Names what is read. */
  readonly name: string
  readonly read: () => Promise<One[]>
  readonly entered: () => void
  readonly words: {
    readonly title: string
    readonly label: string
    readonly hint: string
    readonly add: string
  }
  readonly say: (one: One) => string
  readonly add: (what: string) => Promise<unknown>
  readonly withdraw: (one: One) => Promise<unknown>
  /** Fields beside what is said. */
  readonly children: ComponentChildren
}

/** What was entered, each to be taken back, and the form for one more. */
const EnteredForm = <One extends Entered>(props: FormProps<One>): JSX.Element => {
  const { name, read, entered, words: own, say, add, withdraw, children } = props
  const load = useLoad(name, read)
  const task = useTask()
  const [what, setWhat] = useState('')
  const [missing, setMissing] = useState(false)
  const done = (): void => {
    load.again()
    entered()
  }
  const takeBack = async (one: One): Promise<void> => {
    await withdraw(one)
    done()
  }
  const enter = async (): Promise<void> => {
    await add(what)
    setWhat('')
    done()
  }
  return (
    <section class="quarter-inputs">
      <h3>{own.title}</h3>
      <ProblemNotice error={load.error} again={load.again} />
      {load.value?.length === 0 ? <p class="quiet">{text.none}</p> : null}
      <ul class="entered">
        {(load.value ?? []).map(one => (
          <li key={one.id}>
            {say(one)}{' '}
            <button
              type="button"
              class="link"
              aria-disabled={task.busy}
              aria-label={text.takeBackOf(one.text)}
              onClick={() => task.run(() => takeBack(one))}
            >
              {text.takeBack}
            </button>
          </li>
        ))}
      </ul>
      <ProblemNotice error={task.error} />
      <form
        onSubmit={event => {
          event.preventDefault()
          setMissing(what.trim() === '')
          if (what.trim() !== '') task.run(enter)
        }}
      >
        <TextField
          label={own.label}
          value={what}
          change={setWhat}
          hint={own.hint}
          maxLength={500}
          error={missing ? words.form.required : undefined}
        />
        <NamesPointedOut text={what} />
        {children}
        <button type="submit" class="button small" aria-disabled={task.busy}>
          {own.add}
        </button>
      </form>
    </section>
  )
}

const potentials = ['high', 'medium', 'low'] as const satisfies readonly Debt['potential'][]

const Debts = ({ quarter, entered }: Props): JSX.Element => {
  const [service, setService] = useState('')
  const [potential, setPotential] = useState<Debt['potential']>('medium')
  return (
    <EnteredForm
      name={`debts ${quarter}`}
      read={() => quarterApi.debts(quarter)}
      entered={entered}
      words={{ title: text.debts, label: text.debt, hint: text.debtHint, add: text.addDebt }}
      say={one => `${text.potentials[one.potential]}: ${one.text}${one.service ? ` (${one.service})` : ''}`}
      add={async what => {
        await quarterApi.addDebt(quarter, { text: what, potential, service: service.trim() || null })
        setService('')
      }}
      withdraw={one => quarterApi.withdrawDebt(quarter, one.id, one.version)}
    >
      <div class="side-by-side">
        <SelectField
          label={text.potential}
          value={potential}
          change={chosen => setPotential(potentials.find(one => one === chosen) ?? 'medium')}
          options={potentials.map(value => ({ value, text: text.potentials[value] }))}
        />
        <TextField label={text.service} value={service} change={setService} optional maxLength={200} />
      </div>
    </EnteredForm>
  )
}

const FormatChanges = ({ quarter, entered }: Props): JSX.Element => {
  const { first, last } = quarterDays(quarter, ownCalendar())
  const [since, setSince] = useState(first)
  return (
    <EnteredForm
      name={`format changes ${quarter}`}
      read={() => quarterApi.formatChanges(quarter)}
      entered={entered}
      words={{ title: text.changes, label: text.change, hint: text.changeHint, add: text.addChange }}
      say={one => `${one.since}: ${one.text}`}
      add={what => quarterApi.addFormatChange(quarter, { text: what, since })}
      withdraw={one => quarterApi.withdrawFormatChange(quarter, one.id, one.version)}
    >
      <Field label={text.since}>
        {wiring => (
          <input
            {...wiring}
            type="date"
            required
            min={first}
            max={last}
            value={since}
            onInput={event => setSince(event.currentTarget.value)}
          />
        )}
      </Field>
    </EnteredForm>
  )
}

export const QuarterInputs = (props: Props): JSX.Element => (
  <div class="quarter-forms screen-only">
    <Debts {...props} />
    <FormatChanges {...props} />
  </div>
)
