/** Whether it counts: what turned out to be no incident, or the same as another one, is kept and counted nowhere. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { isCounted } from '../../../functions/domain/incident/counting.ts'
import { type IncidentId, incidentIdSchema } from '../../../functions/domain/ids.ts'
import type { IncidentView } from '../../../functions/domain/incident/incident.ts'
import { api } from '../calls/calls.ts'
import { href } from '../../kit/address.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { Form, useForm } from '../../kit/form/form.tsx'
import { Input } from '../../kit/form/input.tsx'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { words } from '../words/en.ts'
import { recentIncidents } from './recent.ts'
import { instantNow } from '../../kit/session/clock.ts'

const text = words.incident.standing

const choices = ['retracted', 'duplicate', 'drill', 'maintenance'] as const
type Choice = (typeof choices)[number]

/** What it is in place of an incident; null where it counts. */
export const choiceOf = (incident: IncidentView): Choice | null => {
  if (isCounted(incident)) return null
  if (incident.duplicateOf) return 'duplicate'
  return incident.status === 'counted' ? null : (incident.status ?? null)
}

interface Props {
  readonly incident: IncidentView
  readonly again: () => void
}

export const NotCounted = ({ incident, again }: Props): JSX.Element | null => {
  const task = useTask()
  const choice = choiceOf(incident)
  if (choice === null) return null
  const count = (): void =>
    task.run(async () => {
      const counted = { status: null, duplicateOf: null, statusReason: null }
      await api.changeIncident(incident.id, { ...counted, version: incident.version })
      again()
    })
  return (
    <Notice tone="info" title={text.told[choice]}>
      <p>
        {text.kept} {incident.statusReason}
      </p>
      {incident.duplicateOf ? (
        <p>
          <a href={href('/incidents/{incident}', { incident: incident.duplicateOf })}>{text.original}</a>
        </p>
      ) : null}
      <ProblemNotice error={task.error} />
      <p>
        <button type="button" class="button small" aria-disabled={task.busy} onClick={count}>
          {text.countAgain}
        </button>
      </p>
    </Notice>
  )
}

export const CountsNot = ({ incident, again }: Props): JSX.Element => {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" class="button small" onClick={() => setAsking(true)}>
        {text.open}
      </button>
      {asking ? (
        <Dialog title={text.title} close={() => setAsking(false)}>
          <Choose incident={incident} again={again} close={() => setAsking(false)} />
        </Dialog>
      ) : null}
    </>
  )
}

const Choose = ({ incident, again, close }: Props & { readonly close: () => void }): JSX.Element => {
  const others = useLoad('incidents', () => recentIncidents(api, instantNow()))
  const offered = (others.value?.incidents ?? []).filter(({ id }) => id !== incident.id)
  const form = useForm({
    fields: {
      what: {
        kind: 'choice',
        label: text.what,
        options: choices.map(value => ({ value, text: text.choices[value] })),
      },
      original: {
        kind: 'choice',
        label: text.which,
        options: [
          { value: '', text: others.value ? text.choose : words.loading },
          ...offered.map(({ id, title }) => ({ value: id, text: title })),
        ],
      },
      reason: { kind: 'text', label: text.reason, longest: 500, optional: true },
    },
    initial: { what: 'retracted' },
    check: ({ what, original }) => (what === 'duplicate' && !original ? { original: words.form.required } : {}),
  })
  const send = async ({ what, original, reason }: (typeof form)['value']): Promise<void> => {
    const duplicateOf: IncidentId | null = what === 'duplicate' ? incidentIdSchema.parse(original) : null
    const status = choices.find(choice => choice === what && choice !== 'duplicate') ?? null
    await api.changeIncident(incident.id, {
      status: status === 'duplicate' ? null : status,
      duplicateOf,
      statusReason: reason.trim() || null,
      version: incident.version,
    })
    close()
    again()
  }
  return (
    <Form form={form} send={send} save={text.save} cancel={close}>
      <p>{text.about}</p>
      <Input {...form.input('what')} />
      {form.value.what === 'duplicate' ? <Input {...form.input('original')} /> : null}
      <Input {...form.input('reason')} />
      <ProblemNotice error={others.error} again={others.again} />
    </Form>
  )
}
