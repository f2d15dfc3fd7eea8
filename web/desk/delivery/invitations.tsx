/**
 * Who is invited, and whether their mail arrived: those in trouble first, each with its reason and one remedy; the rest
 * folded. Nothing here depends on who has answered.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Delivery, DeliveryRow } from '../../../functions/domain/mail/delivery.ts'
import { isLive } from '../../../functions/domain/survey/life.ts'
import type { SurveyView } from '../../../functions/domain/survey/survey.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { Loading, Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad, useMinuteByMinute, useTask } from '../../kit/load/load.ts'
import { deliveryCalls } from '../calls/delivery.ts'
import { deliveryWords as text } from '../words/en-delivery.ts'
import { Counts, countsIn, PeopleTable } from './people.tsx'
import { InvitationDialog } from './person.tsx'
import { timeNow } from '../../kit/session/clock.ts'

interface Props {
  readonly survey: SurveyView
  /** Says what was done, in the page's own line of news. */
  readonly say: (news: string) => void
  readonly changed: () => void
}

/** With more people than this, a field finds a name. */
const listedWhole = 12
/** Rows that are drawn at once. */
const shownRows = 200

const isCalmState = (state: DeliveryRow['state']): boolean =>
  ['sent', 'queued', 'held', 'withdrawn', 'unknown'].includes(state)
const isCalm = ({ state }: DeliveryRow): boolean => isCalmState(state)

/** Of its heading, by which other parts of the page lead to it. */
export const invitationsId = 'invitations-title'

export const Invitations = ({ survey, say, changed }: Props): JSX.Element => {
  const load = useLoad(`delivery ${survey.id}`, () => deliveryCalls.read(survey.id))
  const open = isLive(survey.status) && Date.parse(survey.closesAt) > timeNow()
  useMinuteByMinute(load.again, open)
  const [wanted, setWanted] = useState('')
  const [chosen, setChosen] = useState<DeliveryRow | null>(null)
  const [undo, setUndo] = useState<{ readonly said: string; readonly address: string } | null>(null)
  const task = useTask()
  const delivery = load.value

  const done = (said: string, undoable: string | null = null): void => {
    setChosen(null)
    setUndo(undoable === null ? null : { said, address: undoable })
    say(said)
    load.again()
    changed()
  }
  const nameOf = ({ name, address }: DeliveryRow): string => name || address
  const act = (row: DeliveryRow): void => {
    if (row.remedy === 'again') {
      task.run(async () => {
        await deliveryCalls.sendAgain(survey.id, row.address)
        done(text.said.again(nameOf(row)))
      })
    } else if (row.remedy === 'reinvite') {
      task.run(async () => {
        await deliveryCalls.inviteAnew(survey.id, row.address)
        done(text.said.reinvited(nameOf(row)))
      })
    } else setChosen(row)
  }

  if (!delivery) {
    return load.error === undefined ? <Loading rows={4} /> : <ProblemNotice error={load.error} again={load.again} />
  }
  return (
    <section class="card invitations" aria-labelledby={invitationsId}>
      <div class="card-head">
        <h2 id={invitationsId} tabIndex={-1}>
          {text.title}
        </h2>
        <Counts delivery={delivery} />
      </div>
      <ProblemNotice error={task.error ?? load.error} again={load.again} />
      {undo ? (
        <p class="undo" role="status">
          {undo.said}{' '}
          <button
            type="button"
            class="link"
            aria-disabled={task.busy}
            onClick={() =>
              task.run(async () => {
                await deliveryCalls.inviteAnew(survey.id, undo.address)
                done(text.said.reinvited(undo.address))
              })
            }
          >
            {text.undo}
          </button>
        </p>
      ) : null}
      {delivery.rows.length > listedWhole ? (
        <TextField class="filter" label={text.find} type="search" value={wanted} change={setWanted} />
      ) : null}
      <Rows
        delivery={delivery}
        wanted={wanted.trim().toLowerCase()}
        zone={survey.zone}
        busy={task.busy}
        act={act}
        change={open && survey.kind === 'pre-meeting' ? setChosen : null}
      />
      {delivery.unreadable > 0 ? (
        <Notice tone="warn">
          <p>{text.unreadable(delivery.unreadable)}</p>
        </Notice>
      ) : null}
      {open && delivery.addedSinceCount > 0 && delivery.addedSinceCount < 3 ? (
        <p class="quiet">{text.late(delivery.addedSinceCount)}</p>
      ) : null}
      <p class="quiet">{text.never}</p>
      {chosen ? <InvitationDialog survey={survey} row={chosen} close={() => setChosen(null)} done={done} /> : null}
    </section>
  )
}

interface RowsProps {
  readonly delivery: Delivery
  readonly wanted: string
  readonly zone: string
  readonly busy: boolean
  readonly act: (row: DeliveryRow) => void
  /** Null where nothing can be changed any more. */
  readonly change: ((row: DeliveryRow) => void) | null
}

/** A name that is looked for is shown wherever it stands. */
const Rows = ({ delivery, wanted, ...shared }: RowsProps): JSX.Element => {
  const { rows } = delivery
  if (wanted) {
    const found = rows.filter(({ name, address }) => `${name} ${address}`.toLowerCase().includes(wanted))
    if (found.length === 0) return <p class="quiet">{text.noMatch}</p>
    return <PeopleTable rows={found.slice(0, shownRows)} {...shared} />
  }
  const troubled = rows.filter(row => !isCalm(row))
  const calm = rows.filter(isCalm)
  const rest = calm.length + delivery.others
  return (
    <>
      {troubled.length > 0 ? <PeopleTable rows={troubled.slice(0, shownRows)} {...shared} /> : null}
      {rest > 0 ? (
        <details class="others">
          <summary>
            {troubled.length > 0 ? text.others(rest, countsIn(delivery, isCalmState)) : countsIn(delivery, isCalmState)}
          </summary>
          {calm.length > 0 ? <PeopleTable rows={calm.slice(0, shownRows)} {...shared} /> : null}
          {calm.length > shownRows ? <p class="quiet">{text.more(calm.length - shownRows)}</p> : null}
        </details>
      ) : null}
    </>
  )
}
