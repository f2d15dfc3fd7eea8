/** The two short forms: debts, and what was done differently since when. */
import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import { quarterBounds } from '../../../functions/domain/instants.ts'
import { Field, SelectField, TextField } from '../controls/field.tsx'
import { ProblemNotice } from '../controls/notice.tsx'
import { type Load, type Task, useLoad, useTask } from '../load.ts'
import { quarterWords as text } from '../words/en-quarter.ts'
import { words } from '../words/en.ts'
import { quarterApi } from './calls.ts'

interface Entered {
  readonly id: string
  readonly text: string
  readonly version: number
}

interface ListProps<One extends Entered> {
  readonly title: string
  readonly load: Load<One[]>
  readonly task: Task
  readonly say: (one: One) => string
  readonly withdraw: (one: One) => Promise<void>
  readonly children: ComponentChildren
}

const EnteredList = <One extends Entered>(props: ListProps<One>): JSX.Element => {
  const { title, load, task, say, withdraw, children } = props
  return (
    <section class="quarter-inputs">
      <h3>{title}</h3>
      <ProblemNotice error={load.error} again={load.again} />
      {load.value?.length === 0 ? <p class="quiet">{text.none}</p> : null}
      <ul class="entered">
        {(load.value ?? []).map(one => (
          <li key={one.id}>
            {say(one)}{' '}
            <button
              type="button"
              class="link"
              disabled={task.busy}
              aria-label={text.takeBackOf(one.text)}
              onClick={() => task.run(() => withdraw(one))}
            >
              {text.takeBack}
            </button>
          </li>
        ))}
      </ul>
      <ProblemNotice error={task.error} />
      {children}
    </section>
  )
}

interface Props {
  readonly quarter: string
  /** The review has to be made anew. */
  readonly entered: () => void
}

const newKey = (): string => crypto.randomUUID()

const Debts = ({ quarter, entered }: Props): JSX.Element => {
  const load = useLoad(`debts ${quarter}`, () => quarterApi.debts(quarter))
  const task = useTask()
  const [debt, setDebt] = useState('')
  const [service, setService] = useState('')
  const [potential, setPotential] = useState('medium')
  const [key, setKey] = useState(newKey)
  const [missing, setMissing] = useState(false)
  const done = (): void => {
    load.again()
    entered()
  }
  return (
    <EnteredList
      title={text.debts}
      load={load}
      task={task}
      say={one => `${text.potentials[one.potential]}: ${one.text}${one.service ? ` (${one.service})` : ''}`}
      withdraw={async one => {
        await quarterApi.withdrawDebt(quarter, one.id, one.version)
        done()
      }}
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          setMissing(debt.trim() === '')
          if (debt.trim() === '') return
          task.run(async () => {
            await quarterApi.addDebt(quarter, { text: debt, potential, service: service.trim() || null }, key)
            setKey(newKey())
            setDebt('')
            setService('')
            done()
          })
        }}
      >
        <TextField
          label={text.debt}
          value={debt}
          change={setDebt}
          hint={text.debtHint}
          maxLength={500}
          error={missing ? words.form.required : undefined}
        />
        <div class="side-by-side">
          <SelectField
            label={text.potential}
            value={potential}
            change={setPotential}
            options={(['high', 'medium', 'low'] as const).map(value => ({ value, text: text.potentials[value] }))}
          />
          <TextField label={text.service} value={service} change={setService} optional maxLength={200} />
        </div>
        <button type="submit" class="button small" disabled={task.busy}>
          {text.addDebt}
        </button>
      </form>
    </EnteredList>
  )
}

const FormatChanges = ({ quarter, entered }: Props): JSX.Element => {
  const load = useLoad(`format changes ${quarter}`, () => quarterApi.formatChanges(quarter))
  const task = useTask()
  const { from, to } = quarterBounds(quarter)
  const [first, last] = [from.slice(0, 10), new Date(Date.parse(to) - 1).toISOString().slice(0, 10)]
  const [change, setChange] = useState('')
  const [since, setSince] = useState(first)
  const [key, setKey] = useState(newKey)
  const [missing, setMissing] = useState(false)
  const done = (): void => {
    load.again()
    entered()
  }
  return (
    <EnteredList
      title={text.changes}
      load={load}
      task={task}
      say={one => `${one.since}: ${one.text}`}
      withdraw={async one => {
        await quarterApi.withdrawFormatChange(quarter, one.id, one.version)
        done()
      }}
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          setMissing(change.trim() === '')
          if (change.trim() === '') return
          task.run(async () => {
            await quarterApi.addFormatChange(quarter, { text: change, since }, key)
            setKey(newKey())
            setChange('')
            done()
          })
        }}
      >
        <TextField
          label={text.change}
          value={change}
          change={setChange}
          hint={text.changeHint}
          maxLength={500}
          error={missing ? words.form.required : undefined}
        />
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
        <button type="submit" class="button small" disabled={task.busy}>
          {text.addChange}
        </button>
      </form>
    </EnteredList>
  )
}

export const QuarterInputs = (props: Props): JSX.Element => (
  <div class="quarter-forms screen-only">
    <Debts {...props} />
    <FormatChanges {...props} />
  </div>
)
