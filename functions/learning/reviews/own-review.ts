/** Which reviews a caller may see and change. */
import { type ReviewId, reviewIdSchema } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isFacilitator, type Review } from '../../domain/review/review.ts'
import type { Caller } from '../../http/access.ts'
import { parameter } from '../../http/operation.ts'
import type { ReviewStore } from './reviews.store.ts'

/** The `{id}` of the path. */
export const reviewParameter = parameter(reviewIdSchema, 'unknown_review')

/** The part of a request that says which review it is about, and who asks. */
interface ReviewRequest {
  readonly params: { readonly id: ReviewId }
  readonly caller: Caller
}

/** Refuses `unknown_review`, also for a review that exists but that the caller does not facilitate. */
export const requireOwnReview = async (
  reviews: Pick<ReviewStore, 'readReview'>,
  { params: { id }, caller: { email } }: ReviewRequest,
): Promise<Review> => {
  const review = await reviews.readReview(id)
  if (!review || !isFacilitator(review, email)) throw new Refusal('unknown_review')
  return review
}
