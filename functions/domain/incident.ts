/** What happened, as a facilitator records it. */
import * as z from 'zod'
import { incidentIdSchema } from './ids.ts'
import { instantSchema } from './instants.ts'

const shortText = z.string().trim().min(1).max(200)
const names = z.array(shortText).max(50)

const incidentFields = z.object({
  title: shortText,
  severity: z.enum(['P1', 'P2', 'P3']),
  services: names.default([]),
  domains: names.default([]),
  startedAt: instantSchema,
  detectedAt: instantSchema.nullish(),
  mitigatedAt: instantSchema.nullish(),
  resolvedAt: instantSchema.nullish(),
  /** The first is the primary one: recurrence is counted by it. */
  failureModes: names.default([]),
  deploymentRelated: z.boolean().default(false),
  vendor: shortText.nullish(),
  summary: z.string().trim().max(10_000).nullish(),
})

const order = ['startedAt', 'detectedAt', 'mitigatedAt', 'resolvedAt'] as const

/** The pair of times that stand in the wrong order, or null. Times not given are passed over. */
export const timesOutOfOrder = (
  incident: Partial<Record<(typeof order)[number], string | null | undefined>>,
): { earlier: string; later: string } | null => {
  const given = order.flatMap(name => {
    const at = incident[name]
    return at ? [{ name, at }] : []
  })
  for (const [index, next] of given.slice(1).entries()) {
    const before = given[index]
    if (before && Date.parse(next.at) < Date.parse(before.at)) return { earlier: before.name, later: next.name }
  }
  return null
}

export const incidentInputSchema = incidentFields
export type IncidentInput = z.infer<typeof incidentInputSchema>

/** Fields left out stay as they are: no default fills them. */
export const incidentPatchSchema = z
  .object({
    ...incidentFields.shape,
    services: names,
    domains: names,
    failureModes: names,
    deploymentRelated: z.boolean(),
  })
  .partial()
export type IncidentPatch = z.infer<typeof incidentPatchSchema>

export const incidentSchema = incidentFields.extend({
  id: incidentIdSchema,
  version: z.int(),
})
export type Incident = z.infer<typeof incidentSchema>

/** `PATCH /api/incidents/{id}`: with the version it was read at, a change made in between is not overwritten. */
export const incidentChangeSchema = incidentPatchSchema.extend({ version: z.int().optional() })
