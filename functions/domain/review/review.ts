/** The meeting about one incident. */
import * as z from 'zod'
import { incidentIdSchema, reviewIdSchema } from '../ids.ts'
import { instantSchema } from '../time/instants.ts'
import { storedZoneSchema, zoneSchema } from '../time/zone.ts'
import { emailSchema } from '../people/address.ts'
import { languageSchema } from '../people/person.ts'

/** A facilitator is identified by the address they sign in with; participants see the name. */
const facilitatorSchema = z.object({ email: emailSchema, name: z.string().trim().max(200) })
export type Facilitator = z.infer<typeof facilitatorSchema>

export const reviewInputSchema = z.object({
  incidentId: incidentIdSchema,
  meetingAt: instantSchema,
  zone: zoneSchema,
  durationMinutes: z.int().min(15).max(480),
  language: languageSchema.optional(),
  /** Besides the one who creates it. An address alone will do. */
  facilitators: z
    .array(z.union([facilitatorSchema, emailSchema.transform(email => ({ email, name: '' }))]))
    .max(20)
    .default([]),
})

export const reviewPatchSchema = z.object({
  meetingAt: instantSchema.optional(),
  zone: zoneSchema.optional(),
  durationMinutes: z.int().min(15).max(480).optional(),
  language: languageSchema.optional(),
})
export type ReviewPatch = z.infer<typeof reviewPatchSchema>

/** `PATCH /api/reviews/{id}`: with the version that was read, a change made in between is not overwritten. */
export const reviewChangeSchema = reviewPatchSchema.extend({ version: z.int().optional() })

export const reviewSchema = z.object({
  id: reviewIdSchema,
  incidentId: incidentIdSchema,
  /** The incident's title and start when the review was planned, as mails and the participant's page show them. */
  title: z.string(),
  startedAt: z.string(),
  meetingAt: z.string(),
  zone: storedZoneSchema,
  durationMinutes: z.int(),
  /** Of its agenda and record; the usual one where none was chosen. */
  language: languageSchema.optional(),
  facilitators: z.array(facilitatorSchema).min(1),
  status: z.enum(['planned', 'cancelled']),
  /** Increases by one with each change; `clock` compares it for the review's survey. */
  version: z.int(),
})
export type Review = z.infer<typeof reviewSchema>

/** Others may not know that the review exists. `email` is the address that the caller signed in with. */
export const isFacilitator = (review: Pick<Review, 'facilitators'>, email: string): boolean =>
  review.facilitators.some(facilitator => facilitator.email === email.toLowerCase())
