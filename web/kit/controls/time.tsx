/** A time on the clocks of a zone; where they were changed that night, it says so in words. */
import type { ComponentChildren, JSX } from 'preact'
import { useId } from 'preact/hooks'
import { instantsOf, secondOf, timeWithZone, wallTime } from '../time.ts'
import { words } from '../words/en.ts'
import { TextField } from './field.tsx'

interface Props {
  readonly label: string
  readonly value: string
  readonly zone: string
  readonly change: (value: string) => void
  readonly hint?: ComponentChildren
  readonly error?: string | undefined
  readonly optional?: boolean
}

export const TimeField = ({ value, zone, change, ...field }: Props): JSX.Element => (
  <div class="time-field">
    <TextField {...field} type="datetime-local" value={wallTime(value)} change={change} />
    <ClockChange value={value} zone={zone} change={change} />
  </div>
)

const ClockChange = ({ value, zone, change }: Pick<Props, 'value' | 'zone' | 'change'>): JSX.Element | null => {
  const id = useId()
  const found = instantsOf(value, zone)
  if (!found || found.instants.length === 1) return null
  const time = value.slice(11, 16)
  if (found.instants.length === 0) {
    return (
      <p class="hint" role="status">
        {words.time.skipped(time, zone, timeWithZone(found.instant, zone))}
      </p>
    )
  }
  const isSecond = value !== wallTime(value)
  return (
    <fieldset class="bare twice">
      <legend class="hint">{words.time.twice(time, zone)}</legend>
      {found.instants.map((instant, index) => (
        <label class="check" key={instant}>
          <input
            type="radio"
            name={id}
            checked={isSecond === (index === 1)}
            onChange={() => change(index === 1 ? secondOf(value) : wallTime(value))}
          />
          {timeWithZone(instant, zone)}
        </label>
      ))}
    </fieldset>
  )
}
