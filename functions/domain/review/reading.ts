/**
 * Why statements are opened. Stores that give them out take such a reason, so that a new route cannot open them without
 * one; and a reason to read is made only for somebody who stands in the terms of the survey.
 */
import { isFacilitator, type Review } from './review.ts'

declare const given: unique symbol

/** `reader`: stands in the terms and reads them. `room`: nothing leaves but what `roomAgenda` shows. */
export interface Reading<Purpose extends 'reader' | 'room' = 'reader' | 'room'> {
  readonly purpose: Purpose
  readonly review: Review
  readonly [given]: true
}

const reading = <Purpose extends Reading['purpose']>(purpose: Purpose, review: Review): Reading<Purpose> =>
  // The only place that makes one; its mark exists for the compiler alone.
  ({ purpose, review }) as Reading<Purpose>

/**
 * Null for somebody who does not stand in the terms. `isInTerms` is whether the survey's terms named them when it
 * opened; before that, or without a survey, whoever is a facilitator is named in them, or nothing was promised.
 */
export const readingFor = (review: Review, email: string, isInTerms: boolean): Reading<'reader'> | null =>
  isInTerms && isFacilitator(review, email) ? reading('reader', review) : null

export const readingForRoom = (review: Review): Reading<'room'> => reading('room', review)

/** Nothing leaves but counts, over many reviews. */
export interface Counting {
  readonly purpose: 'count'
}
export const counting: Counting = { purpose: 'count' }
