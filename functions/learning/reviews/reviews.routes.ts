/** `/api/reviews`: the meetings. `clock` and `organise` follow a review by its version; nothing is told them here. */
import type { Hono } from 'hono'
import * as z from 'zod'
import { inParallel } from '../../aws/documents.ts'
import { reviewId } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import {
  type Facilitator,
  type Review,
  reviewChangeSchema,
  reviewInputSchema,
  reviewSchema,
  type ReviewView,
} from '../../domain/review/review.ts'
import { type AppEnvironment, signedIn } from '../../http/app.ts'
import { parseBody } from '../../http/body.ts'
import { answerPage } from '../../http/page.ts'
import { idBytes, type Random } from '../../http/repeat.ts'
import { type AppContext, body, bodyJson, route } from '../../http/route.ts'
import { readOwnReview } from './own-review.ts'
import type { SurveyStore } from '../items/surveys.store.ts'
import type { IncidentStore } from '../incidents/incidents.store.ts'
import type { ReviewStore } from './reviews.store.ts'

const requireFuture = (meetingAt: string, now: string): void => {
  if (Date.parse(meetingAt) <= Date.parse(now)) throw new Refusal('meeting_in_the_past')
}

/** Each a read or two. */
const surveysAtOnce = 20

const namesFacilitators = z.object({ facilitators: z.unknown().refine(value => value !== undefined) })

interface Stores {
  readonly incidents: IncidentStore
  readonly reviews: ReviewStore
  readonly surveys: SurveyStore
}

export const reviewRoutes = (
  app: Hono<AppEnvironment>,
  { incidents, reviews, surveys }: Stores,
  random: Random,
): void => {
  const view = async (review: Review): Promise<ReviewView> => ({
    ...review,
    surveyId: (await surveys.surveyOf(review.id))?.surveyId ?? null,
  })

  /** Whoever makes a review facilitates it, under the name they signed in with. */
  const create = async (context: AppContext): Promise<string> => {
    const { email, name } = signedIn(context.get('caller'))
    const { incidentId, facilitators, ...meeting } = await body(context, reviewInputSchema)
    const incident = await incidents.readIncident(incidentId)
    if (!incident) throw new Refusal('unknown_incident')
    requireFuture(meeting.meetingAt, context.get('now'))
    const everybody = new Map<string, Facilitator>([[email, { email, name }]])
    for (const other of facilitators) if (!everybody.has(other.email)) everybody.set(other.email, other)
    const id = reviewId(await idBytes(context, 'review', random))
    // Already there under the same idempotency key: the reply of the first request was lost.
    await reviews.addReview({
      id,
      incidentId,
      title: incident.title,
      startedAt: incident.startedAt,
      ...meeting,
      facilitators: [...everybody.values()],
      status: 'planned',
      version: 1,
    })
    return id
  }

  const list = (context: AppContext): Promise<Response> => {
    const { email } = signedIn(context.get('caller'))
    return answerPage(context, {}, async asked => {
      const { items, next } = await reviews.listReviews(email, asked)
      return { items: await inParallel(items, surveysAtOnce, view), next }
    })
  }

  /** Who reads the agenda is told to participants beforehand, so facilitators stay who they were. */
  const move = async (context: AppContext): Promise<Review> => {
    const raw = await bodyJson(context)
    if (namesFacilitators.safeParse(raw).success) throw new Refusal('terms_frozen')
    const { version, ...patch } = parseBody(reviewChangeSchema, raw)
    const before = await readOwnReview(reviews, context)
    if (before.status === 'cancelled') throw new Refusal('review_cancelled')
    const same = reviewSchema.parse({ ...before, ...patch })
    if (JSON.stringify(same) === JSON.stringify(before)) return before
    if (version !== undefined && version !== before.version) throw new Refusal('changed_meanwhile')
    if (same.meetingAt !== before.meetingAt) requireFuture(same.meetingAt, context.get('now'))
    const after = { ...same, version: before.version + 1 }
    if (!(await reviews.changeReview(after, before.version))) throw new Refusal('changed_meanwhile')
    return after
  }

  const cancel = async (context: AppContext): Promise<Review> => {
    const before = await readOwnReview(reviews, context)
    if (before.status === 'cancelled') return before
    const after: Review = { ...before, status: 'cancelled', version: before.version + 1 }
    if (!(await reviews.changeReview(after, before.version))) throw new Refusal('changed_meanwhile')
    return after
  }

  route(app, '/api/reviews', {
    GET: list,
    POST: async context => {
      const id = await create(context)
      return context.json({ id }, 201, { location: `/api/reviews/${id}` })
    },
  })
  route(app, '/api/reviews/:id', {
    GET: async context => context.json(await view(await readOwnReview(reviews, context))),
    PATCH: async context => context.json(await view(await move(context))),
  })
  route(app, '/api/reviews/:id/cancel', { POST: async context => context.json(await view(await cancel(context))) })
}
