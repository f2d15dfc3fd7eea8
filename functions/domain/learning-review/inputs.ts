/**
 * What a quarter's figures cannot provide, entered in forms: known debts, format changes, and notes for each section.
 */
import * as z from 'zod'
import { tidyLine } from '../normal-form.ts'
import { debtIdSchema, formatChangeIdSchema } from '../ids.ts'

export const sectionNames = ['inventory', 'patterns', 'actions', 'pulse', 'forward'] as const
export const sectionNameSchema = z.enum(sectionNames)
export type SectionName = (typeof sectionNames)[number]

const lineSchema = z.string().overwrite(tidyLine).min(1).max(500)

export const debtInputSchema = z.object({
  text: lineSchema,
  /** How likely it is to become an incident, in the judgement of those who know it. */
  potential: z.enum(['low', 'medium', 'high']),
  service: z.string().overwrite(tidyLine).min(1).max(200).nullable().default(null),
})
export const debtSchema = debtInputSchema.extend({
  id: debtIdSchema,
  /** Taken back: it appears nowhere. */
  withdrawn: z.boolean(),
  version: z.int(),
})
export type Debt = z.infer<typeof debtSchema>

/** Omitted fields stay as they are, so there are no defaults. */
export const debtChangeSchema = z
  .object({
    text: lineSchema,
    potential: debtInputSchema.shape.potential,
    service: z.string().overwrite(tidyLine).min(1).max(200).nullable(),
    withdrawn: z.boolean(),
    version: z.int(),
  })
  .partial()

export const formatChangeInputSchema = z.object({
  /** What is done differently in meetings or pulses. */
  text: lineSchema,
  /** The first day of the change, such as '2026-07-01', in the quarter it is entered for. */
  since: z.iso.date(),
})
export const formatChangeSchema = formatChangeInputSchema.extend({
  id: formatChangeIdSchema,
  withdrawn: z.boolean(),
  version: z.int(),
})
export type FormatChange = z.infer<typeof formatChangeSchema>

export const formatChangeChangeSchema = z
  .object({ text: lineSchema, since: z.iso.date(), withdrawn: z.boolean(), version: z.int() })
  .partial()

/** `PUT /api/learning-reviews/{quarter}/notes/{section}`, for the version that was read; 0 if there was none. */
export const noteInputSchema = z.object({ text: z.string().trim().max(10_000), version: z.int().min(0) })
export const noteSchema = noteInputSchema
export type Note = z.infer<typeof noteSchema>
