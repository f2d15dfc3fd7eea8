/** Which reviews a caller may see and change. */
import { reviewIdSchema } from '../domain/ids.ts'
import { Refusal } from '../domain/refusal.ts'
import { isFacilitator, type Review } from '../domain/review.ts'
import { signedIn } from '../http/app.ts'
import { type AppContext, idOf } from '../http/route.ts'
import type { LearningStore } from './store.ts'

/** Refuses `unknown_review` also where there is one that the caller does not facilitate. */
export const readOwnReview = async (store: LearningStore, context: AppContext): Promise<Review> => {
  const { email } = signedIn(context.get('caller'))
  const review = await store.readReview(idOf(context, reviewIdSchema, 'unknown_review'))
  if (!review || !isFacilitator(review, email)) throw new Refusal('unknown_review')
  return review
}
