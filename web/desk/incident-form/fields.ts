/** The incident's fields as a form, made of their declaration in the domain, and what the API takes of them. */
import * as z from 'zod'
import {
  everyIncidentField,
  type FieldsOf,
  fieldsOf,
  incidentFields,
  type IncidentField,
  severities,
} from '../../../functions/domain/incident/fields.ts'
import {
  type Incident,
  type IncidentInput,
  incidentInputSchema,
  type IncidentPatch,
  type IncidentTime,
  incidentTimes,
  timesOutOfOrder,
  type Vocabulary,
} from '../../../functions/domain/incident/incident.ts'
import { withoutSkew } from '../../../functions/domain/incident/skew.ts'
import { draftSchema, emptyValues, type FormField, type ValuesOf } from '../../kit/form/fields.ts'
import { instantOf, isZone, timeOf } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { timeNow } from '../../kit/session/clock.ts'

const text = words.incident

type Declared = typeof incidentFields
type Fields = { readonly [Name in IncidentField]: FormField & { readonly kind: Declared[Name]['kind'] } }
export type IncidentForm = ValuesOf<Fields>

const severityOptions = [
  ...severities.map(value => ({ value: value as string, text: text.severities[value] })),
  { value: '', text: text.severities.unknown },
]

/** Times are told on the clocks of `zone`; names are offered as they are `known`. */
export const incidentForm = (zone: string, known: Partial<Vocabulary> = {}): Fields => {
  const hints: Partial<Record<IncidentField, string>> = text.hints
  const field = (name: IncidentField): FormField => {
    const { kind, schema } = incidentFields[name]
    const hint = hints[name]
    return {
      kind,
      zone,
      label: text.fields[name],
      optional: kind !== 'names' && kind !== 'zone' && (schema as z.ZodType).safeParse(undefined).success,
      ...(hint ? { hint } : {}),
      ...(kind === 'names' ? { known: known[name as keyof Vocabulary] ?? [] } : {}),
      ...(kind === 'choice' ? { options: severityOptions } : {}),
      ...(kind === 'text' ? { longest: 200 } : kind === 'long' ? { rows: 4 } : {}),
    }
  }
  return Object.fromEntries(everyIncidentField.map(name => [name, field(name)])) as Fields
}

export const incidentFormSchema = draftSchema(incidentForm('UTC'))

const emptyForm = emptyValues(incidentForm('UTC'))
export const emptyIncident = (zone: string): IncidentForm => ({ ...emptyForm, severity: 'P2', zone })

/** Its times as its own zone's clocks showed them. */
export const formOf = (incident: Incident): IncidentForm => {
  const value = (name: IncidentField): unknown => {
    const stored = incident[name]
    if (typeof stored !== 'string') return stored ?? (incidentFields[name].kind === 'choice' ? '' : emptyForm[name])
    return incidentFields[name].kind === 'time' ? timeOf(stored, incident.zone) : stored
  }
  return Object.fromEntries(everyIncidentField.map(name => [name, value(name)])) as IncidentForm
}

/** The instant a time of the form means; null where there is none or it can't be read. */
export const instantIn = (form: IncidentForm, name: IncidentTime): string | null => instantOf(form[name], form.zone)

type IncidentProblem =
  | 'no_address'
  | 'required'
  | 'too_long'
  | 'no_zone'
  | 'no_time'
  | 'in_the_future'
  | { before: IncidentTime }
export type IncidentProblems = Partial<Record<IncidentField, IncidentProblem>>

export type IncidentReading =
  | { readonly ok: true; readonly input: IncidentInput }
  | { readonly ok: false; readonly problems: IncidentProblems }

const orNull = (name: FieldsOf<'text' | 'long' | 'url'>, form: IncidentForm): [string, string | null] => [
  name,
  name === 'title' ? form.title : form[name].trim() || null,
]

/** Refuses what the API would: a title that is missing or too long, times unread, in the future or out of order. */
export const readIncident = (form: IncidentForm, now: number): IncidentReading => {
  const problems: IncidentProblems = {}
  if (!form.title.trim()) problems.title = 'required'
  if (!isZone(form.zone)) problems.zone = 'no_zone'
  if (!form.startedAt) problems.startedAt = 'required'
  const at = (name: IncidentTime): string | null => {
    const instant = instantIn(form, name)
    if (form[name] && !instant && !problems.zone) problems[name] ??= 'no_time'
    else if (instant && Date.parse(instant) > now) problems[name] ??= 'in_the_future'
    return instant
  }
  const instants = Object.fromEntries(incidentTimes.map(name => [name, at(name)]))
  const wrong = timesOutOfOrder(withoutSkew(instants).incident)
  if (wrong) problems[wrong.later] ??= { before: wrong.earlier }
  const texts = Object.fromEntries(fieldsOf('text', 'long', 'url').map(name => orNull(name, form)))
  const parsed = incidentInputSchema.safeParse({ ...form, severity: form.severity || null, ...texts, ...instants })
  for (const issue of parsed.error?.issues ?? []) {
    const field = everyIncidentField.find(name => name === issue.path[0])
    if (field && issue.code === 'too_big') problems[field] ??= 'too_long'
    else if (field && issue.code === 'invalid_format') problems[field] ??= 'no_address'
    // Characters that nobody sees, and nothing besides.
    else if (field && issue.code === 'too_small') problems[field] ??= 'required'
  }
  if (parsed.success && Object.keys(problems).length === 0) return { ok: true, input: parsed.data }
  return { ok: false, problems }
}

const sayIncidentProblem = (problem: IncidentProblem): string => {
  if (typeof problem === 'object') {
    const { before } = problem
    const earlier = text.fields[before]
    return before === 'suspectedAt' ? text.beforeWarning(earlier) : text.before(earlier)
  }
  const { required, tooLong, noZone, noTime } = words.form
  return {
    required,
    too_long: tooLong,
    no_zone: noZone,
    no_time: noTime,
    no_address: text.noAddress,
    in_the_future: text.future,
  }[problem]
}

/** What stands beside each field that is wrong. */
export const saidProblems = (form: IncidentForm): Partial<Record<IncidentField, string>> => {
  const reading = readIncident(form, timeNow())
  if (reading.ok) return {}
  return Object.fromEntries(
    Object.entries(reading.problems).map(([name, problem]) => [name, sayIncidentProblem(problem)]),
  )
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/**
 * The fields that the form says otherwise than it did at first. Seconds, which the form does not show, are no change;
 * an incident that the form can't read as it was is sent whole.
 */
export const changesOf = (incident: Incident, input: IncidentInput): IncidentPatch => {
  const reading = readIncident(formOf(incident), Infinity)
  if (!reading.ok) return input
  const before = new Map<string, unknown>(Object.entries(reading.input))
  return Object.fromEntries(Object.entries(input).filter(([field, value]) => !same(value, before.get(field))))
}
