/** How a review comes to be led by somebody who does not stand in its terms. */
import * as z from 'zod'
import { reviewIdSchema } from '../ids.ts'
import { emailSchema } from '../people/address.ts'
import { Refusal } from '../refusal.ts'
import { type Facilitator, facilitatorSchema, type Handing, handingSchema, leadersOf, type Review } from './review.ts'

/** `POST /api/handovers`: with the version that was read, a change made in between is not overwritten. */
export const handoverInputSchema = z.object({
  reviewId: reviewIdSchema,
  to: z.union([facilitatorSchema, emailSchema.transform(email => ({ email, name: '' }))]),
  version: z.int().optional(),
})

/** Who leads it now, and how that came to be. */
export const handoverSchema = z.object({
  reviewId: reviewIdSchema,
  leaders: z.array(facilitatorSchema),
  history: z.array(handingSchema),
  version: z.int(),
})

/** A review none of whose leaders is on the roster, as leadership is shown it. */
export const leftAloneSchema = z.object({
  reviewId: reviewIdSchema,
  title: z.string(),
  meetingAt: z.string(),
  zone: z.string(),
  leaders: z.array(facilitatorSchema),
  version: z.int(),
})
export type LeftAlone = z.infer<typeof leftAloneSchema>

export const handoverOf = (review: Review): z.infer<typeof handoverSchema> => ({
  reviewId: review.id,
  leaders: leadersOf(review),
  history: review.history,
  version: review.version,
})

/** Its row holds each of them twice, and everybody else who leads can read them. */
const successorsAtMost = 50
const nameCharacters = 200

const named = ({ email, name }: Facilitator): Facilitator => ({ email, name: name.slice(0, nameCharacters) })

/** The terms and who reads by them stay as they are: whoever comes is added to those who lead. */
export const withSuccessor = (review: Review, { to, by, as, at }: Handing): Review => {
  if (review.successors.length >= successorsAtMost) throw new Refusal('too_many_leaders')
  const successor = named(to)
  return {
    ...review,
    successors: [...review.successors, successor],
    history: [...review.history, { at, by: named(by), as, to: successor }],
    version: review.version + 1,
  }
}
