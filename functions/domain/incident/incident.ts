/** What happened, as a facilitator records it. */
import * as z from 'zod'
import { failureModeKey, failureModeNameSchema } from './failure-mode.ts'
import { importIdSchema, incidentIdSchema } from '../ids.ts'
import { instantSchema, zoneSchema } from '../time/instants.ts'
import { seenBeforeSchema } from './recurrence.ts'

const shortText = z.string().trim().min(1).max(200)
const names = z.array(shortText).max(50)

export const severities = ['P1', 'P2', 'P3'] as const

const incidentFields = z.object({
  title: shortText,
  severity: z.enum(severities),
  services: names.default([]),
  domains: names.default([]),
  /** Where its hour and weekday are told. */
  zone: zoneSchema.default('UTC'),
  startedAt: instantSchema,
  /** When somebody first said that something is wrong, which may be before it began; who it was is not asked. */
  suspectedAt: instantSchema.nullish(),
  /** When somebody acted on that. */
  actedAt: instantSchema.nullish(),
  detectedAt: instantSchema.nullish(),
  mitigatedAt: instantSchema.nullish(),
  resolvedAt: instantSchema.nullish(),
  /** The first is the primary one: recurrence is counted by it. */
  failureModes: z.array(failureModeNameSchema).max(50).default([]),
  deploymentRelated: z.boolean().default(false),
  vendor: shortText.nullish(),
  summary: z.string().trim().max(10_000).nullish(),
})

export const incidentTimes = ['startedAt', 'suspectedAt', 'actedAt', 'detectedAt', 'mitigatedAt', 'resolvedAt'] as const
export type IncidentTime = (typeof incidentTimes)[number]

const orders: readonly (readonly IncidentTime[])[] = [
  ['startedAt', 'detectedAt', 'mitigatedAt', 'resolvedAt'],
  ['suspectedAt', 'actedAt'],
]

/** The pair of times that stand in the wrong order, or null. Times not given are passed over. */
export const timesOutOfOrder = (
  incident: Partial<Record<IncidentTime, string | null | undefined>>,
): { earlier: IncidentTime; later: IncidentTime } | null => {
  for (const order of orders) {
    const given = order.flatMap(name => {
      const at = incident[name]
      return at ? [{ name, at }] : []
    })
    for (const [index, next] of given.slice(1).entries()) {
      const before = given[index]
      if (before && Date.parse(next.at) < Date.parse(before.at)) return { earlier: before.name, later: next.name }
    }
  }
  return null
}

export const incidentInputSchema = incidentFields
export type IncidentInput = z.infer<typeof incidentInputSchema>

/** Fields left out stay as they are: no default fills them. */
export const incidentPatchSchema = z
  .object({
    ...incidentFields.shape,
    zone: zoneSchema,
    services: names,
    domains: names,
    failureModes: incidentFields.shape.failureModes.unwrap(),
    deploymentRelated: z.boolean(),
  })
  .partial()
export type IncidentPatch = z.infer<typeof incidentPatchSchema>

/** The record of another system that it was taken from. */
export const incidentSourceSchema = z.object({
  system: z.string().min(1).max(40),
  id: z.string().min(1).max(200),
  url: z.string().max(2000).nullable(),
})
export type IncidentSource = z.infer<typeof incidentSourceSchema>

export const incidentSchema = incidentFields.extend({
  id: incidentIdSchema,
  source: incidentSourceSchema.nullish(),
  /** What its source said of it when it was last imported. */
  imported: incidentPatchSchema.nullish(),
  /** The import that added it. */
  importId: importIdSchema.nullish(),
  /** It is about to be deleted: nothing new may refer to it, nothing lists or counts it; a change takes it back. */
  removing: z.literal(true).nullish(),
  version: z.int(),
})
export type Incident = z.infer<typeof incidentSchema>

/** As it was before somebody began to delete it. */
export const staying = ({ removing: _removing, ...incident }: Incident): Incident => incident

/** As it is shown: failure modes under their present names, and whether the primary one had been seen when it began. */
export const incidentViewSchema = incidentSchema
  .omit({ imported: true, importId: true, removing: true })
  .extend({ seenBefore: seenBeforeSchema.nullable() })
export type IncidentView = z.infer<typeof incidentViewSchema>

/** Of its primary failure mode, as it was named; null: nobody has said that it is like another one. */
export const primaryModeKey = ({ failureModes: [primary] }: Pick<Incident, 'failureModes'>): string | null =>
  primary === undefined ? null : failureModeKey(primary)

/** `PATCH /api/incidents/{id}`: with the version it was read at, a change made in between is not overwritten. */
export const incidentChangeSchema = incidentPatchSchema.extend({ version: z.int().optional() })

/** What is suggested while typing: names as they are used now; services and domains the most used first. */
export const vocabularySchema = z.object({
  failureModes: z.array(z.string()),
  services: z.array(z.string()),
  domains: z.array(z.string()),
})
export type Vocabulary = z.infer<typeof vocabularySchema>
