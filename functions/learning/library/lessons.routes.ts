/** `/api/lessons` and `/api/reviews/{id}/lessons`: what reviews taught, and where it was cited. */
import type { Hono } from 'hono'
import { citationId, type LessonId, lessonId, lessonIdSchema } from '../../domain/ids.ts'
import {
  type Citation,
  citationInputSchema,
  citationSchema,
  type CitedLesson,
  type Lesson,
  lessonChangeSchema,
  lessonInputSchema,
  lessonSchema,
} from '../../domain/review/lesson.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isFacilitator } from '../../domain/review/review.ts'
import { type AppEnvironment, signedIn } from '../../http/app.ts'
import { answerPage } from '../../http/page.ts'
import { idBytes, type Random } from '../../http/repeat.ts'
import { type AppContext, body, idOf, route } from '../../http/route.ts'
import { readOwnReview } from '../reviews/own-review.ts'
import type { LessonStore } from './lessons.store.ts'
import type { ReviewStore } from '../reviews/reviews.store.ts'

/** Two calls about the same address at once: the one that came second reads again. */
const attempts = 5

export const lessonRoutes = (
  app: Hono<AppEnvironment>,
  { reviews, lessons }: { readonly reviews: ReviewStore; readonly lessons: LessonStore },
  random: Random,
): void => {
  const create = async (context: AppContext): Promise<LessonId> => {
    const review = await readOwnReview(reviews, context)
    const { text } = await body(context, lessonInputSchema)
    const id = lessonId(await idBytes(context, 'lesson', random))
    const { incidentId, title } = review
    // Already there under the same idempotency key: the reply of the first request was lost.
    await lessons.addLesson({ id, version: 1, text, reviewId: review.id, incidentId, title, at: context.get('now') })
    return id
  }

  const read = async (context: AppContext): Promise<CitedLesson> => {
    const lesson = await lessons.readLesson(idOf(context, lessonIdSchema, 'unknown_lesson'))
    if (!lesson) throw new Refusal('unknown_lesson')
    return lesson
  }

  /** By the facilitators of its review. */
  const change = async (context: AppContext): Promise<Lesson> => {
    const { email } = signedIn(context.get('caller'))
    const { version, text } = await body(context, lessonChangeSchema)
    const before = lessonSchema.parse(await read(context))
    const review = await reviews.readReview(before.reviewId)
    if (!review || !isFacilitator(review, email)) throw new Refusal('unknown_review')
    if (text === before.text) return before
    if (version !== undefined && version !== before.version) throw new Refusal('changed_meanwhile')
    const after = { ...before, text, version: before.version + 1 }
    if (!(await lessons.changeLesson(after, before.version))) throw new Refusal('changed_meanwhile')
    return after
  }

  /** The id is made of the address: a pipeline that says it at every run says it once. */
  const cite = async (context: AppContext): Promise<Citation> => {
    const input = await body(context, citationInputSchema)
    const lesson = await read(context)
    const address = new TextEncoder().encode(`${lesson.id}|${input.url}`)
    const id = citationId(new Uint8Array(await crypto.subtle.digest('SHA-256', address)))
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const before = await lessons.readCitation(lesson.id, id)
      // In the schema's order, so that the same again is seen to be the same.
      const after = citationSchema.parse({
        ...input,
        // What somebody entered by hand about the change is not taken back by a pipeline that doesn't know.
        changed: input.changed ?? before?.changed ?? null,
        id,
        lessonId: lesson.id,
        version: (before?.version ?? 0) + 1,
        at: before?.at ?? context.get('now'),
      })
      if (before && JSON.stringify({ ...after, version: before.version }) === JSON.stringify(before)) return before
      if (await lessons.saveCitation(after, before?.version ?? null)) return after
    }
    throw new Refusal('changed_meanwhile')
  }

  route(app, '/api/lessons', { GET: context => answerPage(context, {}, lessons.listLessons) })
  route(app, '/api/lessons/:id', {
    GET: async context => context.json(await read(context)),
    PATCH: async context => context.json(await change(context)),
  })
  route(app, '/api/lessons/:id/citations', {
    POST: async context => {
      const { id } = await cite(context)
      return context.json({ id }, 201)
    },
  })
  route(app, '/api/reviews/:id/lessons', {
    GET: async context => {
      const review = await readOwnReview(reviews, context)
      const all = await lessons.lessonsOf(review.incidentId)
      return context.json(
        all.filter(({ reviewId }) => reviewId === review.id).toSorted((a, b) => a.at.localeCompare(b.at)),
      )
    },
    POST: async context => {
      const id = await create(context)
      return context.json({ id }, 201, { location: `/api/lessons/${id}` })
    },
  })
}
