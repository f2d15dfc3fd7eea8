/** Which reviews a caller may see and change. */
import { type ReviewId, reviewIdSchema } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isFacilitator, type Review } from '../../domain/review/review.ts'
import type { Caller } from '../../http/access.ts'
import { parameter } from '../../http/operation.ts'
import type { ReviewStore } from './reviews.store.ts'

/** The path's. */
export const reviewParameter = parameter(reviewIdSchema, 'unknown_review')

/** What of a request says which review it is about. */
interface ReviewRequest {
  readonly params: { readonly id: ReviewId }
  readonly caller: Caller
}

/** Refuses `unknown_review` also where there is one that the caller does not facilitate. */
export const requireOwnReview = async (
  reviews: Pick<ReviewStore, 'readReview'>,
  { params: { id }, caller: { email } }: ReviewRequest,
): Promise<Review> => {
  const review = await reviews.readReview(id)
  if (!review || !isFacilitator(review, email)) throw new Refusal('unknown_review')
  return review
}
