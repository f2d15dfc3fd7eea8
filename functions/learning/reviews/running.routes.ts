/** `/api/reviews/{id}/running`: the item, clock and round of a meeting under way, the same for all who lead it. */
import * as z from 'zod'
import { type ReviewId, reviewIdSchema } from '../../domain/ids.ts'
import {
  clearedAt,
  isIn,
  notBegun,
  type Running,
  runningSchema,
  runningViewSchema,
} from '../../domain/review/running.ts'
import { Refusal } from '../../domain/refusal.ts'
import { operation, parameter } from '../../http/operation.ts'
import { untraced } from '../../http/trace.ts'
import { requireHeldReview } from './held-review.ts'
import { requireOwnReview } from './own-review.ts'
import type { ReviewStore } from './reviews.store.ts'
import type { RunningStore } from './running.store.ts'

interface Stores {
  readonly reviews: ReviewStore
  readonly running: RunningStore
}

/** A meeting of hundreds, with every name. */
const runningBytes = 300_000

const shared = {
  who: 'facilitator',
  tag: 'meetings',
  path: '/api/reviews/{id}/running',
  parameters: { id: parameter(reviewIdSchema, 'unknown_review') },
} as const

const example: Running = {
  ...notBegun,
  itemId: 'theme-1',
  since: 1_795_521_600_000,
  elapsed: { opening: 240_000 },
  people: [
    {
      id: 'p1',
      name: 'Ada Sample',
      seniority: 'junior',
      draw: 0.4,
      turns: 1,
      passed: false,
      heard: false,
      away: false,
    },
  ],
  applied: ['3f2c9a7e'],
}

const isEnded = async ({ reviews }: Stores, id: ReviewId): Promise<boolean> =>
  ((await reviews.readMeeting(id))?.endedAt ?? null) !== null

/** Asked again and again while the meeting runs: two small reads, and an answer of some bytes while nothing is new. */
const readRunning = operation({
  ...shared,
  method: 'GET',
  summary: 'The meeting under way, or null where it is still at the version given; version 0 if it has not begun.',
  query: { version: z.coerce.number().int().min(0) },
  answers: { 200: runningViewSchema },
  refuses: [],
  example: {
    params: { id: 'rev_aaaaaaaaaaaaaaaa' },
    answer: { now: 1_795_521_700_000, ended: false, running: { ...example, version: 2 } },
  },
}).handledBy((stores: Stores) => async request => {
  const review = await requireOwnReview(stores.reviews, request)
  const running = await stores.running.readRunning(review.id)
  const ended = running === null && (await isEnded(stores, review.id))
  const isKnown = running !== null && running.version === request.query.version
  return {
    status: 200,
    json: { now: Date.parse(request.now), ended, running: isKnown ? null : (running ?? notBegun) },
  }
})

/**
 * The whole as it shall be, over the version it was made from. Whoever was overtaken reads, makes the same changes again
 * and sends that. What is there already, because its reply was lost, is answered as it stands.
 */
const saveRunning = operation({
  ...shared,
  method: 'PUT',
  summary: 'Takes the meeting a step further.',
  body: runningSchema,
  maximumBytes: runningBytes,
  trace: untraced.meeting,
  answers: { 200: runningViewSchema },
  refuses: ['review_cancelled', 'meeting_ended', 'changed_meanwhile'],
  example: { params: { id: 'rev_aaaaaaaaaaaaaaaa' }, body: { ...example, version: 1 } },
}).handledBy((stores: Stores) => async request => {
  const { body, now } = request
  const review = await requireHeldReview(stores.reviews, request)
  const before = (await stores.running.readRunning(review.id)) ?? notBegun
  const answer = (running: Running) => ({
    status: 200 as const,
    json: { now: Date.parse(now), ended: false, running },
  })
  if (before.version > 0 && isIn(body, before)) return answer(before)
  if (before.version !== body.version) throw new Refusal('changed_meanwhile')
  const after = { ...body, version: body.version + 1 }
  if (!(await stores.running.saveRunning(review.id, after, clearedAt(review.meetingAt, now)))) {
    throw new Refusal('changed_meanwhile')
  }
  if (await isEnded(stores, review.id)) {
    // It ended in between, and nobody else would remove these names.
    await stores.running.removeRunning(review.id)
    throw new Refusal('meeting_ended')
  }
  return answer(after)
})

export const runningOperations = [readRunning, saveRunning] as const
