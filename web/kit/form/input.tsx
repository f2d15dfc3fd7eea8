/** The input of a declared field. */
import type { ComponentChildren, JSX } from 'preact'
import { Field, SelectField, TextField, ZoneField } from '../controls/field.tsx'
import { NamesField } from '../controls/names.tsx'
import { TimeField } from '../controls/time.tsx'
import type { FormField } from './fields.ts'

export interface InputProps {
  readonly field: FormField
  readonly value: unknown
  readonly change: (value: string | boolean | string[]) => void
  readonly error?: string | undefined
  /** In place of its own, where it hangs on what is typed. */
  readonly hint?: ComponentChildren
}

const types = { text: 'text', email: 'email', url: 'text', clock: 'time' } as const

export const Input = ({ field, value, change, error, hint = field.hint }: InputProps): JSX.Element => {
  const { kind, label, optional, longest, rows, disabled, narrow } = field
  const said = { label, error, ...(hint ? { hint } : {}), ...(narrow ? { class: 'half' } : {}) }
  if (kind === 'yes') {
    return (
      <label class="check">
        <input type="checkbox" checked={value === true} onChange={event => change(event.currentTarget.checked)} />
        {label}
      </label>
    )
  }
  if (kind === 'names') {
    const names = Array.isArray(value) ? value.map(String) : []
    return <NamesField {...said} value={names} change={change} known={field.known ?? []} />
  }
  const text = String(value)
  if (kind === 'choice') {
    return (
      <SelectField {...said} value={text} change={change} options={field.options ?? []} disabled={disabled ?? false} />
    )
  }
  if (kind === 'day') {
    return (
      <Field {...said}>
        {wiring => <input {...wiring} type="date" value={text} onInput={event => change(event.currentTarget.value)} />}
      </Field>
    )
  }
  const typed = {
    ...said,
    value: text,
    change,
    ...(optional ? { optional } : {}),
    ...(disabled ? { disabled } : {}),
    ...(longest ? { maxLength: longest } : {}),
  }
  if (kind === 'time') return <TimeField {...typed} zone={field.zone ?? 'UTC'} />
  if (kind === 'zone') return <ZoneField {...typed} />
  return kind === 'long' ? <TextField {...typed} rows={rows ?? 3} /> : <TextField {...typed} type={types[kind]} />
}
