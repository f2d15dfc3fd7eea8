/**
 * A form's fields, each declared once: its kind, its words and what it must hold. The inputs, the draft, the messages
 * beside them and the difference that is shown before saving are made of it.
 */
import { withoutUnseen } from '../../../functions/domain/normal-form.ts'
import * as z from 'zod'
import { instantOf, isZone, wallTime } from '../time.ts'
import { words } from '../words/en.ts'

interface Option {
  readonly value: string
  readonly text: string
}

export interface FormField {
  readonly kind: 'text' | 'long' | 'email' | 'url' | 'day' | 'clock' | 'time' | 'zone' | 'choice' | 'names' | 'yes'
  readonly label: string
  readonly hint?: string
  /** May be left empty. A choice says by its options whether it may. */
  readonly optional?: boolean
  /** Said where it is empty and may not be; null: whether it may hangs on other fields, and the form's own check says. */
  readonly missing?: string | null
  readonly longest?: number
  readonly rows?: number
  readonly options?: readonly Option[]
  /** Of a time: whose clocks show it. */
  readonly zone?: string
  /** Names that are offered. */
  readonly known?: readonly string[]
  readonly disabled?: boolean
  readonly narrow?: boolean
}
export type FormFields = Readonly<Record<string, FormField>>

type ValueOf<Field extends FormField> = Field['kind'] extends 'names'
  ? readonly string[]
  : Field['kind'] extends 'yes'
    ? boolean
    : string
export type ValuesOf<Fields extends FormFields> = { readonly [Name in keyof Fields]: ValueOf<Fields[Name]> }
export type Problems<Fields extends FormFields> = Partial<Record<keyof Fields, string | undefined>>

const valueSchema = ({ kind }: FormField): z.ZodType =>
  kind === 'names' ? z.array(z.string()) : kind === 'yes' ? z.boolean() : z.string()

const made = (fields: FormFields, of: (field: FormField) => unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, of(field)]))

/** What a kept draft must look like to be taken up again. */
export const draftSchema = <Fields extends FormFields>(fields: Fields): z.ZodType<ValuesOf<Fields>> =>
  z.object(made(fields, valueSchema) as z.ZodRawShape) as unknown as z.ZodType<ValuesOf<Fields>>

export const emptyValues = <Fields extends FormFields>(fields: Fields): ValuesOf<Fields> =>
  made(fields, ({ kind, options }) =>
    kind === 'names' ? [] : kind === 'yes' ? false : kind === 'choice' ? (options?.[0]?.value ?? '') : '',
  ) as ValuesOf<Fields>

const problemIn = (
  { kind, optional, missing, longest, zone = 'UTC' }: FormField,
  value: unknown,
): string | undefined => {
  if (kind === 'yes' || kind === 'choice' || kind === 'names') return undefined
  const text = String(value).trim()
  const seen = withoutUnseen(text).trim()
  if (kind === 'zone') return isZone(text) ? undefined : words.form.noZone
  // Signs that nobody sees are no words.
  if (seen === '') return optional || missing === null ? undefined : (missing ?? words.form.required)
  if (kind === 'time' && isZone(zone) && instantOf(text, zone) === null) return words.form.noTime
  return longest !== undefined && text.length > longest ? words.form.tooLong : undefined
}

/** What can be told of each field by itself. */
export const problemsOf = <Fields extends FormFields>(fields: Fields, values: ValuesOf<Fields>): Problems<Fields> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const problem = problemIn(field, values[name])
      return problem === undefined ? [] : [[name, problem]]
    }),
  ) as Problems<Fields>

export interface Difference {
  readonly label: string
  readonly before: string
  readonly after: string
}

const told = ({ kind, options }: FormField, value: unknown): string => {
  if (Array.isArray(value)) return value.join(', ')
  if (kind === 'yes') return value ? words.form.yes : words.form.no
  const text = String(value).trim()
  return (
    options?.find(option => option.value === text)?.text ?? (kind === 'time' ? wallTime(text).replace('T', ' ') : text)
  )
}

/** In the order of the form. */
export const differences = <Fields extends FormFields>(
  fields: Fields,
  before: ValuesOf<Fields>,
  after: ValuesOf<Fields>,
): readonly Difference[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const [was, is] = [told(field, before[name]), told(field, after[name])]
    return was === is ? [] : [{ label: field.label, before: was, after: is }]
  })
