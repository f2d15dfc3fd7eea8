/** What is kept about an import so that it can be undone, and the answer to undoing it. */
import * as z from 'zod'
import { type ImportId, importIdSchema, incidentIdSchema } from '../ids.ts'
import { correctedFields } from '../incident/corrections.ts'
import { everyIncidentField } from '../incident/fields.ts'
import type { Incident } from '../incident/incident.ts'
import { instantSchema } from '../time/instants.ts'

export const importRunSchema = z.object({
  id: importIdSchema,
  /** When its first part added, changed or marked something. */
  at: instantSchema,
  system: z.string(),
  /** The number of rows in its file. */
  rows: z.int(),
  undoneAt: instantSchema.nullable(),
  version: z.int(),
})
export type ImportRun = z.infer<typeof importRunSchema>

/** What keeps an incident from being deleted. */
export const keptReasons = [
  'review',
  'action',
  'counterfactual',
  'lesson',
  'vendor',
  'duplicate',
  'edited',
  'later',
  'changed',
] as const
export type KeptReason = (typeof keptReasons)[number]

const keptIncidentSchema = z.object({
  id: incidentIdSchema,
  title: z.string(),
  reasons: z.array(z.enum(keptReasons)),
  /** Of one that stays as it was before the import: what was changed since, and is left as it is. */
  fields: z.array(z.enum(everyIncidentField)).optional(),
})
export type KeptIncident = z.infer<typeof keptIncidentSchema>

export const undoAnswerSchema = z.object({
  /** How many incidents this step deleted. */
  removed: z.int(),
  /** How many that it had changed, or marked as no incident, are what they were before. */
  restored: z.int(),
  kept: z.array(keptIncidentSchema),
  /** Where to continue; null if that was all. */
  next: z.int().nullable(),
})
export type UndoAnswer = z.infer<typeof undoAnswerSchema>

/**
 * As the import left it: at its first version, or at the second if an undo was cut off; or with nothing on it of a person
 * or another import, as where that was undone.
 */
export const isUntouched = (incident: Incident, run: ImportId): boolean => {
  const { version, removing, imported, changedBy, markedBy, status, duplicateOf } = incident
  if (version === (removing ? 2 : 1)) return true
  const marked = markedBy ?? status ?? duplicateOf ?? null
  return Boolean(imported) && marked === null && (changedBy ?? run) === run && correctedFields(incident).length === 0
}
