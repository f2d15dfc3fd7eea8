/** Who was invited to a survey, frozen at its opening. */
import * as z from 'zod'
import { languageSchema, senioritySchema } from './person.ts'

/** One person asked to answer one survey. Its id is deterministic per survey and person. */
export const invitationSchema = z.object({
  invitationId: z.string().regex(/^inv_[a-z0-9]{16}$/),
  email: z.string(),
  name: z.string(),
  seniority: senioritySchema.nullable(),
  zone: z.string(),
  language: languageSchema,
  cohort: z.string(),
  unsubscribeId: z.string(),
})
export type Invitation = z.infer<typeof invitationSchema>

/** One stored item holds so many: far under DynamoDB's 400 KB. */
export const invitationsPerChunk = 100
