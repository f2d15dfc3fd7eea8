/** The form of an incident, with its draft and its way to the API. */
import type { JSX } from 'preact'
import type { IncidentInput } from '../../../functions/domain/incident/incident.ts'
import { Form, useForm } from '../../kit/form/form.tsx'
import { Notice } from '../../kit/controls/notice.tsx'
import { href } from '../../kit/address.ts'
import { browserZone } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { type IncidentForm, incidentForm, readIncident, saidProblems } from '../incident-form/fields.ts'
import { IncidentFields } from '../incident-form/form.tsx'
import { timeNow } from '../../kit/session/clock.ts'

interface Props {
  readonly draftKey: string
  readonly title: string
  /** Where to go on once it is saved. */
  readonly done: () => void
  /** Back without saving; left out where the form is the page. */
  readonly leave?: () => void
  readonly note?: string
  readonly about?: JSX.Element
  readonly initial: IncidentForm
  readonly send: (input: IncidentInput) => Promise<void>
  /** Shown in place of the refusal where somebody else saved it meanwhile. */
  readonly conflict?: ((input: IncidentInput | null, drop: () => void) => JSX.Element) | undefined
}

export const IncidentEditor = ({
  draftKey,
  title,
  done,
  leave,
  note,
  about,
  initial,
  send,
  conflict,
}: Props): JSX.Element => {
  const form = useForm({ fields: incidentForm(browserZone()), initial, draft: draftKey, check: saidProblems })
  const read = (): IncidentInput | null => {
    const reading = readIncident(form.value, timeNow())
    return reading.ok ? reading.input : null
  }
  return (
    <Form
      form={form}
      class="narrow"
      shows={about ? 'differences' : undefined}
      refusal={conflict?.(read(), form.clear)}
      disabled={conflict !== undefined}
      send={async () => {
        const input = read()
        if (!input) return
        await send(input)
        done()
      }}
    >
      <p class="crumb">
        {leave ? (
          <button type="button" class="link" onClick={leave}>
            {words.form.back}
          </button>
        ) : (
          <a href={href('/incidents')}>{words.incident.listTitle}</a>
        )}
      </p>
      <h1 tabIndex={-1}>{title}</h1>
      {about}
      <div class="card">
        <IncidentFields form={form.value} change={form.change} problems={form.problems} folded={false} />
        {note ? <p class="quiet">{note}</p> : null}
      </div>
      {form.touched ? (
        <Notice tone="info">
          <p>{words.form.kept}</p>
        </Notice>
      ) : null}
    </Form>
  )
}
