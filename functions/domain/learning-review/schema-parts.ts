/** What the figures of a learning review are made of. */
import * as z from 'zod'
import { severitySchema } from '../incident/fields.ts'

export const count = z.int().min(0)
/** From 0 to 1, or a value that is not known. */
export const share = z.number().nullable()
export const interval = { lo: share, hi: share }
export const difference = z.object({ diff: share, ...interval })

export const incidentLineSchema = z.object({
  id: z.string(),
  title: z.string(),
  severity: severitySchema,
  startedAt: z.string(),
})
export type IncidentLine = z.infer<typeof incidentLineSchema>

export const actionLineSchema = z.object({
  id: z.string(),
  text: z.string(),
  owner: z.string(),
  status: z.enum(['open', 'in_progress', 'completed', 'deprioritised']),
  openedAt: z.string(),
  /** Whole days since it was opened. */
  ageDays: count,
  reason: z.string().nullable(),
})
export type ActionLine = z.infer<typeof actionLineSchema>

/** A limited number of lines; `further` is how many more there are. */
export const listed = <Line extends z.ZodType>(line: Line) => z.object({ lines: z.array(line), further: count })
