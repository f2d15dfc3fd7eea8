/** Labelled native inputs; a hint and an error are tied to their input. */
import type { ComponentChildren, JSX } from 'preact'
import { useId } from 'preact/hooks'
import { zoneChoices } from '../../../functions/domain/time/zone.ts'
import { isZone } from '../time.ts'
import { words } from '../words/en.ts'

interface Wiring {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': 'true' | undefined
}

interface FieldProps {
  readonly label: string
  readonly hint?: ComponentChildren
  readonly error?: string | undefined
  readonly optional?: boolean
  readonly class?: string
  readonly children: (wiring: Wiring) => ComponentChildren
}

export const Field = ({ label, hint, error, optional, class: kind, children }: FieldProps): JSX.Element => {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div class={`field ${kind ?? ''}`}>
      <label for={id}>
        {label}
        {optional ? <span class="optional"> {words.form.optional}</span> : null}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? 'true' : undefined })}
      {error ? (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  )
}

interface TextProps {
  readonly label: string
  readonly value: string
  readonly change: (value: string) => void
  readonly hint?: ComponentChildren
  readonly error?: string | undefined
  readonly optional?: boolean
  readonly class?: string
  readonly placeholder?: string
  readonly type?: 'text' | 'email' | 'search' | 'time' | 'datetime-local'
  readonly list?: string
  readonly rows?: number
  readonly disabled?: boolean
  readonly maxLength?: number
  /** Enter in the box does this instead of sending the form. */
  readonly enter?: () => void
}

export const TextField = ({ value, change, enter, type = 'text', rows, ...rest }: TextProps): JSX.Element => {
  const { label, hint, error, optional, class: kind, ...input } = rest
  const shown = { label, hint, error, ...(optional ? { optional } : {}), ...(kind ? { class: kind } : {}) }
  return (
    <Field {...shown}>
      {wiring =>
        rows ? (
          <textarea
            {...wiring}
            {...input}
            rows={rows}
            value={value}
            onInput={event => change(event.currentTarget.value)}
          />
        ) : (
          <input
            {...wiring}
            {...input}
            type={type}
            value={value}
            autocomplete="off"
            {...(enter
              ? {
                  onKeyDown: (event: KeyboardEvent) => {
                    if (event.key !== 'Enter') return
                    event.preventDefault()
                    enter()
                  },
                }
              : {})}
            onInput={event => change(event.currentTarget.value)}
          />
        )
      }
    </Field>
  )
}

interface SelectProps {
  readonly label: string
  readonly value: string
  readonly change: (value: string) => void
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly hint?: ComponentChildren
  readonly error?: string | undefined
  readonly class?: string
  readonly disabled?: boolean
}

export const SelectField = ({
  label,
  value,
  change,
  options,
  hint,
  error,
  class: kind,
  disabled,
}: SelectProps): JSX.Element => (
  <Field label={label} hint={hint} error={error} {...(kind ? { class: kind } : {})}>
    {wiring => (
      <select
        {...wiring}
        value={value}
        disabled={disabled ?? false}
        onChange={event => change(event.currentTarget.value)}
      >
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    )}
  </Field>
)

/** The list of zones stands once in the page; every zone field refers to it. */
export const zoneListId = 'zones'

/** What is no zone's name but may mean one ("IST", "Berlin") is asked about, never guessed. */
export const ZoneField = (props: Omit<TextProps, 'type' | 'list'>): JSX.Element => {
  const choices = isZone(props.value) ? [] : zoneChoices(props.value)
  return (
    <>
      <TextField {...props} list={zoneListId} />
      {choices.length > 0 && !props.disabled ? (
        <SelectField
          label={words.form.whichZone(props.value.trim())}
          value=""
          change={props.change}
          options={[{ value: '', text: words.form.chooseZone }, ...choices.map(value => ({ value, text: value }))]}
        />
      ) : null}
    </>
  )
}

/** After a refused form the first field that stands wrong is where to go on. */
export const focusFirstError = (form: HTMLElement | null): void => {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}
