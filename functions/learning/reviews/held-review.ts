/** A review whose meeting may still be held. */
import { Refusal } from '../../domain/refusal.ts'
import type { Review } from '../../domain/review/review.ts'
import { requireOwnReview } from './own-review.ts'
import type { ReviewStore } from './reviews.store.ts'

type Requested = Parameters<typeof requireOwnReview>[1]

/** Refuses `review_cancelled`. */
export const requirePlannedReview = async (reviews: ReviewStore, request: Requested): Promise<Review> => {
  const review = await requireOwnReview(reviews, request)
  if (review.status === 'cancelled') throw new Refusal('review_cancelled')
  return review
}

/** Refuses `meeting_ended` besides. */
export const requireHeldReview = async (reviews: ReviewStore, request: Requested): Promise<Review> => {
  const review = await requirePlannedReview(reviews, request)
  if (((await reviews.readMeeting(review.id))?.endedAt ?? null) !== null) throw new Refusal('meeting_ended')
  return review
}
