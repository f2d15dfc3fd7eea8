/** Where the reviews of the stubbed world stand. Those that are over are taken to have mailed their record. */
import { type Home, homeSchema } from '../../../functions/domain/course/desk.ts'
import { type Course, courseOf } from '../../../functions/domain/course/needs.ts'
import { type Happened, overAt, type ReviewView, stageOf } from '../../../functions/domain/course/stage.ts'
import { isFacilitator, mayLead, type Review } from '../../../functions/domain/review/review.ts'
import type { SurveyView } from '../../../functions/domain/survey/survey.ts'

const isPast = (review: Review, at: string): boolean => review.status === 'planned' && overAt(review) <= at

const happenedTo = (review: Review, surveys: readonly SurveyView[], now: string): Happened => {
  const survey = surveys.find(({ reviewId, status }) => reviewId === review.id && status !== 'cancelled')
  return {
    review,
    survey: survey ? { ...survey, filed: survey.status === 'harvested' ? { at: survey.closesAt } : null } : null,
    meeting: null,
    mailedAt: isPast(review, now) ? overAt(review) : null,
  }
}

const now = (): string => new Date().toISOString()

export const viewOf = (review: Review, surveys: readonly SurveyView[], email: string): ReviewView => ({
  ...review,
  // Those that are over are taken to have been ended too.
  status: isPast(review, now()) ? 'held' : review.status,
  surveyId: surveys.find(({ reviewId, status }) => reviewId === review.id && status !== 'cancelled')?.id ?? null,
  stage: stageOf(happenedTo(review, surveys, now()), now()),
  reads: isFacilitator(review, email),
})

export const courseFor = (review: Review, surveys: readonly SurveyView[], email: string): Course =>
  courseOf(
    {
      ...happenedTo(review, surveys, now()),
      incident: { detectedAt: now(), vendor: null },
      arranged: false,
      reads: isFacilitator(review, email),
      record: null,
      actions: [],
      conditions: [],
      vendorSection: null,
    },
    now(),
  )

/** What is over too: the list of all reviews is the same. */
export const homeFor = (reviews: readonly Review[], surveys: readonly SurveyView[], email: string): Home => {
  const led = reviews.filter(review => mayLead(review, email))
  const shown = led.map(review => ({
    ...viewOf(review, surveys, email),
    survey: surveys.find(({ id }) => id === viewOf(review, surveys, email).surveyId) ?? null,
    needs: courseFor(review, surveys, email).needs,
  }))
  return homeSchema.parse({ reviews: shown, others: shown.length > 0 })
}
