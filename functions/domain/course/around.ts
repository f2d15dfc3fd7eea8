/** What stands around an incident: its reviews, what came of them, and earlier incidents of its kind. */
import * as z from 'zod'
import { actionStatusSchema } from '../action/action.ts'
import { counterfactualIdSchema, incidentIdSchema, lessonIdSchema, reviewIdSchema } from '../ids.ts'
import { severitySchema } from '../incident/fields.ts'
import { stages } from './stage.ts'

export const aroundSchema = z.object({
  /** Those that the caller facilitates, the latest meeting first. */
  reviews: z.array(
    z.object({
      id: reviewIdSchema,
      meetingAt: z.string(),
      zone: z.string(),
      stage: z.enum(stages),
      cancelled: z.boolean(),
    }),
  ),
  /** What meetings put into the records that they mailed, each once; nothing of what was answered beforehand. */
  factors: z.array(z.string()),
  decisions: z.array(z.string()),
  conditions: z.array(z.object({ id: counterfactualIdSchema, text: z.string(), incidents: z.int() })),
  lessons: z.array(z.object({ id: lessonIdSchema, text: z.string(), at: z.string() })),
  /** The latest that began before it, of the same primary failure mode, with what was agreed then. */
  earlier: z.array(
    z.object({
      id: incidentIdSchema,
      title: z.string(),
      severity: severitySchema,
      startedAt: z.string(),
      zone: z.string(),
      agreed: z.array(z.object({ text: z.string(), status: actionStatusSchema })),
    }),
  ),
})
export type Around = z.infer<typeof aroundSchema>
