/** One action: how it stands, what was noted, and its words. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import {
  type Action,
  type ActionStatus,
  actionStatusSchema,
  ageDays,
  daysWithoutProgress,
  isOpen,
} from '../../../functions/domain/action/action.ts'
import type { ActionView } from '../../../functions/domain/action/owner.ts'
import { failureModes } from '../../../functions/domain/incident/failure-mode.ts'
import type { ActionId } from '../../../functions/domain/ids.ts'
import { api } from '../calls/calls.ts'
import { SelectField, TextField } from '../../kit/controls/field.tsx'
import { Form } from '../../kit/form/form.tsx'
import { Loading, Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { following } from '../calls/following.ts'
import { Overtaken } from '../../kit/form/overtaken.tsx'
import { useNewest } from '../../kit/load/newest.ts'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { href } from '../../kit/address.ts'
import { browserZone, dayAndTime } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { Ticket } from './row.tsx'
import { ActionFields, type ActionForm, requestOf, SystemQuestion, useActionForm, useQuestions } from './form.tsx'
import { instantNow } from '../../kit/session/clock.ts'

const text = words.actions

export const title = text.one

export const Page = ({ action: id }: { action: ActionId }): JSX.Element => {
  const load = useLoad(id, () => following.action(id))
  if (!load.value) {
    return (
      <>
        <h1 tabIndex={-1}>{text.one}</h1>
        {load.error === undefined ? <Loading rows={4} /> : <ProblemNotice error={load.error} again={load.again} />}
      </>
    )
  }
  return <OneAction key={load.value.version} action={load.value} again={load.again} />
}

/** Modes are known by their keys here, and to people by the name they have now. */
const ModeName = ({ of }: { of: string }): JSX.Element => {
  const load = useLoad('failure modes', api.failureModes)
  const name = load.value && failureModes(load.value).nameOf(of, of)
  return <>{name ?? (load.error === undefined ? '…' : of)}</>
}

const shown = ({ status, reason, notes, ...of }: ActionView): Record<string, string> => ({
  [text.one]: of.text,
  [text.owner]: of.owner,
  [text.ownerEmail]: of.ownerEmail ?? '',
  [text.dueOn]: of.dueOn,
  [text.category]: words.interventions[of.category],
  [text.externalId]: of.externalId ?? '',
  [text.url]: of.url ?? '',
  [text.filter.status]: text.statuses[status],
  [text.reason]: reason ?? '',
  [text.note]: notes.at(-1)?.text ?? '',
})

const OneAction = ({ action, again }: { action: ActionView; again: () => void }): JSX.Element => {
  const now = instantNow()
  const task = useTask()
  const [status, setStatus] = useState<ActionStatus>(action.status)
  const [reason, setReason] = useState('')
  const [reasonMissing, setReasonMissing] = useState(false)
  const [note, setNote] = useState('')
  const newest = useNewest(
    action,
    () => following.action(action.id),
    (before, theirs) => setStatus(chosen => (chosen === before.status ? theirs.status : chosen)),
  )
  const changed = status !== newest.now.status
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const missing = changed && status === 'deprioritised' && reason.trim() === ''
    setReasonMissing(missing)
    if (missing || (!changed && note.trim() === '')) return
    task.run(() =>
      newest.over(async version => {
        await following.changeAction(action.id, {
          ...(changed ? { status } : {}),
          ...(changed && status === 'deprioritised' ? { reason: reason.trim() } : {}),
          ...(note.trim() ? { note: note.trim() } : {}),
          version,
        })
        again()
      }),
    )
  }
  return (
    <div class="narrow">
      <p class="crumb">
        <a href={href('/actions')}>{text.title}</a>
      </p>
      <h1 tabIndex={-1}>{action.text}</h1>
      <SystemQuestion of={action.text} />
      {action.ownerUnreached && isOpen(action.status) ? (
        <Notice tone="warn" live="status" title={text.unreached[action.ownerUnreached.why]}>
          <p>{text.unreachedSince(action.ownerEmail ?? '', dayAndTime(action.ownerUnreached.since, browserZone()))}</p>
        </Notice>
      ) : null}
      <div class="card">
        <dl class="facts">
          <dt>{text.owner}</dt>
          <dd>
            {action.owner}
            {action.ownerEmail ? <span class="quiet"> ({action.ownerEmail})</span> : null}
          </dd>
          {action.url !== null || action.externalId !== null ? (
            <>
              <dt>{text.ticket}</dt>
              <dd>
                <Ticket of={action} />
              </dd>
            </>
          ) : null}
          <dt>{text.dueOn}</dt>
          <dd>{action.dueOn}</dd>
          <dt>{text.category}</dt>
          <dd>{words.interventions[action.category]}</dd>
          <dt>{text.ageOf}</dt>
          <dd>
            {text.age(ageDays(action, now))}
            {isOpen(action.status) ? `, ${text.still(daysWithoutProgress(action, now))}` : ''}
          </dd>
          {action.failureMode ? (
            <>
              <dt>{text.failureMode}</dt>
              <dd>
                <ModeName of={action.failureMode} />
              </dd>
            </>
          ) : null}
          {action.reason ? (
            <>
              <dt>{text.statuses.deprioritised}</dt>
              <dd>{action.reason}</dd>
            </>
          ) : null}
        </dl>
        <p class="toolbar">
          {action.incidentId ? (
            <a href={href('/incidents/{incident}', { incident: action.incidentId })}>{text.incident}</a>
          ) : null}
          {action.reviewId ? (
            <a href={href('/reviews/{review}/record', { review: action.reviewId })}>{text.review}</a>
          ) : null}
        </p>
      </div>
      <form class="card" onSubmit={submit} noValidate>
        <h2>{text.change}</h2>
        <SelectField
          label={text.filter.status}
          value={status}
          options={actionStatusSchema.options.map(value => ({ value, text: text.statuses[value] }))}
          change={value => setStatus(actionStatusSchema.parse(value))}
        />
        {changed && status === 'deprioritised' ? (
          <TextField
            label={text.reason}
            hint={text.reasonHint}
            rows={2}
            value={reason}
            error={reasonMissing ? text.reasonMissing : undefined}
            change={setReason}
          />
        ) : null}
        <TextField label={text.note} hint={text.noteHint} rows={2} optional value={note} change={setNote} />
        <Overtaken newest={newest} shown={shown} />
        <ProblemNotice error={task.error} />
        <div class="actions end">
          <button
            type="submit"
            class="button primary"
            aria-disabled={task.busy}
            disabled={!changed && note.trim() === ''}
          >
            {changed ? words.form.save : text.addNote}
          </button>
        </div>
      </form>
      <section class="card">
        <h2>{text.notes}</h2>
        {action.notes.length === 0 ? <p class="quiet">{text.noNotes}</p> : null}
        <ol class="notes">
          {action.notes.toReversed().map(one => (
            <li key={one.at}>
              <p class="quiet">{dayAndTime(one.at, browserZone())}</p>
              <p>{one.text}</p>
            </li>
          ))}
        </ol>
      </section>
      <EditAction action={action} again={again} />
    </div>
  )
}

const formOf = (action: Action): ActionForm => ({
  text: action.text,
  owner: action.owner,
  ownerEmail: action.ownerEmail ?? '',
  dueOn: action.dueOn,
  category: action.category,
  counterfactualId: action.counterfactualId ?? '',
  externalId: action.externalId ?? '',
  url: action.url ?? '',
})

const EditAction = ({ action, again }: { action: ActionView; again: () => void }): JSX.Element => {
  const conditions = useLoad('portfolio', following.portfolio)
  const known = conditions.value ?? []
  const newest = useNewest(
    action,
    () => following.action(action.id),
    (_, theirs) => form.overtaken(formOf(theirs)),
  )
  const { now } = newest
  const form = useActionForm(formOf(now), known, day => (day === now.dueOn ? '' : now.openedAt.slice(0, 10)))
  const questions = useQuestions(form)
  return (
    <details class="card">
      <summary>{text.edit}</summary>
      <Form
        form={form}
        shows="differences"
        {...questions.save}
        send={async values => {
          if (!questions.pass()) return
          const { counterfactualId, ...fields } = requestOf(values, known)
          const condition = conditions.value ? { counterfactualId } : {}
          await newest.over(async version => {
            await following.changeAction(action.id, { ...fields, ...condition, version })
            again()
          })
        }}
      >
        <Overtaken newest={newest} shown={shown} />
        <ActionFields form={form} questions={questions} conditions={known} />
      </Form>
    </details>
  )
}
