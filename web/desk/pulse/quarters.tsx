/** This quarter and those to come: when each pulse opens in the organisation's zone, and skipping or moving one. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { quarterLabel } from '../../kit/own-quarter.ts'
import { dayMilliseconds, isTooFarAhead, plus } from '../../../functions/domain/time/instants.ts'
import type { PlannedQuarter, PulsePlan } from '../../../functions/domain/survey/pulse-plan.ts'
import { api } from '../calls/calls.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { TextField } from '../../kit/controls/field.tsx'
import { Moment } from '../../kit/controls/moment.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { useTask } from '../../kit/load/load.ts'
import { instantOf, wallOf } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { changedPlan } from './plan.ts'
import { instantNow } from '../../kit/session/clock.ts'

const text = words.pulse

interface Props {
  readonly plan: PulsePlan
  readonly quarters: readonly PlannedQuarter[]
  readonly mayChange: boolean
  readonly done: (news: string) => void
}

/** Of somebody who changes nothing. */
const { actions: _, ...shownColumns } = text.columns

export const Quarters = ({ plan, quarters, mayChange, done }: Props): JSX.Element => {
  const task = useTask()
  const [moving, setMoving] = useState<PlannedQuarter | null>(null)
  const change = (changes: Parameters<typeof changedPlan>[1]): void =>
    task.run(async () => {
      await api.setPulsePlan(changedPlan(plan, changes))
      done(text.changed)
    })
  const stateOf = ({ state, status }: PlannedQuarter): string => {
    if (state === 'made' && status) return text.status[status]
    return plan.paused && (state === 'planned' || state === 'moved') ? text.off : text.state[state]
  }
  return (
    <>
      <ProblemNotice error={task.error} />
      <div class="table-scroll">
        <table class="quarters">
          <caption>{text.quarters}</caption>
          <thead>
            <tr>
              {Object.values(mayChange ? text.columns : shownColumns).map(column => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {quarters.map(each => (
              <tr key={each.quarter} class={each.state}>
                <th scope="row">{quarterLabel(each.quarter)}</th>
                <td data-label={text.columns.opens}>
                  <Moment at={each.opensAt} zone={plan.zone} />
                </td>
                <td data-label={text.columns.closes}>
                  <Moment at={each.closesAt} zone={plan.zone} />
                </td>
                <td data-label={text.columns.state}>{stateOf(each)}</td>
                {mayChange ? (
                  <td class="quarter-actions">
                    <Actions plan={plan} quarter={each} busy={task.busy} change={change} move={() => setMoving(each)} />
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {moving ? <MoveQuarter plan={plan} quarter={moving} done={done} close={() => setMoving(null)} /> : null}
    </>
  )
}

interface ActionProps {
  readonly plan: PulsePlan
  readonly quarter: PlannedQuarter
  readonly busy: boolean
  readonly change: (changes: Parameters<typeof changedPlan>[1]) => void
  readonly move: () => void
}

const Actions = ({ plan, quarter: { quarter, state }, busy, change, move }: ActionProps): JSX.Element | null => {
  if (state === 'made' || state === 'past') return null
  const named = (label: string, press: () => void): JSX.Element => (
    <button
      type="button"
      class="link"
      aria-disabled={busy}
      aria-label={words.form.of(label, quarterLabel(quarter))}
      onClick={press}
    >
      {label}
    </button>
  )
  const skipped = plan.skipped.filter(each => each !== quarter)
  if (state === 'skipped') return named(text.unskip, () => change({ skipped }))
  return (
    <>
      {named(text.skip, () => change({ skipped: [...skipped, quarter] }))}
      {named(text.move, move)}
      {state === 'moved'
        ? named(text.unmove, () => change({ moved: plan.moved.filter(each => each.quarter !== quarter) }))
        : null}
    </>
  )
}

interface MoveProps {
  readonly plan: PulsePlan
  readonly quarter: PlannedQuarter
  readonly done: (news: string) => void
  readonly close: () => void
}

const MoveQuarter = ({ plan, quarter: { quarter, opensAt }, done, close }: MoveProps): JSX.Element => {
  const [wall, setWall] = useState(wallOf(opensAt, plan.zone))
  const [tried, setTried] = useState(false)
  const task = useTask()
  const [date = '', time = ''] = wall.split('T')
  const opens = instantOf(wall, plan.zone)
  const closes = opens && plus(opens, plan.openDays * dayMilliseconds)
  const tooFar = closes !== null && isTooFarAhead(closes, instantNow())
  const error = !date || !time ? words.form.noTime : tooFar ? words.inviting.tooFarAhead : undefined
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (error) return
    const moved = [...plan.moved.filter(each => each.quarter !== quarter), { quarter, date, time }]
    task.run(async () => {
      await api.setPulsePlan(changedPlan(plan, { moved }))
      close()
      done(text.changed)
    })
  }
  return (
    <Dialog title={text.moveTitle(quarterLabel(quarter))} close={close}>
      <form onSubmit={submit} noValidate>
        <TextField
          label={text.when}
          type="datetime-local"
          value={wall}
          change={setWall}
          error={tried ? error : undefined}
          hint={plan.zone}
        />
        <p class="quiet">{text.moveNote(plan.openDays)}</p>
        <ProblemNotice error={task.error} />
        <div class="actions end">
          <button class="button quiet" type="button" onClick={close}>
            {words.form.cancel}
          </button>
          <button class="button primary" type="submit" aria-disabled={task.busy}>
            {text.moveDo}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
