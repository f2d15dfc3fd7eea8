/** What happened, as a facilitator records it. */
import * as z from 'zod'
import { countingShape } from './counting.ts'
import { failureModeKey } from './failure-mode.ts'
import { everyIncidentField, fieldsOf, fieldValueSchema, type FieldsOf, inputShape, patchShape } from './fields.ts'
import { importIdSchema, incidentIdSchema } from '../ids.ts'
import { unknowns } from './known.ts'
import { storedZoneSchema } from '../time/zone.ts'

/** In the order in which they are declared: the API and the form name them so. */
export const incidentTimes = fieldsOf('time')
export type IncidentTime = FieldsOf<'time'>

export const timeOrders: readonly (readonly IncidentTime[])[] = [
  ['startedAt', 'detectedAt', 'mitigatedAt', 'resolvedAt'],
  ['suspectedAt', 'actedAt'],
]

/** The pair of times that is in the wrong order, or null. Missing times are passed over. */
export const timesOutOfOrder = (
  incident: Partial<Record<IncidentTime, string | null | undefined>>,
): { earlier: IncidentTime; later: IncidentTime } | null => {
  for (const order of timeOrders) {
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

const unknownSchema = z.array(z.enum(unknowns)).nullish()

export const incidentInputSchema = z.object({ ...inputShape, ...countingShape, unknown: unknownSchema })
export type IncidentInput = z.infer<typeof incidentInputSchema>

/** Omitted fields stay as they are, so there are no defaults. */
const incidentPatchSchema = z.object({ ...patchShape, ...countingShape, unknown: unknownSchema }).partial()
export type IncidentPatch = z.infer<typeof incidentPatchSchema>

/** The record of another system that it was imported from. */
const incidentSourceSchema = z.object({
  system: z.string().min(1).max(40),
  id: z.string().min(1).max(200),
  url: z.string().max(2000).nullable(),
  /** The name that its system never changes, where `id` is one that it may: a key that names a project. */
  lasting: z.string().max(200).optional(),
})
export type IncidentSource = z.infer<typeof incidentSourceSchema>

export const incidentSchema = incidentInputSchema.extend({
  zone: storedZoneSchema.default('UTC'),
  id: incidentIdSchema,
  source: incidentSourceSchema.nullish(),
  /** What its source said when it was last imported. */
  imported: incidentPatchSchema.extend({ zone: storedZoneSchema.optional() }).nullish(),
  /** The import that added it. */
  importId: importIdSchema.nullish(),
  /** The import that changed it last; null where that was undone, or none did. */
  changedBy: importIdSchema.nullish(),
  /** The fields that a person has said otherwise than its source, or beside it: no import changes them. */
  corrected: z.array(z.enum(everyIncidentField)).nullish(),
  /** Who said last whether it counts: an import by its source's word, or a person, whom no import overrules. */
  markedBy: z.union([importIdSchema, z.literal('person')]).nullish(),
  /** About to be deleted: nothing new may refer to it, and nothing lists or counts it. Any change takes this back. */
  removing: z.literal(true).nullish(),
  version: z.int(),
})
export type Incident = z.infer<typeof incidentSchema>

/** Without the mark of a deletion that has begun. */
export const staying = ({ removing: _removing, ...incident }: Incident): Incident => incident

/** All of it that an import changes, and that undoing it brings back. */
export const incidentStateSchema = incidentPatchSchema.extend({
  zone: storedZoneSchema.optional(),
  ...incidentSchema.pick({ source: true, imported: true, markedBy: true, changedBy: true, corrected: true }).shape,
})

/** How often its mode had been seen when it began, when first, and whether that makes it recur. */
const seenBeforeSchema = z.object({
  times: z.int().min(1),
  firstId: z.string(),
  firstAt: z.string(),
  recurs: z.boolean(),
})

/** As it is shown: with today's names of failure modes, and whether the primary one had been seen before. */
export const incidentViewSchema = incidentSchema
  .omit({ imported: true, importId: true, changedBy: true, corrected: true, markedBy: true, removing: true })
  .extend({
    seenBefore: seenBeforeSchema.nullable(),
    /** What its source says of the fields that a person has corrected; absent where nothing was. */
    corrections: z.array(z.object({ field: z.enum(everyIncidentField), says: fieldValueSchema })).optional(),
  })
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
