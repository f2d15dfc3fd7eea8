/** The form of an incident, with its draft and its way to the API. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { IncidentInput } from '../../../functions/domain/incident/incident.ts'
import { ApiProblem } from '../../kit/api/problem.ts'
import { focusFirstError } from '../../kit/controls/field.tsx'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useDraft } from '../../kit/load/draft.ts'
import { useTask } from '../../kit/load/load.ts'
import { go, href } from '../../kit/address.ts'
import { words } from '../words/en.ts'
import { type IncidentForm, incidentFormSchema, type IncidentProblems, readIncident } from '../incident-form/fields.ts'
import { IncidentFields } from '../incident-form/form.tsx'

const text = words.incident

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

export const IncidentEditor = ({ draftKey, title, note, about, initial, send, conflict }: Props): JSX.Element => {
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
