/** What has happened to a review, gathered from where each part of it is written down. */
import { type Happened, type ReviewView, stageOf, surveyFor } from '../../domain/course/stage.ts'
import type { AskedSurvey } from '../../domain/agenda/of-review.ts'
import type { ReviewId, SurveyId } from '../../domain/ids.ts'
import type { Review } from '../../domain/review/review.ts'
import type { Caller } from '../../http/access.ts'
import type { SurveyStore } from '../items/surveys.store.ts'
import { readingOf } from './own-review.ts'
import type { ReviewStore } from './reviews.store.ts'

/** When a review’s record was mailed, the earliest first. */
export interface Letters {
  readonly lettersOf: (review: ReviewId) => Promise<readonly { readonly at: string }[]>
}

export interface HappenedStores {
  readonly reviews: Pick<ReviewStore, 'readMeeting'>
  readonly surveys: Pick<SurveyStore, 'surveyOf'>
  readonly lessons: Letters
}

export const happenedTo = async (
  { reviews, surveys, lessons }: HappenedStores,
  review: Review,
): Promise<{
  readonly surveyId: SurveyId | null
  readonly asked: AskedSurvey | null
  readonly happened: Happened
}> => {
  const [survey, meeting, letters] = await Promise.all([
    surveys.surveyOf(review.id),
    reviews.readMeeting(review.id),
    lessons.lettersOf(review.id),
  ])
  return {
    surveyId: survey?.surveyId ?? null,
    asked: survey,
    happened: { review, survey: surveyFor(survey, review), meeting, mailedAt: letters[0]?.at ?? null },
  }
}

/** As the caller sees it. */
export const viewOf = async (
  stores: HappenedStores,
  review: Review,
  { caller, now }: { readonly caller: Pick<Caller, 'email'>; readonly now: string },
): Promise<ReviewView> => {
  const { surveyId, asked, happened } = await happenedTo(stores, review)
  const isHeld = review.status === 'planned' && happened.meeting?.endedAt != null
  const reads = readingOf(review, asked, caller.email) !== null
  return { ...review, surveyId, status: isHeld ? 'held' : review.status, stage: stageOf(happened, now), reads }
}
