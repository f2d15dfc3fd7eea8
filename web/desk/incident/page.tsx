/** One incident: recorded, or corrected later. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { IncidentId } from '../../../functions/domain/ids.ts'
import type { IncidentInput, IncidentView } from '../../../functions/domain/incident/incident.ts'
import { api } from '../calls/calls.ts'
import { ApiProblem, isProblem } from '../../kit/api/problem.ts'
import { focusFirstError } from '../../kit/controls/field.tsx'
import { Loading, Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useDraft } from '../../kit/load/draft.ts'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { go, href } from '../../kit/address.ts'
import { browserZone } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { About } from './about.tsx'
import { ActionsAfterIncident } from './actions.tsx'
import { ChangedMeanwhile } from './changed.tsx'
import { DeleteIncident } from './deletion.tsx'
import { changesOf } from '../incident-form/changes.ts'
import {
  emptyIncident,
  formOf,
  type IncidentForm,
  incidentFormSchema,
  type IncidentProblems,
  readIncident,
} from '../incident-form/fields.ts'
import { IncidentFields } from '../incident-form/form.tsx'

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

export const IncidentPage = ({ incident: id }: { incident: IncidentId }): JSX.Element => {
  const load = useLoad(id, () => api.incident(id))
  if (!load.value) {
    return (
      <>
        <h1 tabIndex={-1}>{text.one}</h1>
        {load.error === undefined ? <Loading rows={5} /> : <ProblemNotice error={load.error} again={load.again} />}
      </>
    )
  }
  return (
    <>
      <EditIncident key={load.value.version} incident={load.value} again={load.again} />
      <ActionsAfterIncident incident={id} />
      <DeleteIncident incident={load.value} />
    </>
  )
}

/** What was changed here is sent, over the version it was read at: a colleague's change in between is not undone. */
const EditIncident = ({ incident, again }: { incident: IncidentView; again: () => void }): JSX.Element => {
  const [theirs, setTheirs] = useState<IncidentView | null>(null)
  const draftKey = `${incident.id} ${incident.version}`
  const send = async (input: IncidentInput, version: number): Promise<void> => {
    try {
      await api.changeIncident(incident.id, { ...changesOf(incident, input), version })
    } catch (error) {
      if (!isProblem(error, 'changed_meanwhile')) throw error
      setTheirs(await api.incident(incident.id))
      throw error
    }
  }
  return (
    <IncidentEditor
      draftKey={draftKey}
      title={text.edit}
      note={text.updatedNote}
      initial={() => formOf(incident)}
      about={<About incident={incident} />}
      send={input => send(input, incident.version)}
      conflict={
        theirs
          ? (input, drop) => (
              <ChangedMeanwhile
                mine={incident}
                theirs={theirs}
                save={input ? () => send(input, theirs.version) : null}
                drop={() => {
                  drop()
                  setTheirs(null)
                  again()
                }}
              />
            )
          : undefined
      }
    />
  )
}

interface Props {
  readonly draftKey: string
  readonly title: string
  readonly note?: string
  readonly about?: JSX.Element
  readonly initial: () => IncidentForm
  /** `key`: the same for each attempt. */
  readonly send: (input: IncidentInput, key: string) => Promise<void>
  /** Shown in place of the refusal where somebody else saved it meanwhile. */
  readonly conflict?: ((input: IncidentInput | null, drop: () => void) => JSX.Element) | undefined
}

/** What the API says about a field stands beside it, as what this page finds itself. */
const refusedFields = (error: unknown): IncidentProblems => {
  if (!(error instanceof ApiProblem)) return {}
  const named = error.problem.issues.flatMap(({ path, message }) => {
    const field = incidentFormSchema.keyof().safeParse(path?.split('.')[0])
    return field.success ? [[field.data, { said: message }]] : []
  })
  return Object.fromEntries(named)
}

const IncidentEditor = ({ draftKey, title, note, about, initial, send, conflict }: Props): JSX.Element => {
  const draft = useDraft(draftKey, incidentFormSchema, initial)
  const [problems, setProblems] = useState<IncidentProblems>({})
  const [key] = useState(() => crypto.randomUUID())
  const form = useRef<HTMLFormElement>(null)
  const task = useTask()
  const read = (): IncidentInput | null => {
    const reading = readIncident(draft.value, Date.now())
    return reading.ok ? reading.input : null
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const reading = readIncident(draft.value, Date.now())
    setProblems(reading.ok ? {} : reading.problems)
    if (!reading.ok) {
      focusFirstError(form.current)
      return
    }
    task.run(async () => {
      try {
        await send(reading.input, key)
      } catch (error) {
        setProblems(refusedFields(error))
        focusFirstError(form.current)
        throw error
      }
      draft.clear()
      go(href('/incidents'))
    })
  }
  return (
    <form ref={form} class="narrow" onSubmit={submit} noValidate>
      <p class="crumb">
        <a href={href('/incidents')}>{text.listTitle}</a>
      </p>
      <h1 tabIndex={-1}>{title}</h1>
      {about}
      <div class="card">
        <IncidentFields form={draft.value} change={draft.change} problems={problems} folded={false} />
        {note ? <p class="quiet">{note}</p> : null}
      </div>
      {draft.touched ? (
        <Notice tone="info">
          <p>{words.form.kept}</p>
        </Notice>
      ) : null}
      {conflict ? conflict(read(), draft.clear) : <ProblemNotice error={task.error} />}
      <div class="actions end">
        {draft.touched ? (
          <button type="button" class="button quiet" onClick={draft.clear}>
            {words.form.discard}
          </button>
        ) : null}
        <button type="submit" class="button primary" disabled={task.busy || conflict !== undefined}>
          {words.form.save}
        </button>
      </div>
    </form>
  )
}
