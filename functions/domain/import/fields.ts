/** What an import can fill, and how a mapping says from where. */
import * as z from 'zod'
import { severities } from '../incident/incident.ts'
import { zoneSchema } from '../time/instants.ts'

export const importTimes = ['startedAt', 'suspectedAt', 'actedAt', 'detectedAt', 'mitigatedAt', 'resolvedAt'] as const
export const importLists = ['services', 'domains', 'failureModes'] as const

export const importFields = [
  'id',
  'url',
  'title',
  'severity',
  ...importTimes,
  ...importLists,
  'deploymentRelated',
  'vendor',
  'summary',
  'zone',
] as const
export type ImportField = (typeof importFields)[number]

const severitySchema = z.enum(severities)

/** `?mapping=` as JSON. What is left out goes by what is known of the system. */
export const importMappingSchema = z.strictObject({
  /** The column of each field; null: of none. */
  columns: z.partialRecord(z.enum(importFields), z.string().max(200).nullable()).default({}),
  /** Words of the file for each severity, in any case: {"blocker": "P1"}. */
  severities: z.record(z.string().max(100), severitySchema).default({}),
  /** Of records that name none. */
  severity: severitySchema.nullable().default(null),
  /** Of times that are written without an offset. */
  zone: zoneSchema.default('UTC'),
  /** Name of the system a table comes from: its ids are told apart from those of others by it. */
  source: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[\w .-]{1,40}$/, 'letters, digits, spaces, points and hyphens, 40 at most')
    .nullable()
    .default(null),
})
export type ImportMapping = z.infer<typeof importMappingSchema>
