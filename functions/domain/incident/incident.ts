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
  /** The time zone for its hour and weekday. */
  zone: zoneSchema.default('UTC'),
  startedAt: instantSchema,
  /** When somebody first said that something was wrong, possibly before it began. Nobody asks who that was. */
  suspectedAt: instantSchema.nullish(),
  /** When somebody acted on that. */
  actedAt: instantSchema.nullish(),
  detectedAt: instantSchema.nullish(),
  mitigatedAt: instantSchema.nullish(),
  resolvedAt: instantSchema.nullish(),
  /** The first is the primary one, by which recurrence is counted. */
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

/** The pair of times that is in the wrong order, or null. Missing times are passed over. */
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

/** Omitted fields stay as they are, so there are no defaults. */
const incidentPatchSchema = z
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

/** The record of another system that it was imported from. */
const incidentSourceSchema = z.object({
  system: z.string().min(1).max(40),
  id: z.string().min(1).max(200),
  url: z.string().max(2000).nullable(),
})
export type IncidentSource = z.infer<typeof incidentSourceSchema>

export const incidentSchema = incidentFields.extend({
  id: incidentIdSchema,
  source: incidentSourceSchema.nullish(),
  /** What its source said when it was last imported. */
  imported: incidentPatchSchema.nullish(),
  /** The import that added it. */
  importId: importIdSchema.nullish(),
  /** About to be deleted: nothing new may refer to it, and nothing lists or counts it. Any change takes this back. */
  removing: z.literal(true).nullish(),
  version: z.int(),
})
export type Incident = z.infer<typeof incidentSchema>

/** Without the mark of a deletion that has begun. */
export const staying = ({ removing: _removing, ...incident }: Incident): Incident => incident

/** As it is shown: with today's names of failure modes, and whether the primary one had been seen before. */
export const incidentViewSchema = incidentSchema
  .omit({ imported: true, importId: true, removing: true })
  .extend({ seenBefore: seenBeforeSchema.nullable() })
export type IncidentView = z.infer<typeof incidentViewSchema>

/** The key of its primary failure mode as it was named; null if it has none. */
export const primaryModeKey = ({ failureModes: [primary] }: Pick<Incident, 'failureModes'>): string | null =>
  primary === undefined ? null : failureModeKey(primary)

/** `PATCH /api/incidents/{id}`: with the version that was read, a change made in between is not overwritten. */
export const incidentChangeSchema = incidentPatchSchema.extend({ version: z.int().optional() })

/** Suggestions while typing: failure modes by their current names; services and domains, the most used first. */
export const vocabularySchema = z.object({
  failureModes: z.array(z.string()),
  services: z.array(z.string()),
  domains: z.array(z.string()),
})
export type Vocabulary = z.infer<typeof vocabularySchema>
