/** `/api/reviews`: the meetings. `clock` and `organise` follow a review by its version; nothing notifies them. */
import * as z from 'zod'
import type { AskedSurvey } from '../../domain/agenda/of-review.ts'
import { inParallel } from '../../domain/in-parallel.ts'
import { reviewId, reviewIdSchema } from '../../domain/ids.ts'
import { reviewViewSchema } from '../../domain/course/stage.ts'
import { dayAlone } from '../../domain/incident/known.ts'
import { Refusal } from '../../domain/refusal.ts'
import {
  type Facilitator,
  type Review,
  reviewChangeSchema,
  reviewInputSchema,
  reviewSchema,
} from '../../domain/review/review.ts'
import { isTooFarAhead } from '../../domain/time/instants.ts'
import { operation, parameter } from '../../http/operation.ts'
import { answerWithPage } from '../../http/page.ts'
import { type Random, repeatableBytes } from '../../http/repeat.ts'
import type { SurveyStore } from '../items/surveys.store.ts'
import { type Letters, viewOf } from './happened.ts'
import { requireOwnReview } from './own-review.ts'
import type { IncidentStore } from '../incidents/incidents.store.ts'
import type { ReviewStore } from './reviews.store.ts'

const requireWithinAYear = (meetingAt: string, now: string): void => {
  if (Date.parse(meetingAt) <= Date.parse(now)) throw new Refusal('meeting_in_the_past')
  if (isTooFarAhead(meetingAt, now)) throw new Refusal('meeting_too_far_ahead')
}

/** Each takes four reads. */
const viewsAtOnce = 20

interface Dependencies {
  readonly incidents: IncidentStore
  readonly reviews: ReviewStore
  readonly surveys: SurveyStore
  readonly lessons: Letters
  readonly random: Random
}
type Viewing = Pick<Dependencies, 'reviews' | 'surveys' | 'lessons'>

const shared = { who: 'facilitator', tag: 'reviews' } as const
const ofReview = { ...shared, parameters: { id: parameter(reviewIdSchema, 'unknown_review') } } as const

const listReviews = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews',
  summary: 'The reviews that the caller leads, the latest meeting first.',
  paged: true,
  answers: { 200: z.array(reviewViewSchema) },
  refuses: [],
}).handledBy(
  (dependencies: Viewing) => request =>
    answerWithPage(request, {}, async asked => {
      const { items, next } = await dependencies.reviews.listReviews(request.caller.email, asked)
      return { items: await inParallel(items, viewsAtOnce, review => viewOf(dependencies, review, request)), next }
    }),
)

/** Whoever plans a review facilitates it, under the name they signed in with. */
const planReview = operation({
  ...shared,
  method: 'POST',
  path: '/api/reviews',
  summary: 'Plans the meeting about an incident; the caller facilitates it.',
  body: reviewInputSchema,
  repeatable: true,
  trace: { act: 'meeting-planned', about: 'nothing' },
  answers: { 201: z.object({ id: reviewIdSchema }) },
  refuses: ['unknown_incident', 'meeting_in_the_past', 'meeting_too_far_ahead'],
  example: {
    body: {
      incidentId: 'inc_aaaaaaaaaaaaaaaa',
      meetingAt: '2026-11-26T12:00:00.000Z',
      zone: 'Europe/Berlin',
      durationMinutes: 60,
      facilitators: ['ann@example.com'],
    },
    answer: { id: 'rev_aaaaaaaaaaaaaaaa' },
  },
}).handledBy(({ incidents, reviews, random }: Omit<Dependencies, 'surveys'>) => async request => {
  const { email, name } = request.caller
  const { incidentId, facilitators, ...meeting } = request.body
  const incident = await incidents.readIncident(incidentId)
  if (!incident) throw new Refusal('unknown_incident')
  requireWithinAYear(meeting.meetingAt, request.now)
  const everybody = new Map<string, Facilitator>([[email, { email, name }]])
  for (const other of facilitators) if (!everybody.has(other.email)) everybody.set(other.email, other)
  const startedOn = dayAlone(incident)
  const id = reviewId(await repeatableBytes(request, 'review', random))
  // If it exists under the same idempotency key, the reply to the first request was lost.
  await reviews.addReview({
    id,
    incidentId,
    title: incident.title,
    startedAt: incident.startedAt,
    ...(startedOn === null ? {} : { startedOn }),
    ...meeting,
    facilitators: [...everybody.values()],
    successors: [],
    history: [],
    status: 'planned',
    version: 1,
  })
  return { status: 201, json: { id }, headers: { location: `/api/reviews/${id}` } }
})

const readReview = operation({
  ...ofReview,
  method: 'GET',
  path: '/api/reviews/{id}',
  summary: 'One review, with the id of its survey.',
  answers: { 200: reviewViewSchema },
  refuses: [],
}).handledBy((dependencies: Viewing) => async request => {
  const review = await requireOwnReview(dependencies.reviews, request)
  return { status: 200, json: await viewOf(dependencies, review, request) }
})

/**
 * Participants are told beforehand who reads the agenda: from the opening of its survey on the facilitators stay. A
 * change that comes in that very moment names somebody whom the terms do not, and who reads nothing (`readingOf`).
 */
const requireUntold = (survey: AskedSurvey | null): void => {
  if (survey && survey.status !== 'scheduled' && survey.status !== 'cancelled') throw new Refusal('terms_frozen')
}

/** Each address once; whoever was one before keeps the name that they have. */
const withKnownNames = (facilitators: readonly Facilitator[], before: Review): Facilitator[] => {
  const known = new Map(before.facilitators.map(({ email, name }) => [email, name]))
  const named = facilitators.map(({ email, name }) => ({ email, name: name || (known.get(email) ?? '') }))
  return [...new Map(named.map(one => [one.email, one])).values()]
}

const moveReview = operation({
  ...ofReview,
  method: 'PATCH',
  path: '/api/reviews/{id}',
  summary: 'Moves the meeting or changes its length; its survey may close later, never earlier.',
  description:
    '`facilitators` names all of them, and can be given until the survey opens. From then on they stand in its terms; ' +
    'who leads the meeting can be handed on (`/api/handovers`).',
  body: reviewChangeSchema,
  trace: { act: 'meeting-moved', about: 'review' },
  answers: { 200: reviewViewSchema },
  refuses: ['review_cancelled', 'meeting_in_the_past', 'meeting_too_far_ahead', 'terms_frozen', 'changed_meanwhile'],
  example: { body: { meetingAt: '2026-11-27T12:00:00.000Z', version: 1 } },
}).handledBy((dependencies: Viewing) => async request => {
  const { reviews } = dependencies
  const { version, ...patch } = request.body
  const before = await requireOwnReview(reviews, request)
  if (before.status === 'cancelled') throw new Refusal('review_cancelled')
  const facilitators = withKnownNames(patch.facilitators ?? before.facilitators, before)
  const same = reviewSchema.parse({ ...before, ...patch, facilitators })
  if (JSON.stringify(same) === JSON.stringify(before))
    return { status: 200, json: await viewOf(dependencies, before, request) }
  if (version !== undefined && version !== before.version) throw new Refusal('changed_meanwhile')
  const sameReaders = JSON.stringify(same.facilitators) === JSON.stringify(before.facilitators)
  if (!sameReaders) requireUntold(await dependencies.surveys.surveyOf(before.id))
  if (same.meetingAt !== before.meetingAt) requireWithinAYear(same.meetingAt, request.now)
  const after = { ...same, version: before.version + 1 }
  if (!(await reviews.changeReview(after, before.version))) throw new Refusal('changed_meanwhile')
  return { status: 200, json: await viewOf(dependencies, after, request) }
})

const cancelReview = operation({
  ...ofReview,
  method: 'POST',
  path: '/api/reviews/{id}/cancel',
  summary: 'Cancels the meeting, and its survey with it.',
  trace: { act: 'meeting-cancelled', about: 'review' },
  answers: { 200: reviewViewSchema },
  refuses: ['changed_meanwhile'],
}).handledBy((dependencies: Viewing) => async request => {
  const { reviews } = dependencies
  const before = await requireOwnReview(reviews, request)
  if (before.status === 'cancelled') return { status: 200, json: await viewOf(dependencies, before, request) }
  const after: Review = { ...before, status: 'cancelled', version: before.version + 1 }
  if (!(await reviews.changeReview(after, before.version))) throw new Refusal('changed_meanwhile')
  return { status: 200, json: await viewOf(dependencies, after, request) }
})

export const reviewOperations = [listReviews, planReview, readReview, moveReview, cancelReview] as const
