/**
 * The fields of an incident, each declared once: what kind it is, what it may hold, and what a table's column is called
 * that an import reads it from. The API's schemas, the desk's form with its differences, and the import are made of it.
 */
import * as z from 'zod'
import { tidyLine, withoutTurning } from '../normal-form.ts'
import { failureModeNameSchema } from './failure-mode.ts'
import { instantSchema } from '../time/instants.ts'
import { zoneSchema } from '../time/zone.ts'
import { webAddressSchema } from '../web-address.ts'

const shortText = z.string().overwrite(tidyLine).min(1).max(200)
/** Said twice it is one: a table gives each name back once. */
const once = (all: string[]): string[] => [...new Set(all)]
const names = z.array(shortText).max(50).overwrite(once)
/** Of several lines, which a table gives back with its own ends of lines and without what turns a text. */
const tidyText = (text: string): string => withoutTurning(text.toWellFormed()).replaceAll(/\r\n?/g, '\n')

export const severities = ['P1', 'P2', 'P3'] as const
/** Null where nobody has said it. */
export const severitySchema = z.enum(severities).nullable()

interface Declared {
  readonly kind: 'text' | 'long' | 'choice' | 'zone' | 'time' | 'names' | 'yes' | 'url'
  /** One with a default or that may be null can be left out. */
  readonly schema: z.ZodType
  /** In any case, with or without spaces. */
  readonly columns: readonly string[]
}

const time = <Schema extends z.ZodType>(schema: Schema, ...columns: string[]) =>
  ({ kind: 'time', schema, columns }) as const
const optional = instantSchema.nullish()

export const incidentFields = {
  title: {
    kind: 'text',
    schema: shortText,
    columns: [
      ...['title', 'incident title', 'incident name', 'titel', 'titre', 'título', 'titolo', 'tytuł', 'name', 'subject'],
      ...['headline', 'summary', 'what happened', 'incident'],
    ],
  },
  severity: {
    kind: 'choice',
    schema: severitySchema.default(null),
    columns: [
      'severity',
      'priority',
      'sev',
      ...['severity level', 'incident severity', 'priority level', 'schweregrad', 'priorität', 'gravité', 'sévérité'],
      ...['priorité', 'severidad', 'gravedad', 'prioridad', 'severidade', 'prioridade', 'gravità', 'priorità', 'ernst'],
    ],
  },
  /** Where its hour and weekday are told. */
  zone: { kind: 'zone', schema: zoneSchema.default('UTC'), columns: ['zone', 'time zone', 'timezone'] },
  startedAt: time(
    instantSchema,
    'started at',
    'started',
    'start',
    'start time',
    'impact started',
    'opened on',
    'created at',
    'created',
    'date',
    ...[
      'started on',
      'start date',
      'began',
      'began at',
      'began on',
      'occurred at',
      'incident start',
      'opened at',
      'opened',
    ],
    ...[
      'beginn',
      'begonnen',
      'startzeit',
      'début',
      'commencé',
      'inicio',
      'inicio del incidente',
      'início',
      'inizio',
      'begin',
    ],
  ),
  /** When somebody first said that something is wrong, which may be before it began; who it was is not asked. */
  suspectedAt: time(optional),
  /** When somebody acted on that. */
  actedAt: time(optional),
  detectedAt: time(optional, 'detected at', 'detected', 'detection time', 'reported at', 'acknowledged at'),
  mitigatedAt: time(optional, 'mitigated at', 'mitigated', 'fixed at', 'impact ended'),
  resolvedAt: time(
    optional,
    'resolved at',
    'resolved on',
    'resolved',
    'end',
    'end time',
    'closed at',
    'closed',
    'ended at',
    'end date',
    'ende',
    'behoben',
    'fin',
    'fim',
    'fine',
    'einde',
  ),
  services: {
    kind: 'names',
    schema: names.default([]),
    columns: ['services', 'service', 'affected services', 'components'],
  },
  domains: { kind: 'names', schema: names.default([]), columns: ['domains', 'domain', 'team', 'teams'] },
  /** The first is the primary one: recurrence is counted by it. */
  failureModes: {
    kind: 'names',
    schema: z.array(failureModeNameSchema).max(50).overwrite(once).default([]),
    columns: ['failure modes', 'failure mode', 'cause', 'root cause'],
  },
  deploymentRelated: {
    kind: 'yes',
    schema: z.boolean().default(false),
    columns: ['deployment related', 'deployment', 'caused by change'],
  },
  vendor: { kind: 'text', schema: shortText.nullish(), columns: ['vendor', 'third party', 'provider'] },
  /** Where its review stands that was held elsewhere. */
  reviewedElsewhere: {
    kind: 'url',
    schema: webAddressSchema.nullish(),
    columns: [
      'postmortem',
      'postmortem url',
      'postmortem link',
      'postmortem document url',
      'postmortem html url',
      'retrospective',
      'retrospective url',
      'retrospective link',
      'retro url',
      'review url',
      'review link',
      'reviewed elsewhere',
    ],
  },
  summary: {
    kind: 'long',
    schema: z.string().overwrite(tidyText).trim().max(10_000).nullish(),
    columns: ['description', 'details'],
  },
} as const satisfies Record<string, Declared>

/** What any of the fields may hold, as it is shown beside another. */
export const fieldValueSchema = z.union([z.string(), z.boolean(), z.array(z.string())]).nullable()

type Fields = typeof incidentFields
export type IncidentField = keyof Fields
/** The fields of a kind. */
export type FieldsOf<Kind extends Declared['kind']> = {
  [Name in IncidentField]: Fields[Name]['kind'] extends Kind ? Name : never
}[IncidentField]

const entries = Object.entries(incidentFields) as [IncidentField, Declared][]
export const everyIncidentField: readonly IncidentField[] = entries.map(([name]) => name)

export const fieldsOf = <const Kind extends Declared['kind']>(...kinds: readonly Kind[]): readonly FieldsOf<Kind>[] =>
  entries.flatMap(([name, { kind }]) => ((kinds as readonly string[]).includes(kind) ? [name as FieldsOf<Kind>] : []))

const each = <Value>(of: (declared: Declared, name: IncidentField) => Value): Record<string, Value> =>
  Object.fromEntries(entries.map(([name, declared]) => [name, of(declared, name)]))

type Unfilled<Schema> = Schema extends z.ZodDefault<infer Inner> ? Inner : Schema

export const inputShape = each(({ schema }) => schema) as { [Name in IncidentField]: Fields[Name]['schema'] }
/** As they are changed: what is left out stays, so nothing is filled in. */
export const patchShape = each(({ schema }) => (schema instanceof z.ZodDefault ? schema.unwrap() : schema)) as {
  [Name in IncidentField]: Unfilled<Fields[Name]['schema']>
}
/** What a table calls each field. */
export const tableColumns = each(({ columns }) => columns) as Record<IncidentField, readonly string[]>
