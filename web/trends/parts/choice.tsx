/** One thing out of several. */
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { words } from '../words/en.ts'

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [value: string, text: string])[]
  readonly choose: (value: string) => void
  /** What was chosen is still being read: until it is there, what is drawn stays named. */
  readonly loads?: boolean
}

export const Choice = ({ label, value, options, choose, loads }: ChoiceProps): JSX.Element => {
  const id = useId()
  return (
    <div class="choice">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={event => choose(event.currentTarget.value)}>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
      {loads ? <span role="status">{words.loading}</span> : null}
    </div>
  )
}
