/** Who was invited to a survey, frozen at its opening. */
import * as z from 'zod'
import { preferred } from '../language/language.ts'
import { languageSchema, type Person, senioritySchema } from './person.ts'

/** One person's invitation to one survey. Its id is deterministic for survey and person. */
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

export const invitationOf = (person: Person, cohort: string, invitationId: string): Invitation => {
  const { email, name, seniority, zone, language, unsubscribeId } = person
  return { invitationId, email, name, seniority, zone, language: preferred([language]), cohort, unsubscribeId }
}

/** This many in one stored item stay far below DynamoDB's 400 KB. */
export const invitationsPerChunk = 100
