/**
 * From an incident to queued invitations in three calls, each of which may be cut off before or after it is carried
 * out. Each is made under a key that is drawn once for the draft: sent again it makes nothing twice.
 */
import * as z from 'zod'
import { incidentIdSchema, reviewIdSchema, type SurveyId, surveyIdSchema } from '../../../functions/domain/ids.ts'
import type { IncidentInput } from '../../../functions/domain/incident/incident.ts'
import type { Api, ParticipantInput } from '../calls/calls.ts'
import { isProblem } from '../../kit/api/problem.ts'

export const madeSchema = z.object({
  incidentKey: z.string(),
  incidentId: incidentIdSchema.nullable(),
  /** As first sent or last changed: a later change is sent too. Set before the call, for its reply may be lost. */
  incidentSent: z.string().nullable(),
  reviewKey: z.string(),
  reviewId: reviewIdSchema.nullable(),
  reviewSent: z.string().nullable(),
  surveyId: surveyIdSchema.nullable(),
})
export type Made = z.infer<typeof madeSchema>

/** `draw` gives random keys of 16 letters or more. */
export const nothingMade = (draw: () => string): Made => ({
  incidentKey: draw(),
  incidentId: null,
  incidentSent: null,
  reviewKey: draw(),
  reviewId: null,
  reviewSent: null,
  surveyId: null,
})

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
  'createIncident' | 'changeIncident' | 'createReview' | 'changeReview' | 'review' | 'createSurvey' | 'addParticipants'
>
type Keep = (made: Made) => void

/** A review made from it keeps the incident's title as it was: after that the incident is changed on its own page. */
const makeIncident = async (api: Calls, incident: IncidentInput | null, made: Made, keep: Keep): Promise<Made> => {
  if (!incident || made.reviewId) return made
  const sent = JSON.stringify(incident)
  let now = made
  const note = (change: Partial<Made>): void => {
    now = { ...now, ...change }
    keep(now)
  }
  if (!now.incidentSent) note({ incidentSent: sent })
  const id = now.incidentId ?? (await api.createIncident(incident, now.incidentKey)).id
  if (!now.incidentId) note({ incidentId: id })
  if (now.incidentSent !== sent) {
    await api.changeIncident(id, incident)
    note({ incidentSent: sent })
  }
  return now
}

/** What tells one version of the review from another: when it is, and who leads it, whatever their order. */
export const reviewSentOf = ({
  meetingAt,
  zone,
  durationMinutes,
  facilitators,
}: Pick<Plan, 'meetingAt' | 'zone' | 'durationMinutes' | 'facilitators'>): string =>
  JSON.stringify({ meetingAt, zone, durationMinutes, facilitators: facilitators.map(({ email }) => email).toSorted() })

const makeReview = async (api: Calls, plan: Plan, made: Made, keep: Keep): Promise<Made> => {
  const { incidentId } = made
  if (!incidentId) throw new Error('a review needs its incident')
  const { meetingAt, zone, durationMinutes, facilitators } = plan
  const wanted = { meetingAt, zone, durationMinutes, facilitators: [...facilitators] }
  const sent = reviewSentOf(wanted)
  let now = made
  const note = (change: Partial<Made>): void => {
    now = { ...now, ...change }
    keep(now)
  }
  if (!now.reviewSent) note({ reviewSent: sent })
  const id = now.reviewId ?? (await api.createReview({ incidentId, ...wanted }, now.reviewKey)).id
  if (!now.reviewId) note({ reviewId: id })
  if (now.reviewSent !== sent) {
    await api.changeReview(id, wanted)
    note({ reviewSent: sent })
  }
  return now
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

/** Carries out what is still missing and returns what is there now. Throws what stopped it; `keep` knows how far it came. */
export const queueInvitations = async (api: Calls, plan: Plan, made: Made, keep: Keep): Promise<Made> => {
  const withIncident = await makeIncident(api, plan.incident, made, keep)
  const withReview = await makeReview(api, plan, withIncident, keep)
  const surveyId = withReview.surveyId ?? (await makeSurvey(api, plan, withReview))
  const done = { ...withReview, surveyId }
  keep(done)
  return done
}
