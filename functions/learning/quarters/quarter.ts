/** A quarter as its calls name it, and its learning review made from the records of this moment. */
import { quarterSchema } from '../../domain/time/instants.ts'
import type { CountedIncident } from '../../domain/learning-review/edition.ts'
import { learningReview } from '../../domain/learning-review/learning-review.ts'
import type { LearningReview } from '../../domain/learning-review/schema.ts'
import { countedIncidents } from '../../domain/learning-review/since.ts'
import { parameter } from '../../http/operation.ts'
import type { LearningReviewStore } from './learning-reviews.store.ts'

export const quarterParameter = parameter(quarterSchema, 'not_found')

interface Made {
  readonly review: LearningReview
  readonly counted: readonly CountedIncident[]
}

/** The review as it stands, with the incidents that it counts. */
export const madeNow = async (reviews: LearningReviewStore, quarter: string, now: string): Promise<Made> => {
  const records = await reviews.readRecords(quarter, now)
  return { review: learningReview(records), counted: countedIncidents(records) }
}
