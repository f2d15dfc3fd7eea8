/** `/api/lessons/records`: what meetings left behind, for whoever signs in. */
import * as z from 'zod'
import { reviewIdSchema } from '../../domain/ids.ts'
import {
  type LibraryRecord,
  libraryRecordSchema,
  type MeetingRecord,
  publishedOf,
  publishedRecordSchema,
} from '../../domain/review/record.ts'
import { Refusal } from '../../domain/refusal.ts'
import { mayLead } from '../../domain/review/review.ts'
import { operation, parameter } from '../../http/operation.ts'
import { answerWithPage } from '../../http/page.ts'
import type { LessonStore } from './lessons.store.ts'
import type { ReviewStore } from '../reviews/reviews.store.ts'

interface Dependencies {
  readonly reviews: ReviewStore
  readonly lessons: LessonStore
}

const shared = { who: 'account', tag: 'actions' } as const

const listRecords = operation({
  ...shared,
  method: 'GET',
  path: '/api/lessons/records',
  summary:
    'Records of meetings, the latest first: those that were mailed, and those of the reviews that the caller leads.',
  description:
    'Of a review that somebody else leads it is what the room agreed on, as it was mailed last. What was not mailed is ' +
    'for those alone who lead its review.',
  paged: true,
  answers: { 200: z.array(libraryRecordSchema) },
  refuses: [],
}).handledBy(({ reviews, lessons }: Dependencies) => request => {
  const { email, roles } = request.caller
  const isFacilitator = roles.includes('facilitator')
  const shown = async (record: MeetingRecord): Promise<LibraryRecord | null> => {
    const [review, letter] = await Promise.all([
      isFacilitator ? reviews.readReview(record.reviewId) : null,
      lessons.latestLetterOf(record.reviewId),
    ])
    const publishedAt = letter?.mailedAt ?? null
    if (review && mayLead(review, email)) return { ...record, publishedAt, own: true }
    if (!letter) return null
    const { lessons: _lessons, actions: _actions, ...published } = publishedOf(record, letter)
    return { ...published, version: record.version, own: false }
  }
  return answerWithPage(request, {}, asked => lessons.listRecords(shown, asked))
})

const readPublished = operation({
  ...shared,
  method: 'GET',
  path: '/api/lessons/records/{id}',
  summary: 'The record of a review as it was mailed last, with its lessons and actions.',
  parameters: { id: parameter(reviewIdSchema, 'unknown_review') },
  answers: { 200: publishedRecordSchema },
  refuses: [],
}).handledBy(({ lessons }: Dependencies) => async ({ params: { id } }) => {
  const [record, letter] = await Promise.all([lessons.readRecord(id), lessons.latestLetterOf(id)])
  // Whether there is a review, or one whose record was not mailed, is nobody else’s to know.
  if (!record || !letter) throw new Refusal('unknown_review')
  return { status: 200, json: publishedOf(record, letter) }
})

export const libraryOperations = [listRecords, readPublished] as const
