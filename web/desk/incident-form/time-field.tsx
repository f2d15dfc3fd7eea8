/** A time on the clocks of the incident's zone; where they were changed that night, it says so in words. */
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import type { IncidentTime } from '../../../functions/domain/incident/incident.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { timeWithZone } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { clockChange, type IncidentForm } from './fields.ts'

const text = words.incident

interface Props {
  readonly name: IncidentTime
  readonly form: IncidentForm
  readonly change: (patch: Partial<IncidentForm>) => void
  readonly error: string | undefined
}

export const TimeField = ({ name, form, change, error }: Props): JSX.Element => (
  <div class="time-field">
    <TextField
      label={text[name]}
      type="datetime-local"
      value={form[name]}
      change={value => change({ [name]: value, second: form.second.filter(other => other !== name) })}
      error={error}
      {...(name === 'startedAt' ? {} : { optional: true })}
    />
    <ClockChange name={name} form={form} change={change} />
  </div>
)

const ClockChange = ({ name, form, change }: Omit<Props, 'error'>): JSX.Element | null => {
  const id = useId()
  const { zone } = form
  const found = clockChange(form[name], zone)
  if (!found) return null
  const time = form[name].slice(11, 16)
  if ('skipped' in found) {
    return (
      <p class="hint" role="status">
        {text.skipped(time, zone, timeWithZone(found.skipped, zone))}
      </p>
    )
  }
  return (
    <fieldset class="bare twice">
      <legend class="hint">{text.twice(time, zone)}</legend>
      {found.twice.map((instant, index) => (
        <label class="check" key={instant}>
          <input
            type="radio"
            name={id}
            checked={form.second.includes(name) === (index === 1)}
            onChange={() => {
              const others = form.second.filter(other => other !== name)
              change({ second: index === 1 ? [...others, name] : others })
            }}
          />
          {timeWithZone(instant, zone)}
        </label>
      ))}
    </fieldset>
  )
}
