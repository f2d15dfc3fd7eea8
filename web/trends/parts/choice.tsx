/** One thing out of several. */
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [value: string, text: string])[]
  readonly choose: (value: string) => void
}

export const Choice = ({ label, value, options, choose }: ChoiceProps): JSX.Element => {
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
    </div>
  )
}
