/** The trace as it is read: a survey’s by anybody who has its id, all of it by leadership. */
import * as z from 'zod'
import { surveyIdSchema } from '../ids.ts'
import { aboutSchema, acts, lineSchema, outcomeSchema, roles } from './trace.ts'

/** Whole lines, so that whoever reads them can check their chain. */
export const surveyTraceSchema = z.object({
  lines: z.array(lineSchema),
  /** How many there are, and where the chain stands. */
  head: z.object({ number: z.int(), hash: z.string() }),
  /** Only if there are several; `lines` then holds the requested one, by default the first. */
  pages: z.int().optional(),
})

/** Half a megabyte of JSON. */
export const linesPerPage = 2_000

export const tracedSchema = z.object({
  /** Null for what no survey is about. */
  survey: surveyIdSchema.nullable(),
  number: z.int(),
  id: z.string(),
  at: z.string(),
  act: z.enum(acts),
  by: z.string(),
  roles: z.array(z.enum(roles)),
  about: aboutSchema,
  /** Null: nobody settled it, so nobody can tell whether it was done. */
  outcome: outcomeSchema.nullable(),
  counts: z.record(z.string(), z.int()),
})
export type TracedView = z.infer<typeof tracedSchema>
