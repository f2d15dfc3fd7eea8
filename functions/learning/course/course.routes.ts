/** `/api/reviews/{id}/course` and `/api/today`: where reviews stand, and what they still need from their facilitators. */
import { byUrgency, type Course, courseOf, courseSchema, todaySchema } from '../../domain/course/needs.ts'
import { inParallel } from '../../domain/in-parallel.ts'
import type { Review } from '../../domain/review/review.ts'
import { dayMilliseconds, plus } from '../../domain/time/instants.ts'
import { operation } from '../../http/operation.ts'
import type { ActionStore } from '../actions/actions.store.ts'
import type { CounterfactualStore } from '../conditions/conditions.store.ts'
import type { IncidentStore } from '../incidents/incidents.store.ts'
import type { SurveyStore } from '../items/surveys.store.ts'
import type { LessonStore } from '../library/lessons.store.ts'
import type { VendorStore } from '../vendors/vendors.store.ts'
import { happenedTo } from '../reviews/happened.ts'
import { readingOf, requireOwnReview, reviewParameter } from '../reviews/own-review.ts'
import type { ReviewStore } from '../reviews/reviews.store.ts'

interface Dependencies {
  readonly reviews: ReviewStore
  readonly surveys: SurveyStore
  readonly lessons: LessonStore
  readonly incidents: IncidentStore
  readonly actions: ActionStore
  readonly counterfactuals: CounterfactualStore
  readonly vendors: VendorStore
}

/** Each takes some ten reads. */
const reviewsAtOnce = 5
/** Whoever facilitates more reviews than this in the days below is told of the latest. */
const reviewsAtMost = 100
/** What became of older meetings is on the pages of the actions and of the quarter. */
const lookBackDays = 180

const readCourse = async (stores: Dependencies, review: Review, email: string, now: string): Promise<Course> => {
  const { incidents, reviews, lessons, actions, counterfactuals, vendors } = stores
  const { asked, happened } = await happenedTo(stores, review)
  const [incident, arranged, record, agreed, named] = await Promise.all([
    incidents.readIncident(review.incidentId),
    reviews.isArranged(review.id),
    lessons.readRecord(review.id),
    actions.actionsOfIncident(review.incidentId),
    counterfactuals.counterfactualsOf(review.incidentId),
  ])
  const vendorSection = incident?.vendor ? await vendors.readVendorSection(incident.id) : null
  const known = {
    ...happened,
    incident,
    arranged,
    reads: readingOf(review, asked, email) !== null,
    record,
    actions: agreed.filter(({ reviewId }) => reviewId === review.id),
    conditions: named.filter(({ sightings }) => sightings.some(({ reviewId }) => reviewId === review.id)),
    vendorSection,
  }
  return courseOf(known, now)
}

const showCourse = operation({
  who: 'facilitator',
  tag: 'reviews',
  method: 'GET',
  path: '/api/reviews/{id}/course',
  summary: 'The stages of a review with their times, and what it still needs from somebody.',
  parameters: { id: reviewParameter },
  answers: { 200: courseSchema },
  refuses: [],
}).handledBy((stores: Dependencies) => async request => {
  const review = await requireOwnReview(stores.reviews, request)
  return { status: 200, json: await readCourse(stores, review, request.caller.email, request.now) }
})

const showToday = operation({
  who: 'facilitator',
  tag: 'reviews',
  method: 'GET',
  path: '/api/today',
  summary: 'What the caller’s reviews of the last half year need, overdue ones first.',
  answers: { 200: todaySchema },
  refuses: [],
}).handledBy((stores: Dependencies) => async ({ caller, now }) => {
  const asked = { limit: reviewsAtMost, after: null }
  const { items } = await stores.reviews.listReviews(caller.email, asked)
  const since = plus(now, -lookBackDays * dayMilliseconds)
  const current = items.filter(({ meetingAt, status }) => status === 'planned' && meetingAt > since)
  const found = await inParallel(current, reviewsAtOnce, async review => {
    const { id: reviewId, incidentId, title, meetingAt, zone } = review
    const { needs } = await readCourse(stores, review, caller.email, now)
    return needs.map(need => ({ ...need, reviewId, incidentId, title, meetingAt, zone }))
  })
  return { status: 200, json: found.flat().toSorted(byUrgency) }
})

export const courseOperations = [showCourse, showToday] as const
