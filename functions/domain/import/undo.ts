/** An import as it can be undone later: what is kept of it, and what undoing it answers. */
import * as z from 'zod'
import { importIdSchema, incidentIdSchema } from '../ids.ts'
import type { Incident } from '../incident/incident.ts'
import { instantSchema } from '../time/instants.ts'

export const importRunSchema = z.object({
  id: importIdSchema,
  /** Of the first part that added something. */
  at: instantSchema,
  system: z.string(),
  /** That its file had. */
  rows: z.int(),
  undoneAt: instantSchema.nullable(),
  version: z.int(),
})
export type ImportRun = z.infer<typeof importRunSchema>

/** What keeps an incident from being deleted. */
export const keptReasons = ['review', 'action', 'counterfactual', 'lesson', 'vendor', 'edited', 'changed'] as const
export type KeptReason = (typeof keptReasons)[number]

export const keptIncidentSchema = z.object({
  id: incidentIdSchema,
  title: z.string(),
  reasons: z.array(z.enum(keptReasons)),
})
export type KeptIncident = z.infer<typeof keptIncidentSchema>

export const undoAnswerSchema = z.object({
  /** How many incidents this step deleted. */
  removed: z.int(),
  kept: z.array(keptIncidentSchema),
  /** From where to go on; null: that was all. */
  next: z.int().nullable(),
})
export type UndoAnswer = z.infer<typeof undoAnswerSchema>

/** As the import left it: its first version, or the second, which an undo that was cut off made of it. */
export const isUntouched = ({ version, removing }: Incident): boolean => version === (removing ? 2 : 1)
