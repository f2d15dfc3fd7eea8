/** The meeting about one incident. */
import * as z from 'zod'
import { tidyLine } from '../normal-form.ts'
import { incidentIdSchema, reviewIdSchema } from '../ids.ts'
import { instantSchema } from '../time/instants.ts'
import { storedZoneSchema, zoneSchema } from '../time/zone.ts'
import { emailSchema } from '../people/address.ts'
import { languageSchema } from '../people/person.ts'

/** A facilitator is identified by the address they sign in with; participants see the name. */
export const facilitatorSchema = z.object({ email: emailSchema, name: z.string().overwrite(tidyLine).max(200) })
export type Facilitator = z.infer<typeof facilitatorSchema>

/** An address alone will do. */
const facilitatorsInputSchema = z
  .array(z.union([facilitatorSchema, emailSchema.transform(email => ({ email, name: '' }))]))
  .max(20)

export const reviewInputSchema = z.object({
  incidentId: incidentIdSchema,
  meetingAt: instantSchema,
  zone: zoneSchema,
  durationMinutes: z.int().min(15).max(480),
  language: languageSchema.optional(),
  /** Besides the one who creates it. */
  facilitators: facilitatorsInputSchema.default([]),
})

const reviewPatchSchema = z.object({
  meetingAt: instantSchema.optional(),
  zone: zoneSchema.optional(),
  durationMinutes: z.int().min(15).max(480).optional(),
  language: languageSchema.optional(),
})

/** `PATCH /api/reviews/{id}`: with the version that was read, a change made in between is not overwritten. */
export const reviewChangeSchema = reviewPatchSchema.extend({
  /** All of them, and only until its survey opens: from then on they stand in the terms. */
  facilitators: facilitatorsInputSchema.min(1).optional(),
  version: z.int().optional(),
})
export type ReviewChange = z.input<typeof reviewChangeSchema>

/** An entry of a review's history: who came to lead it, by whom, and in which capacity that was decided. */
export const handingSchema = z.object({
  at: z.string(),
  by: facilitatorSchema,
  /** Leadership decides only where nobody who leads is left. */
  as: z.enum(['leader', 'leadership']),
  to: facilitatorSchema,
})
export type Handing = z.infer<typeof handingSchema>

export const reviewSchema = z.object({
  id: reviewIdSchema,
  incidentId: incidentIdSchema,
  /** The incident's title and start when the review was planned, as mails and the participant's page show them. */
  title: z.string(),
  startedAt: z.string(),
  /** Its day where it happened, where no hour was known then. */
  startedOn: z.iso.date().optional(),
  meetingAt: z.string(),
  zone: storedZoneSchema,
  durationMinutes: z.int(),
  /** Of its agenda and record; the usual one where none was chosen. */
  language: languageSchema.optional(),
  /** Those of whom participants are told. They alone read statements. */
  facilitators: z.array(facilitatorSchema).min(1),
  /** Whoever leads meeting, record and actions beside them, or after them, in the order in which they came. */
  successors: z.array(facilitatorSchema).default([]),
  history: z.array(handingSchema).default([]),
  status: z.enum(['planned', 'cancelled']),
  /** Increases by one with each change; `clock` compares it for the review's survey. */
  version: z.int(),
})
export type Review = z.infer<typeof reviewSchema>

const isAmong = (people: readonly Pick<Facilitator, 'email'>[], email: string): boolean =>
  people.some(one => one.email === email.toLowerCase())

/** Whether somebody is a facilitator of the review. `email` is the address that the caller signed in with. */
export const isFacilitator = (review: Pick<Review, 'facilitators'>, email: string): boolean =>
  isAmong(review.facilitators, email)

/** Everybody who leads it. */
export const leadersOf = ({ facilitators, successors }: Pick<Review, 'facilitators' | 'successors'>): Facilitator[] => [
  ...facilitators,
  ...successors.filter(({ email }) => !isAmong(facilitators, email)),
]

/** Whether somebody leads meeting, record and actions. Others may not know that the review exists. */
export const mayLead = (review: Pick<Review, 'facilitators' | 'successors'>, email: string): boolean =>
  isAmong(leadersOf(review), email)
