/** The incident's fields: three that are needed, the others unfold. */
import type { JSX } from 'preact'
import { incidentTimes, type Vocabulary } from '../../../functions/domain/incident/incident.ts'
import { api } from '../calls/calls.ts'
import { SelectField, TextField, ZoneField } from '../../kit/controls/field.tsx'
import { NamesField } from '../../kit/controls/names.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { span } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import {
  type IncidentField,
  type IncidentForm,
  type IncidentProblem,
  type IncidentProblems,
  instantIn,
} from './fields.ts'
import { TimeField } from './time-field.tsx'

const text = words.incident

export const sayIncidentProblem = (problem: IncidentProblem | undefined): string | undefined => {
  if (problem === undefined) return undefined
  if (typeof problem === 'object') {
    if ('said' in problem) return problem.said
    const { before } = problem
    return before === 'suspectedAt' ? text.beforeWarning(text[before]) : text.before(text[before])
  }
  const said = {
    required: words.form.required,
    too_long: text.tooLong,
    no_zone: words.form.noZone,
    no_time: words.form.noTime,
    in_the_future: text.future,
  }
  return said[problem]
}

interface Props {
  readonly form: IncidentForm
  readonly change: (patch: Partial<IncidentForm>) => void
  readonly problems: IncidentProblems
  /** Only what is needed stands open. */
  readonly folded: boolean
}

const folding: readonly Exclude<IncidentField, 'deploymentRelated'>[] = [
  ...incidentTimes.filter(name => name !== 'startedAt'),
  'services',
  'domains',
  'failureModes',
  'vendor',
  'summary',
]

const nothingKnown: Vocabulary = { failureModes: [], services: [], domains: [] }

export const IncidentFields = ({ form, change, problems, folded }: Props): JSX.Element => {
  // Without suggestions a name can still be typed: nothing is said where they can't be had.
  const known = useLoad('vocabulary', api.vocabulary).value ?? nothingKnown
  const error = (field: IncidentField): string | undefined => sayIncidentProblem(problems[field])
  const time = (name: (typeof incidentTimes)[number]): JSX.Element => (
    <TimeField name={name} form={form} change={change} error={error(name)} />
  )
  const names = (field: 'services' | 'domains' | 'failureModes', hint: string): JSX.Element => (
    <NamesField
      label={text[field]}
      value={form[field]}
      change={value => change({ [field]: value })}
      known={known[field]}
      error={error(field)}
      hint={hint}
    />
  )
  const mustOpen = folding.some(field => problems[field] !== undefined || form[field].length > 0)
  return (
    <>
      <TextField
        label={text.title}
        value={form.title}
        change={title => change({ title })}
        error={error('title')}
        hint={text.titleHint}
        maxLength={200}
      />
      <div class="fields when">
        {time('startedAt')}
        <ZoneField label={words.form.zone} value={form.zone} change={zone => change({ zone })} error={error('zone')} />
        <SelectField
          label={text.severity}
          value={form.severity}
          error={error('severity')}
          change={value => {
            if (value === 'P1' || value === 'P2' || value === 'P3') change({ severity: value })
          }}
          options={(['P1', 'P2', 'P3'] as const).map(value => ({ value, text: text.severities[value] }))}
        />
      </div>
      <details class="more" open={!folded || mustOpen || form.deploymentRelated}>
        <summary>{words.composer.more}</summary>
        <div class="fields">
          {time('detectedAt')}
          {time('mitigatedAt')}
          {time('resolvedAt')}
        </div>
        <fieldset class="bare warning">
          <legend>{text.warning}</legend>
          <p class="hint">{text.warningHint}</p>
          <div class="fields">
            {time('suspectedAt')}
            {time('actedAt')}
          </div>
          <Waited form={form} />
        </fieldset>
        {names('failureModes', text.failureModesHint)}
        <div class="fields">
          {names('services', words.names.listHint)}
          {names('domains', words.names.listHint)}
        </div>
        <TextField
          label={text.vendor}
          value={form.vendor}
          change={vendor => change({ vendor })}
          error={error('vendor')}
          hint={text.vendorHint}
          optional
        />
        <label class="check">
          <input
            type="checkbox"
            checked={form.deploymentRelated}
            onChange={event => change({ deploymentRelated: event.currentTarget.checked })}
          />
          {text.deploymentRelated}
        </label>
        <TextField
          label={text.summary}
          rows={4}
          value={form.summary}
          change={summary => change({ summary })}
          error={error('summary')}
          optional
        />
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
