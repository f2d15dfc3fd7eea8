/** `/api/reviews/{id}/course` and `/api/home`: where reviews stand, and what they still need from those who lead them. */
import * as z from 'zod'
import { homeReview, homeReviewSchema, homeSchema, knownFor, openReview } from '../../domain/course/desk.ts'
import { courseOf, courseSchema } from '../../domain/course/needs.ts'
import { operation } from '../../http/operation.ts'
import { answerWithPage } from '../../http/page.ts'
import type { DeskStore } from '../items/desk.store.ts'
import { readingOf, requireOwnReview, reviewParameter } from '../reviews/own-review.ts'
import type { ReviewStore } from '../reviews/reviews.store.ts'

interface Dependencies {
  readonly reviews: ReviewStore
  readonly desk: DeskStore
}

const shared = { who: 'facilitator', tag: 'reviews', method: 'GET', refuses: [] } as const

const showCourse = operation({
  ...shared,
  path: '/api/reviews/{id}/course',
  summary: 'The stages of a review with their times, and what it still needs from somebody.',
  parameters: { id: reviewParameter },
  answers: { 200: courseSchema },
}).handledBy(({ reviews, desk }: Dependencies) => async request => {
  const gathered = await desk.gather(await requireOwnReview(reviews, request))
  const reads = readingOf(gathered.review, gathered.row, request.caller.email) !== null
  return { status: 200, json: courseOf(knownFor(gathered, reads), request.now) }
})

const showHome = operation({
  ...shared,
  path: '/api/home',
  summary:
    'The caller’s reviews of the last half year about which something may still be to be done, and what they need.',
  description:
    'Of more than fifty the latest. Read from entries that are written when something changes, a minute after it at the latest.',
  conditional: true,
  answers: { 200: homeSchema },
}).handledBy(({ desk }: Pick<Dependencies, 'desk'>) => async ({ caller, now }) => {
  const { entries, others } = await desk.listOpen(caller.email, now)
  return { status: 200, json: { reviews: entries.map(entry => openReview(entry, now)), others } }
})

const listHome = operation({
  ...shared,
  path: '/api/home/reviews',
  summary: 'All reviews that the caller leads as lists show them, the latest meeting first.',
  paged: true,
  answers: { 200: z.array(homeReviewSchema) },
}).handledBy(
  ({ desk }: Pick<Dependencies, 'desk'>) =>
    request =>
      answerWithPage(request, {}, asked =>
        desk.listEvery(request.caller.email, entry => homeReview(entry, request.now), asked),
      ),
)

export const courseOperations = [showCourse, showHome, listHome] as const
