/** Which reviews a caller may see and change. */
import { reviewIdSchema } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isFacilitator, type Review } from '../../domain/review/review.ts'
import { signedIn } from '../../http/app.ts'
import { type AppContext, idOf } from '../../http/route.ts'
import type { ReviewStore } from './reviews.store.ts'

/** Refuses `unknown_review` also where there is one that the caller does not facilitate. */
export const readOwnReview = async (reviews: Pick<ReviewStore, 'readReview'>, context: AppContext): Promise<Review> => {
  const { email } = signedIn(context.get('caller'))
  const review = await reviews.readReview(idOf(context, reviewIdSchema, 'unknown_review'))
  if (!review || !isFacilitator(review, email)) throw new Refusal('unknown_review')
  return review
}
