/** The incident's fields: what is needed stands open, the others unfold. */
import type { JSX } from 'preact'
import { everyIncidentField, type IncidentField } from '../../../functions/domain/incident/fields.ts'
import { api } from '../calls/calls.ts'
import { Input } from '../../kit/form/input.tsx'
import { NamesPointedOut } from '../../kit/form/named.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { span } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { type IncidentForm, incidentForm, instantIn } from './fields.ts'

const text = words.incident

interface Props {
  readonly form: IncidentForm
  readonly change: (patch: Partial<IncidentForm>) => void
  readonly problems: Partial<Record<IncidentField, string | undefined>>
  /** Only what is needed stands open. */
  readonly folded: boolean
}

/** Where each stands; one that is named nowhere stands after the others. */
const head: readonly IncidentField[] = ['title', 'startedAt', 'zone', 'severity']
const course: readonly IncidentField[] = ['detectedAt', 'mitigatedAt', 'resolvedAt']
const warning: readonly IncidentField[] = ['suspectedAt', 'actedAt']
const placed = new Set<IncidentField>([...head, ...course, ...warning, 'failureModes', 'services', 'domains'])
const further = everyIncidentField.filter(name => !placed.has(name))

export const IncidentFields = ({ form, change, problems, folded }: Props): JSX.Element => {
  // Without suggestions a name can still be typed: nothing is said where they can't be had.
  const fields = incidentForm(form.zone, useLoad('vocabulary', api.vocabulary).value)
  const input = (name: IncidentField): JSX.Element => (
    <Input
      key={name}
      field={fields[name]}
      value={form[name]}
      change={value => change({ [name]: value })}
      error={problems[name]}
    />
  )
  const isFilled = (name: IncidentField): boolean => {
    const value = form[name]
    return problems[name] !== undefined || (typeof value === 'boolean' ? value : value.length > 0)
  }
  return (
    <>
      {input('title')}
      <NamesPointedOut text={form.title} />
      <div class="fields when">{head.slice(1).map(input)}</div>
      <details class="more" open={!folded || everyIncidentField.some(name => !head.includes(name) && isFilled(name))}>
        <summary>{words.composer.more}</summary>
        <div class="fields">{course.map(input)}</div>
        <fieldset class="bare warning">
          <legend>{text.warning}</legend>
          <p class="hint">{text.warningHint}</p>
          <div class="fields">{warning.map(input)}</div>
          <Waited form={form} />
        </fieldset>
        {input('failureModes')}
        <div class="fields">
          {input('services')}
          {input('domains')}
        </div>
        {further.map(input)}
      </details>
    </>
  )
}

const Waited = ({ form }: { form: IncidentForm }): JSX.Element | null => {
  const said = instantIn(form, 'suspectedAt')
  const acted = instantIn(form, 'actedAt')
  if (!said) return null
  if (!acted) return <p class="quiet">{text.notActed}</p>
  const minutes = Math.round((Date.parse(acted) - Date.parse(said)) / 60_000)
  return minutes < 0 ? null : <p class="quiet">{text.actedAfter(span(minutes))}</p>
}
