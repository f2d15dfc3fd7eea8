/** `/api/lessons` and `/api/reviews/{id}/lessons`: what reviews taught, and where it was cited. */
import * as z from 'zod'
import { inParallel } from '../../domain/in-parallel.ts'
import {
  citationId,
  citationIdSchema,
  lessonId,
  lessonIdSchema,
  type LessonId,
  type ReviewId,
  reviewIdSchema,
} from '../../domain/ids.ts'
import {
  citationInputSchema,
  citationSchema,
  type CitedLesson,
  citedLessonSchema,
  type Lesson,
  lessonChangeSchema,
  lessonInputSchema,
  lessonSchema,
} from '../../domain/review/lesson.ts'
import { Refusal } from '../../domain/refusal.ts'
import { mayLead } from '../../domain/review/review.ts'
import { requireRole } from '../../http/access.ts'
import { documentOf } from '../../domain/web-address.ts'
import { operation, parameter } from '../../http/operation.ts'
import { answerWithPage } from '../../http/page.ts'
import { type Random, repeatableBytes } from '../../http/repeat.ts'
import { untraced } from '../../http/trace.ts'
import { sha256 } from '../../protocol/digest.ts'
import { requireOwnReview } from '../reviews/own-review.ts'
import type { LessonStore } from './lessons.store.ts'
import type { ReviewStore } from '../reviews/reviews.store.ts'

/** Reads of the letters of a review. */
const atOnce = 20
/** If two calls cite the same address at once, the second one reads again. */
const attempts = 5

interface Dependencies {
  readonly reviews: ReviewStore
  readonly lessons: LessonStore
  readonly random: Random
}
type Lessons = Pick<Dependencies, 'lessons'>

const read = async (lessons: LessonStore, id: LessonId): Promise<CitedLesson> => {
  const lesson = await lessons.readLesson(id)
  if (!lesson) throw new Refusal('unknown_lesson')
  return lesson
}

/**
 * What a review is called, which is what its incident is called, is for facilitators until its record was mailed; each
 * review is looked at once.
 */
const seenBy = ({ lessons }: Lessons, roles: readonly string[]) => {
  const mailed = new Map<string, Promise<boolean>>()
  const isMailed = (review: ReviewId): Promise<boolean> => {
    const known = mailed.get(review) ?? lessons.latestLetterOf(review).then(letter => letter !== null)
    mailed.set(review, known)
    return known
  }
  return async <One extends Pick<Lesson, 'reviewId' | 'title'>>(lesson: One): Promise<One> =>
    roles.includes('facilitator') || (await isMailed(lesson.reviewId)) ? lesson : { ...lesson, title: '' }
}

const shared = { who: 'facilitator', tag: 'actions' } as const
const forAll = { ...shared, who: 'account' } as const
const ofLesson = { id: parameter(lessonIdSchema, 'unknown_lesson') } as const
const ofReview = { id: parameter(reviewIdSchema, 'unknown_review') } as const

const listLessons = operation({
  ...forAll,
  method: 'GET',
  path: '/api/lessons',
  summary: 'What reviews taught, the latest first.',
  paged: true,
  answers: { 200: z.array(lessonSchema) },
  refuses: [],
}).handledBy(({ lessons }: Lessons) => request => {
  const seen = seenBy({ lessons }, request.caller.roles)
  return answerWithPage(request, {}, async asked => {
    const { items, next } = await lessons.listLessons(asked)
    return { items: await inParallel(items, atOnce, seen), next }
  })
})

const readLesson = operation({
  ...forAll,
  method: 'GET',
  path: '/api/lessons/{id}',
  summary: 'One lesson, with where it was cited.',
  parameters: ofLesson,
  answers: { 200: citedLessonSchema },
  refuses: [],
}).handledBy(({ lessons }: Lessons) => async ({ params, caller }) => ({
  status: 200,
  json: await seenBy({ lessons }, caller.roles)(await read(lessons, params.id)),
}))

/** Only for those who lead its review. */
const changeLesson = operation({
  ...shared,
  method: 'PATCH',
  path: '/api/lessons/{id}',
  summary: 'Changes a lesson’s words; its address stays.',
  parameters: ofLesson,
  body: lessonChangeSchema,
  trace: untraced.following,
  answers: { 200: lessonSchema },
  refuses: ['unknown_review', 'changed_meanwhile'],
}).handledBy(({ reviews, lessons }: Omit<Dependencies, 'random'>) => async ({ params, body, caller }) => {
  const { version, text } = body
  const before = lessonSchema.parse(await read(lessons, params.id))
  const review = await reviews.readReview(before.reviewId)
  if (!review || !mayLead(review, caller.email)) throw new Refusal('unknown_review')
  if (text === before.text) return { status: 200, json: before }
  if (version !== undefined && version !== before.version) throw new Refusal('changed_meanwhile')
  const after = { ...before, text, version: before.version + 1 }
  if (!(await lessons.changeLesson(after, before.version))) throw new Refusal('changed_meanwhile')
  return { status: 200, json: after }
})

/** The id follows from the document, so a pipeline that reports it on every run creates one citation. */
const citeLesson = operation({
  method: 'POST',
  path: '/api/lessons/{id}/citations',
  who: 'cite',
  tag: 'actions',
  summary: 'Records where the lesson is cited: for whoever signs in, and with a token of the scope `murmur/cite`.',
  description:
    'The same document is the same citation: case, and slashes at the end, are no difference. What stands of it is ' +
    'replaced for facilitators, and with a token; anybody else is answered with the one that stands.',
  parameters: ofLesson,
  body: citationInputSchema,
  trace: untraced.following,
  answers: { 201: z.object({ id: citationIdSchema }) },
  refuses: ['changed_meanwhile'],
  example: {
    params: { id: 'les_aaaaaaaaaaaaaaaa' },
    body: {
      url: 'https://git.example.com/shop/pull/1042',
      kind: 'pull-request',
      title: 'Renew certificates a month early',
      changed: 'Certificates are renewed a month before they end.',
    },
    answer: { id: 'cit_aaaaaaaaaaaaaaaa' },
  },
}).handledBy(({ lessons }: Lessons) => async ({ params, body: input, caller, now }) => {
  const mayReplace = caller === null || caller.roles.includes('facilitator')
  const lesson = await read(lessons, params.id)
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await lessons.citationOf(lesson.id, input.url)
    if (before && !mayReplace) return { status: 201, json: { id: before.id } }
    const id = before?.id ?? citationId(sha256(`${lesson.id}|${documentOf(input.url)}`))
    // In the schema's order, so that repeating the same content is recognised.
    const after = citationSchema.parse({
      ...input,
      // A pipeline that does not know what changed must not erase what somebody entered about it.
      changed: input.changed ?? before?.changed ?? null,
      id,
      lessonId: lesson.id,
      version: (before?.version ?? 0) + 1,
      at: before?.at ?? now,
    })
    const isSame = before && JSON.stringify({ ...after, version: before.version }) === JSON.stringify(before)
    if (isSame || (await lessons.saveCitation(after, before?.version ?? null))) return { status: 201, json: { id } }
  }
  throw new Refusal('changed_meanwhile')
})

const withdrawCitation = operation({
  method: 'DELETE',
  path: '/api/lessons/{id}/citations/{citation}',
  who: 'cite',
  tag: 'actions',
  summary: 'Withdraws a citation: for facilitators, and with a token of the scope `murmur/cite`.',
  description: 'Sent again, it withdraws nothing more. The document can be cited anew.',
  parameters: { ...ofLesson, citation: parameter(citationIdSchema, 'unknown_lesson') },
  trace: untraced.following,
  answers: { 200: z.object({ withdrawn: z.int() }) },
  refuses: [],
  example: {
    params: { id: 'les_aaaaaaaaaaaaaaaa', citation: 'cit_aaaaaaaaaaaaaaaa' },
    answer: { withdrawn: 1 },
  },
}).handledBy(({ lessons }: Lessons) => async ({ params, caller }) => {
  if (caller) requireRole(caller, 'facilitator')
  const lesson = await read(lessons, params.id)
  return { status: 200, json: { withdrawn: await lessons.withdrawCitation(lesson.id, params.citation) } }
})

const listOfReview = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/lessons',
  summary: 'Lessons of a review.',
  parameters: ofReview,
  answers: { 200: z.array(lessonSchema) },
  refuses: [],
}).handledBy(({ reviews, lessons }: Omit<Dependencies, 'random'>) => async request => {
  const review = await requireOwnReview(reviews, request)
  const all = await lessons.lessonsOf(review.incidentId)
  const own = all.filter(({ reviewId }) => reviewId === review.id)
  return { status: 200, json: own.toSorted((a, b) => a.at.localeCompare(b.at)) }
})

const addLesson = operation({
  ...shared,
  method: 'POST',
  path: '/api/reviews/{id}/lessons',
  summary: 'Adds a lesson, under an address that stays.',
  parameters: ofReview,
  body: lessonInputSchema,
  repeatable: true,
  trace: untraced.following,
  answers: { 201: z.object({ id: lessonIdSchema }) },
  refuses: [],
  example: {
    params: { id: 'rev_aaaaaaaaaaaaaaaa' },
    body: { text: 'An alarm that nobody can act on is turned off within a week.' },
    answer: { id: 'les_aaaaaaaaaaaaaaaa' },
  },
}).handledBy(({ reviews, lessons, random }: Dependencies) => async request => {
  const review = await requireOwnReview(reviews, request)
  const { text } = request.body
  const id = lessonId(await repeatableBytes(request, 'lesson', random))
  const { incidentId, title } = review
  // If it exists under the same idempotency key, the reply to the first request was lost.
  await lessons.addLesson({ id, version: 1, text, reviewId: review.id, incidentId, title, at: request.now })
  return { status: 201, json: { id }, headers: { location: `/api/lessons/${id}` } }
})

export const lessonOperations = [
  listLessons,
  readLesson,
  changeLesson,
  citeLesson,
  withdrawCitation,
  listOfReview,
  addLesson,
] as const
