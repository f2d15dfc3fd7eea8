/** Which surveys a caller may see and change. */
import { type SurveyId, surveyIdSchema } from '../domain/ids.ts'
import { Refusal } from '../domain/refusal.ts'
import { mayLead, type Review } from '../domain/review/review.ts'
import { isLive } from '../domain/survey/life.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { type Caller, requireRole } from '../http/access.ts'
import { parameter } from '../http/operation.ts'
import type { OrganiseStore } from './store.ts'

/** How often an operation rereads a row that others keep changing before it gives up. */
export const attempts = 12

/** The `{id}` of the path. */
export const surveyParameter = parameter(surveyIdSchema, 'unknown_survey')

/** The part of a request that says which survey it is about, and who asks. */
export interface SurveyRequest {
  readonly params: { readonly id: SurveyId }
  readonly caller: Caller
}

/**
 * The survey, if the caller leads its review; a pulse is seen by every facilitator and keeper, and changed by keepers,
 * who alone see whom its mail did not reach. Refuses `unknown_survey`, and `not_allowed` for a pulse.
 */
export const readOwnSurvey = async (
  store: OrganiseStore,
  { params: { id }, caller }: SurveyRequest,
  purpose: 'see' | 'change',
): Promise<{ survey: Survey; review: Review | null }> => {
  const survey = await store.readSurvey(id)
  if (!survey) throw new Refusal('unknown_survey')
  if (survey.reviewId === null) {
    requireRole(caller, purpose === 'see' ? 'organiser' : 'keeper')
    return { survey, review: null }
  }
  const review = await store.readReview(survey.reviewId)
  if (!review || !caller.roles.includes('facilitator') || !mayLead(review, caller.email))
    throw new Refusal('unknown_survey')
  return { survey, review }
}

/**
 * Refuses a survey that can no longer be changed. The closing time decides, even if the row's status lags behind it.
 */
export const requireChangeable = (survey: Survey, review: Review | null, now: string): void => {
  if (survey.status === 'cancelled') throw new Refusal('survey_cancelled')
  if (!isLive(survey.status) || Date.parse(survey.closesAt) <= Date.parse(now)) throw new Refusal('survey_closed')
  if (review?.status === 'cancelled') throw new Refusal('review_cancelled')
  // Nobody else may be asked in it.
  if (survey.synthetic !== undefined) throw new Refusal('survey_closed')
}
