/** `/api/reviews/{id}/record`: what a meeting leaves behind, and the letter of it as it was when it was mailed. */
import type { Hono } from 'hono'
import { createHash } from 'node:crypto'
import { isOpen } from '../../domain/action/action.ts'
import type { ReviewId } from '../../domain/ids.ts'
import {
  type MeetingRecord,
  meetingRecordSchema,
  recordContentSchema,
  recordInputSchema,
  type RecordLetter,
} from '../../domain/review/record.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isFacilitator, type Review } from '../../domain/review/review.ts'
import { type AppEnvironment, signedIn } from '../../http/app.ts'
import { answerPage } from '../../http/page.ts'
import { type AppContext, body, route } from '../../http/route.ts'
import { readOwnReview } from '../reviews/own-review.ts'
import type { ActionStore } from '../actions/actions.store.ts'
import type { LessonStore } from './lessons.store.ts'
import type { ReviewStore } from '../reviews/reviews.store.ts'

/** Far under what one item holds, whatever alphabet it is written in. */
const recordBytes = 100_000

const emptyRecord = (review: Review): MeetingRecord => ({
  ...recordContentSchema.parse({}),
  version: 0,
  reviewId: review.id,
  incidentId: review.incidentId,
  title: review.title,
  meetingAt: review.meetingAt,
})

export const recordRoutes = (
  app: Hono<AppEnvironment>,
  {
    reviews,
    lessons,
    actions,
  }: { readonly reviews: ReviewStore; readonly lessons: LessonStore; readonly actions: ActionStore },
): void => {
  /** The same content again, because its reply was lost, is the version it made. */
  const save = async (context: AppContext): Promise<number> => {
    const { version, ...content } = await body(context, recordInputSchema, recordBytes)
    const review = await readOwnReview(reviews, context)
    const next = meetingRecordSchema.parse({ ...emptyRecord(review), ...content, version: version + 1 })
    if (await lessons.saveRecord(next, version === 0 ? null : version)) return next.version
    const saved = await lessons.readRecord(review.id)
    if (JSON.stringify(saved) !== JSON.stringify(next)) throw new Refusal('changed_meanwhile')
    return next.version
  }

  /** Everything of the meeting's record as it stands, under an id made of what it says. */
  const freeze = async (context: AppContext): Promise<string> => {
    const review = await readOwnReview(reviews, context)
    const record = await lessons.readRecord(review.id)
    if (!record) throw new Refusal('record_empty')
    const [taught, agreed] = await Promise.all([
      lessons.lessonsOf(review.incidentId),
      actions.actionsOfIncident(review.incidentId),
    ])
    const { understanding, factors, decisions, title, meetingAt } = record
    const content = {
      understanding,
      factors,
      decisions,
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
    const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32)
    const letter: RecordLetter = { ...content, letter: digest }
    await lessons.keepLetter(review.id, letter, context.get('now'))
    return digest
  }

  const listOwn = (context: AppContext): Promise<Response> => {
    const { email } = signedIn(context.get('caller'))
    const isOwn = async (reviewId: ReviewId): Promise<boolean> => {
      const review = await reviews.readReview(reviewId)
      return review !== null && isFacilitator(review, email)
    }
    return answerPage(context, {}, asked => lessons.listRecords(isOwn, asked))
  }

  route(app, '/api/lessons/records', { GET: listOwn })
  route(app, '/api/reviews/:id/record', {
    GET: async context => {
      const review = await readOwnReview(reviews, context)
      const [record, letters] = await Promise.all([lessons.readRecord(review.id), lessons.lettersOf(review.id)])
      return context.json({ ...(record ?? emptyRecord(review)), letters })
    },
    PUT: async context => context.json({ version: await save(context) }),
  })
  route(app, '/api/reviews/:id/record/letter', {
    POST: async context => context.json({ letter: await freeze(context) }, 201),
  })
}
