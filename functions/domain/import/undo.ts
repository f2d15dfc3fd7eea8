/** What is kept about an import so that it can be undone, and the answer to undoing it. */
import * as z from 'zod'
import { importIdSchema, incidentIdSchema } from '../ids.ts'
import type { Incident } from '../incident/incident.ts'
import { instantSchema } from '../time/instants.ts'

export const importRunSchema = z.object({
  id: importIdSchema,
  /** When its first part added or marked something. */
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
  'changed',
] as const
export type KeptReason = (typeof keptReasons)[number]

const keptIncidentSchema = z.object({
  id: incidentIdSchema,
  title: z.string(),
  reasons: z.array(z.enum(keptReasons)),
})
export type KeptIncident = z.infer<typeof keptIncidentSchema>

export const undoAnswerSchema = z.object({
  /** How many incidents this step deleted. */
  removed: z.int(),
  /** How many that it had marked as no incident count again. */
  restored: z.int(),
  kept: z.array(keptIncidentSchema),
  /** Where to continue; null if that was all. */
  next: z.int().nullable(),
})
export type UndoAnswer = z.infer<typeof undoAnswerSchema>

/** As the import left it: at its first version, or at the second if an undo was cut off. */
export const isUntouched = ({ version, removing }: Incident): boolean => version === (removing ? 2 : 1)
