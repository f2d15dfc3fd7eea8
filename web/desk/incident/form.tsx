/** The incident's fields: three that are needed, the others unfold. */
import type { JSX } from 'preact'
import { SelectField, TextField, ZoneField } from '../controls/field.tsx'
import { words } from '../words/en.ts'
import type { IncidentField, IncidentForm, IncidentProblem, IncidentProblems } from './fields.ts'

const text = words.incident

const isTime = (name: string): name is 'startedAt' | 'detectedAt' | 'mitigatedAt' | 'resolvedAt' =>
  ['startedAt', 'detectedAt', 'mitigatedAt', 'resolvedAt'].includes(name)

export const sayIncidentProblem = (problem: IncidentProblem | undefined): string | undefined => {
  if (problem === undefined) return undefined
  if (typeof problem === 'object') return text.before(isTime(problem.before) ? text[problem.before] : problem.before)
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

const folding: readonly IncidentField[] = [
  'detectedAt',
  'mitigatedAt',
  'resolvedAt',
  'services',
  'domains',
  'failureModes',
  'vendor',
  'summary',
]

export const IncidentFields = ({ form, change, problems, folded }: Props): JSX.Element => {
  const error = (field: IncidentField): string | undefined => sayIncidentProblem(problems[field])
  const time = (field: 'detectedAt' | 'mitigatedAt' | 'resolvedAt'): JSX.Element => (
    <TextField
      label={text[field]}
      type="datetime-local"
      value={form[field]}
      change={value => change({ [field]: value })}
      error={error(field)}
      optional
    />
  )
  const list = (field: 'services' | 'domains' | 'failureModes', hint: string): JSX.Element => (
    <TextField
      label={text[field]}
      value={form[field]}
      change={value => change({ [field]: value })}
      error={error(field)}
      hint={hint}
      optional
    />
  )
  const mustOpen = folding.some(field => problems[field] !== undefined || form[field] !== '')
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
        <TextField
          label={text.startedAt}
          type="datetime-local"
          value={form.startedAt}
          change={startedAt => change({ startedAt })}
          error={error('startedAt')}
        />
        <ZoneField label={words.form.zone} value={form.zone} change={zone => change({ zone })} error={error('zone')} />
        <SelectField
          label={text.severity}
          value={form.severity}
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
        <div class="fields">
          {list('services', text.commas)}
          {list('domains', text.commas)}
        </div>
        <div class="fields">
          {list('failureModes', `${text.commas} ${text.failureModesHint}`)}
          <TextField
            label={text.vendor}
            value={form.vendor}
            change={vendor => change({ vendor })}
            error={error('vendor')}
            hint={text.vendorHint}
            optional
          />
        </div>
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
