/** One incident: recorded, or corrected later. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { IncidentId } from '../../../functions/domain/ids.ts'
import type { Incident, IncidentInput } from '../../../functions/domain/incident.ts'
import { api } from '../api/calls.ts'
import { focusFirstError } from '../controls/field.tsx'
import { Loading, Notice, ProblemNotice } from '../controls/notice.tsx'
import { useDraft } from '../draft.ts'
import { useLoad, useTask } from '../load.ts'
import { go, paths } from '../routes.ts'
import { browserZone } from '../time.ts'
import { words } from '../words/en.ts'
import {
  emptyIncident,
  formOf,
  type IncidentForm,
  incidentFormSchema,
  type IncidentProblems,
  readIncident,
} from './fields.ts'
import { IncidentFields } from './form.tsx'

const text = words.incident

export const NewIncidentPage = (): JSX.Element => (
  <IncidentEditor
    draftKey="incident"
    title={text.record}
    initial={() => emptyIncident(browserZone())}
    send={async (input, key) => {
      await api.createIncident(input, key)
    }}
  />
)

export const IncidentPage = ({ id }: { id: IncidentId }): JSX.Element => {
  const load = useLoad(id, () => api.incident(id))
  if (!load.value) {
    return (
      <>
        <h1 tabIndex={-1}>{text.one}</h1>
        {load.error === undefined ? <Loading rows={5} /> : <ProblemNotice error={load.error} again={load.again} />}
      </>
    )
  }
  return <EditIncident incident={load.value} />
}

/** Sent over the version that was read: a colleague's change in between is not undone. */
const EditIncident = ({ incident }: { incident: Incident }): JSX.Element => (
  <IncidentEditor
    draftKey={`${incident.id} ${incident.version}`}
    title={text.edit}
    note={text.updatedNote}
    initial={() => formOf(incident, browserZone())}
    send={async input => {
      await api.changeIncident(incident.id, { ...input, version: incident.version })
    }}
  />
)

interface Props {
  readonly draftKey: string
  readonly title: string
  readonly note?: string
  readonly initial: () => IncidentForm
  /** `key`: the same for each attempt. */
  readonly send: (input: IncidentInput, key: string) => Promise<void>
}

const IncidentEditor = ({ draftKey, title, note, initial, send }: Props): JSX.Element => {
  const draft = useDraft(draftKey, incidentFormSchema, initial)
  const [problems, setProblems] = useState<IncidentProblems>({})
  const [key] = useState(() => crypto.randomUUID())
  const form = useRef<HTMLFormElement>(null)
  const task = useTask()
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const reading = readIncident(draft.value, Date.now())
    setProblems(reading.ok ? {} : reading.problems)
    if (!reading.ok) {
      focusFirstError(form.current)
      return
    }
    task.run(async () => {
      await send(reading.input, key)
      draft.clear()
      go(paths.incidents)
    })
  }
  return (
    <form ref={form} class="narrow" onSubmit={submit} noValidate>
      <p class="crumb">
        <a href={paths.incidents}>{text.listTitle}</a>
      </p>
      <h1 tabIndex={-1}>{title}</h1>
      <div class="card">
        <IncidentFields form={draft.value} change={draft.change} problems={problems} folded={false} />
        {note ? <p class="quiet">{note}</p> : null}
      </div>
      {draft.touched ? (
        <Notice tone="info">
          <p>{words.form.kept}</p>
        </Notice>
      ) : null}
      <ProblemNotice error={task.error} />
      <div class="actions end">
        {draft.touched ? (
          <button type="button" class="button quiet" onClick={draft.clear}>
            {words.form.discard}
          </button>
        ) : null}
        <button type="submit" class="button primary" disabled={task.busy}>
          {words.form.save}
        </button>
      </div>
    </form>
  )
}
