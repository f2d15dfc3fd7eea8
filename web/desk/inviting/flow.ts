/**
 * From an incident to queued invitations in three calls, each of which may be cut off before or after it is carried
 * out. What was made is written down before and after each call; going on from there makes nothing twice.
 */
import * as z from 'zod'
import {
  type IncidentId,
  incidentIdSchema,
  type ReviewId,
  reviewIdSchema,
  type SurveyId,
  surveyIdSchema,
} from '../../../functions/domain/ids.ts'
import type { IncidentInput } from '../../../functions/domain/incident.ts'
import type { Api, ParticipantInput } from '../api/calls.ts'
import { isProblem, isUncertain } from '../api/problem.ts'

export const madeSchema = z.object({
  incidentId: incidentIdSchema.nullable(),
  /** As last sent, so that a later change is sent too. */
  incidentSent: z.string().nullable(),
  reviewId: reviewIdSchema.nullable(),
  reviewSent: z.string().nullable(),
  surveyId: surveyIdSchema.nullable(),
  /** The call whose outcome is unknown: its result is looked for before it is made again. */
  asking: z.enum(['incident', 'review']).nullable(),
})
export type Made = z.infer<typeof madeSchema>

export const nothingMade: Made = {
  incidentId: null,
  incidentSent: null,
  reviewId: null,
  reviewSent: null,
  surveyId: null,
  asking: null,
}

export interface Plan {
  /** Null when an incident recorded earlier was picked: `made.incidentId` names it. */
  readonly incident: IncidentInput | null
  readonly meetingAt: string
  readonly zone: string
  readonly durationMinutes: number
  readonly facilitators: readonly { readonly email: string; readonly name: string }[]
  readonly closesAt: string
  readonly participants: readonly ParticipantInput[]
}

type Calls = Pick<
  Api,
  | 'incidents'
  | 'createIncident'
  | 'changeIncident'
  | 'reviews'
  | 'createReview'
  | 'changeReview'
  | 'review'
  | 'createSurvey'
  | 'addParticipants'
>
type Keep = (made: Made) => void

const sameInstant = (one: string, other: string): boolean => Date.parse(one) === Date.parse(other)

const sentIncidentSchema = z.object({ title: z.string(), severity: z.string(), startedAt: z.string() })
const sentReviewSchema = z.object({ meetingAt: z.string() })

/** By what was sent, which is not what stands in the form by now. */
const findIncident = async (api: Calls, sent: string | null): Promise<{ id: IncidentId } | undefined> => {
  const { title, severity, startedAt } = sentIncidentSchema.parse(JSON.parse(sent ?? ''))
  const incidents = await api.incidents()
  return incidents.find(
    one => one.title === title && one.severity === severity && sameInstant(one.startedAt, startedAt),
  )
}

const findReview = async (
  api: Calls,
  incident: IncidentId,
  sent: string | null,
): Promise<{ id: ReviewId } | undefined> => {
  const { meetingAt } = sentReviewSchema.parse(JSON.parse(sent ?? ''))
  const reviews = await api.reviews()
  return reviews.find(
    one => one.incidentId === incident && one.status === 'planned' && sameInstant(one.meetingAt, meetingAt),
  )
}

const makeIncident = async (api: Calls, plan: Plan, made: Made, keep: Keep): Promise<Made> => {
  const { incident } = plan
  if (!incident) return made
  const sent = JSON.stringify(incident)
  if (made.incidentId) {
    if (made.incidentSent === sent || made.reviewId) return made
    await api.changeIncident(made.incidentId, incident)
    const next = { ...made, incidentSent: sent }
    keep(next)
    return next
  }
  const found = made.asking === 'incident' ? await findIncident(api, made.incidentSent) : undefined
  if (!found) keep({ ...made, asking: 'incident', incidentSent: sent })
  const id = found?.id ?? (await api.createIncident(incident)).id
  const next = { ...made, incidentId: id, incidentSent: found ? made.incidentSent : sent, asking: null }
  keep(next)
  return found ? makeIncident(api, plan, next, keep) : next
}

const makeReview = async (api: Calls, plan: Plan, made: Made, keep: Keep): Promise<Made> => {
  const { incidentId } = made
  if (!incidentId) throw new Error('a review needs its incident')
  const when = { meetingAt: plan.meetingAt, zone: plan.zone, durationMinutes: plan.durationMinutes }
  const sent = JSON.stringify(when)
  if (made.reviewId) {
    if (made.reviewSent === sent) return made
    await api.changeReview(made.reviewId, when)
    const next = { ...made, reviewSent: sent }
    keep(next)
    return next
  }
  const found = made.asking === 'review' ? await findReview(api, incidentId, made.reviewSent) : undefined
  if (!found) keep({ ...made, asking: 'review', reviewSent: sent })
  const id = found?.id ?? (await api.createReview({ incidentId, ...when, facilitators: plan.facilitators })).id
  const next = { ...made, reviewId: id, reviewSent: found ? made.reviewSent : sent, asking: null }
  keep(next)
  return found ? makeReview(api, plan, next, keep) : next
}

/** Whose reply was lost, or who was overtaken by a colleague: the survey that is there gets whoever is missing in it. */
const makeSurvey = async (api: Calls, plan: Plan, made: Made): Promise<SurveyId> => {
  const { reviewId } = made
  if (!reviewId) throw new Error('a survey needs its review')
  try {
    const { participants, closesAt } = plan
    return (await api.createSurvey({ kind: 'pre-meeting', reviewId, participants, closesAt })).id
  } catch (error) {
    if (!isProblem(error, 'review_has_survey')) throw error
    const { surveyId } = await api.review(reviewId)
    if (!surveyId) throw error
    await api.addParticipants(surveyId, plan.participants)
    return surveyId
  }
}

/**
 * Carries out what is still missing and returns what is there now. Throws what stopped it; `keep` has then written
 * down how far it came. A call that was certainly refused is not looked for when it is made again.
 */
export const queueInvitations = async (api: Calls, plan: Plan, made: Made, keep: Keep): Promise<Made> => {
  let latest = made
  const note: Keep = next => {
    latest = next
    keep(next)
  }
  try {
    const withIncident = await makeIncident(api, plan, made, note)
    const withReview = await makeReview(api, plan, withIncident, note)
    const done = { ...withReview, surveyId: withReview.surveyId ?? (await makeSurvey(api, plan, withReview)) }
    note(done)
    return done
  } catch (error) {
    if (latest.asking && !isUncertain(error)) note({ ...latest, asking: null })
    throw error
  }
}
