/** `/api/reviews/{id}/record`: what a meeting leaves behind, and its letters as they were mailed. */
import * as z from 'zod'
import { isOpen } from '../../domain/action/action.ts'
import { reviewIdSchema } from '../../domain/ids.ts'
import {
  agreedOf,
  letterInputSchema,
  letterPreviewSchema,
  type MeetingRecord,
  meetingRecordSchema,
  recordContentSchema,
  recordInputSchema,
  type RecordLetter,
  recordLetterSchema,
  recordViewSchema,
} from '../../domain/review/record.ts'
import { Refusal } from '../../domain/refusal.ts'
import { usualLanguage } from '../../domain/language/language.ts'
import type { Review } from '../../domain/review/review.ts'
import { renderText } from '../../formats/mail/layout.ts'
import { recordLetterFor } from '../../formats/mail/letter.ts'
import { operation, parameter } from '../../http/operation.ts'
import { untraced } from '../../http/trace.ts'
import { sha256 } from '../../protocol/digest.ts'
import { requireOwnReview } from '../reviews/own-review.ts'
import type { ActionStore } from '../actions/actions.store.ts'
import type { LessonStore } from './lessons.store.ts'
import type { ReviewStore } from '../reviews/reviews.store.ts'

/** Well below what one item can hold, in any alphabet. */
const recordBytes = 100_000

const emptyRecord = (review: Review): MeetingRecord => ({
  ...recordContentSchema.parse({}),
  version: 0,
  reviewId: review.id,
  incidentId: review.incidentId,
  title: review.title,
  meetingAt: review.meetingAt,
})

interface Dependencies {
  readonly reviews: ReviewStore
  readonly lessons: LessonStore
  readonly actions: ActionStore
}
type Records = Pick<Dependencies, 'reviews' | 'lessons'>

const shared = { who: 'facilitator', tag: 'reviews' } as const
const ofReview = { ...shared, parameters: { id: parameter(reviewIdSchema, 'unknown_review') } } as const

const readRecord = operation({
  ...ofReview,
  method: 'GET',
  path: '/api/reviews/{id}/record',
  summary: 'What the meeting leaves behind; version 0 until somebody writes it.',
  answers: { 200: recordViewSchema },
  refuses: [],
}).handledBy(({ reviews, lessons }: Records) => async request => {
  const review = await requireOwnReview(reviews, request)
  const [record, letters] = await Promise.all([lessons.readRecord(review.id), lessons.lettersOf(review.id)])
  return { status: 200, json: { ...(record ?? emptyRecord(review)), letters } }
})

/** Repeating the same content, because its reply was lost, is answered with the version it made. */
const saveRecord = operation({
  ...ofReview,
  method: 'PUT',
  path: '/api/reviews/{id}/record',
  summary: 'Replaces the record of the version that was read.',
  body: recordInputSchema,
  maximumBytes: recordBytes,
  trace: untraced.following,
  answers: { 200: z.object({ version: z.int() }) },
  refuses: ['changed_meanwhile'],
  example: {
    params: { id: 'rev_aaaaaaaaaaaaaaaa' },
    body: {
      understanding: 'The certificate ended on a Sunday, and its alarm went to a team that no longer exists.',
      factors: [{ text: 'Alarms follow people, not services', confirmed: true }],
      decisions: [{ text: 'Every alarm names a service', tradeOffs: 'Some ring twice for a while', confirmed: true }],
      version: 0,
    },
    answer: { version: 1 },
  },
}).handledBy(({ reviews, lessons }: Records) => async request => {
  const { version, ...content } = request.body
  const review = await requireOwnReview(reviews, request)
  const next = meetingRecordSchema.parse({ ...emptyRecord(review), ...content, version: version + 1 })
  if (!(await lessons.saveRecord(next, version === 0 ? null : version))) {
    const saved = await lessons.readRecord(review.id)
    if (JSON.stringify(saved) !== JSON.stringify(next)) throw new Refusal('changed_meanwhile')
  }
  return { status: 200, json: { version: next.version } }
})

/** The words that would be mailed now: what the room agreed on, and nothing that it was not asked. */
const letterOf = async ({ lessons, actions }: Dependencies, review: Review): Promise<RecordLetter> => {
  const record = await lessons.readRecord(review.id)
  if (!record) throw new Refusal('record_empty')
  const [taught, agreed] = await Promise.all([
    lessons.lessonsOf(review.incidentId),
    actions.actionsOfIncident(review.incidentId),
  ])
  const { understanding, title, meetingAt } = record
  const content = {
    understanding,
    ...agreedOf(record),
    title,
    meetingAt,
    lessons: taught
      .filter(({ reviewId }) => reviewId === review.id)
      .toSorted((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id))
      .map(({ id, text }) => ({ id, text })),
    actions: agreed
      .filter(({ reviewId, status }) => reviewId === review.id && isOpen(status))
      .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn) || a.id.localeCompare(b.id))
      .map(({ text, owner, dueOn }) => ({ text, owner, dueOn })),
  }
  return { ...content, letter: sha256(JSON.stringify(content)).toString('hex', 0, 16) }
}

const previewLetter = operation({
  ...ofReview,
  method: 'GET',
  path: '/api/reviews/{id}/record/letter',
  summary: 'The letter as it would be mailed now; nothing is kept.',
  answers: { 200: letterPreviewSchema },
  refuses: ['record_empty'],
}).handledBy((dependencies: Dependencies & { readonly siteUrl: string }) => async request => {
  const review = await requireOwnReview(dependencies.reviews, request)
  const letter = await letterOf(dependencies, review)
  const reader = { name: '', language: review.language ?? usualLanguage, zone: review.zone }
  const written = recordLetterFor(reader, letter, { siteUrl: dependencies.siteUrl, unsubscribe: null })
  return { status: 200, json: { letter: letter.letter, subject: written.subject, text: renderText(written) } }
})

/** Freezes the whole record as it stands, under an id derived from its content. */
const freezeRecord = operation({
  ...ofReview,
  method: 'POST',
  path: '/api/reviews/{id}/record/letter',
  summary:
    'Makes a letter of the record, its lessons and its actions as they stand, under an id derived from its content.',
  description: 'Names the letter that was looked at; one with other words is not made.',
  body: letterInputSchema,
  trace: untraced.following,
  answers: { 201: recordLetterSchema.pick({ letter: true }) },
  refuses: ['record_empty', 'changed_meanwhile'],
}).handledBy((dependencies: Dependencies) => async request => {
  const review = await requireOwnReview(dependencies.reviews, request)
  const letter = await letterOf(dependencies, review)
  if (request.body.letter !== letter.letter) throw new Refusal('changed_meanwhile')
  await dependencies.lessons.keepLetter(review.id, letter, request.now)
  return { status: 201, json: { letter: letter.letter } }
})

export const recordOperations = [readRecord, saveRecord, previewLetter, freezeRecord] as const
