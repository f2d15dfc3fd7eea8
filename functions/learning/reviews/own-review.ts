/** Which reviews a caller may see and change, and whose statements they read. */
import type { AskedSurvey } from '../../domain/agenda/of-review.ts'
import { type ReviewId, reviewIdSchema } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Reading, readingFor } from '../../domain/review/reading.ts'
import { mayLead, type Review } from '../../domain/review/review.ts'
import type { Caller } from '../../http/access.ts'
import { parameter } from '../../http/operation.ts'
import { termsReader } from '../../protocol/digest.ts'
import type { SurveyStore } from '../items/surveys.store.ts'
import type { ReviewStore } from './reviews.store.ts'

/** The `{id}` of the path. */
export const reviewParameter = parameter(reviewIdSchema, 'unknown_review')

/** The part of a request that says which review it is about, and who asks. */
export interface ReviewRequest {
  readonly params: { readonly id: ReviewId }
  readonly caller: Caller
}

/**
 * For whoever leads it: meeting, record, actions. Refuses `unknown_review`, also for a review that exists but that the
 * caller does not lead. It opens no statement: that takes a `Reading`.
 */
export const requireOwnReview = async (
  reviews: Pick<ReviewStore, 'readReview'>,
  { params: { id }, caller: { email } }: ReviewRequest,
): Promise<Review> => {
  const review = await reviews.readReview(id)
  if (!review || !mayLead(review, email)) throw new Refusal('unknown_review')
  return review
}

/**
 * Null unless the terms of the survey named the caller when it opened. A survey that opened before that was kept has no
 * list: its review's facilitators could not change.
 */
export const readingOf = (review: Review, survey: AskedSurvey | null, email: string): Reading<'reader'> | null => {
  const named = survey?.termsReaders
  return readingFor(review, email, !named || named.includes(termsReader(survey.surveyId, email)))
}

interface Reads {
  readonly reviews: Pick<ReviewStore, 'readReview'>
  readonly surveys: Pick<SurveyStore, 'surveyOf'>
}

/** For whoever stands in the terms. Refuses `unknown_review`, and `not_in_terms` to others who lead it. */
export const requireReading = async (
  { reviews, surveys }: Reads,
  request: ReviewRequest,
): Promise<{ readonly reading: Reading<'reader'>; readonly survey: AskedSurvey | null }> => {
  const review = await requireOwnReview(reviews, request)
  const survey = await surveys.surveyOf(review.id)
  const reading = readingOf(review, survey, request.caller.email)
  if (!reading) throw new Refusal('not_in_terms')
  return { reading, survey }
}
