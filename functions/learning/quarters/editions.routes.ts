/** Editions of a quarter's learning review: the first, the next with its reason, and one that is taken back. */
import * as z from 'zod'
import { type Edition, editionReasonSchema, editionSchema, standingOf } from '../../domain/learning-review/edition.ts'
import { learningReviewSchema } from '../../domain/learning-review/schema.ts'
import { headlineOfReview } from '../../domain/learning-review/since.ts'
import { Refusal } from '../../domain/refusal.ts'
import { operation, parameter } from '../../http/operation.ts'
import { type Random, repeatableBytes } from '../../http/repeat.ts'
import { sha256 } from '../../protocol/digest.ts'
import type { EditionsStore, Piece } from '../figures/editions.store.ts'
import { requireBegun } from '../items/begun.ts'
import type { Calendared } from '../items/tables.store.ts'
import type { LearningReviewStore } from './learning-reviews.store.ts'
import { madeNow, quarterParameter } from './quarter.ts'

interface Dependencies extends Calendared {
  readonly learningReviews: LearningReviewStore
  readonly editions: EditionsStore
}

const pieceOf = (content: unknown): Piece => {
  const text = JSON.stringify(content)
  return { name: sha256(text).toString('hex', 0, 16), text }
}

type Asked = Pick<Edition, 'number' | 'reason'> & {
  readonly quarter: string
  readonly madeBy: string | null
  readonly now: string
}

/** False if there is one with its number. */
const publish = async (
  { editions }: Dependencies,
  { now, ...asked }: Asked,
  { review, counted }: Awaited<ReturnType<typeof madeNow>>,
): Promise<boolean> =>
  editions.publish({
    ...asked,
    publishedAt: now,
    headline: headlineOfReview(review),
    review: pieceOf(review),
    counted: pieceOf(counted),
  })

const shared = { method: 'POST', who: 'facilitator', tag: 'learning-reviews' } as const

const publishReview = operation({
  ...shared,
  path: '/api/learning-reviews/{quarter}/publish',
  summary: 'Publishes the first edition as it stands. Publishing it again changes nothing.',
  parameters: { quarter: quarterParameter },
  trace: { act: 'quarter-published', about: 'quarter' },
  answers: { 200: z.object({ publishedAt: z.string() }) },
  refuses: ['quarter_not_begun', 'edition_taken_back'],
  example: { params: { quarter: '2026-Q3' }, answer: { publishedAt: '2026-10-12T09:00:00.000Z' } },
}).handledBy((dependencies: Dependencies) => async ({ params: { quarter }, now }) => {
  const { editions, learningReviews } = dependencies
  requireBegun(quarter, now, dependencies.calendar)
  if ((await editions.editionsOf(quarter)).length === 0) {
    const first = { quarter, number: 1, reason: null, madeBy: null, now }
    await publish(dependencies, first, await madeNow(learningReviews, quarter, now))
  }
  const standing = standingOf(await editions.editionsOf(quarter))
  // A request that is sent again must not publish what somebody took back in between.
  if (!standing) throw new Refusal('edition_taken_back')
  return { status: 200, json: { publishedAt: standing.publishedAt } }
})

/** Whoever sends it again under its key gets the edition that it made. */
const publishAgain = operation({
  ...shared,
  path: '/api/learning-reviews/{quarter}/editions',
  summary: 'Publishes the next edition as the quarter stands now, with the reason. Those before it stay readable.',
  parameters: { quarter: quarterParameter },
  body: editionReasonSchema,
  repeatable: true,
  trace: { act: 'quarter-published', about: 'quarter', counts: ['number'] },
  answers: { 201: editionSchema },
  refuses: ['quarter_not_begun', 'learning_review_not_published', 'edition_unchanged', 'changed_meanwhile'],
  example: {
    params: { quarter: '2026-Q3' },
    body: { reason: 'Twenty incidents of the old tracker were imported.' },
    answer: {
      number: 2,
      publishedAt: '2026-11-02T09:00:00.000Z',
      reason: 'Twenty incidents of the old tracker were imported.',
      takenBack: null,
    },
  },
}).handledBy((dependencies: Dependencies & { readonly random: Random }) => async request => {
  const { editions, learningReviews, random } = dependencies
  const { now, body } = request
  const { quarter } = request.params
  requireBegun(quarter, now, dependencies.calendar)
  const madeBy = sha256(await repeatableBytes(request, 'edition', random)).toString('hex', 0, 16)
  const made = async (): Promise<Edition | null> => {
    const number = await editions.madeBy(quarter, madeBy)
    return (await editions.editionsOf(quarter)).find(each => each.number === number) ?? null
  }
  const before = await made()
  if (before) return { status: 201, json: before }
  const all = await editions.editionsOf(quarter)
  const last = all.at(-1)
  if (!last) throw new Refusal('learning_review_not_published')
  const today = await madeNow(learningReviews, quarter, now)
  const standing = standingOf(all)
  const stands = standing && (await editions.readEdition(quarter, standing.number))
  const sections = JSON.stringify(learningReviewSchema.parse(today.review).sections)
  if (stands && JSON.stringify(stands.review.sections) === sections) throw new Refusal('edition_unchanged')
  await publish(dependencies, { quarter, number: last.number + 1, reason: body.reason, madeBy, now }, today)
  const edition = await made()
  if (!edition) throw new Refusal('changed_meanwhile')
  return { status: 201, json: edition }
})

/** Taking it back again changes nothing: the first reason stays. */
const takeBack = operation({
  ...shared,
  path: '/api/learning-reviews/{quarter}/editions/{number}/take-back',
  summary:
    'Takes an edition back, with the reason. It stays readable as taken back, and the one before it stands again.',
  parameters: {
    quarter: quarterParameter,
    number: parameter(z.coerce.number().int().min(1).max(9999), 'unknown_edition'),
  },
  body: editionReasonSchema,
  trace: { act: 'edition-taken-back', about: 'quarter', counts: ['number'] },
  answers: { 200: editionSchema },
  refuses: ['quarter_not_begun'],
  example: {
    params: { quarter: '2026-Q3', number: '2' },
    body: { reason: 'A drill was counted.' },
    answer: {
      number: 2,
      publishedAt: '2026-11-02T09:00:00.000Z',
      reason: 'Twenty incidents of the old tracker were imported.',
      takenBack: { at: '2026-11-03T09:00:00.000Z', reason: 'A drill was counted.' },
    },
  },
}).handledBy(({ editions, calendar }: Pick<Dependencies, 'editions' | 'calendar'>) => async ({ params, body, now }) => {
  const { quarter, number } = params
  requireBegun(quarter, now, calendar)
  await editions.takeBack(quarter, number, { at: now, reason: body.reason })
  const edition = (await editions.editionsOf(quarter)).find(each => each.number === number)
  if (!edition) throw new Refusal('unknown_edition')
  return { status: 200, json: edition }
})

export const editionOperations = [publishReview, publishAgain, takeBack] as const
