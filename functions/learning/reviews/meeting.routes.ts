/** `/api/reviews/{id}/meeting`: what comes of a meeting, and its end. */
import { reviewIdSchema } from '../../domain/ids.ts'
import {
  type Meeting,
  meetingAfter,
  meetingInputSchema,
  meetingSchema,
  noMeeting,
} from '../../domain/review/meeting.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Review } from '../../domain/review/review.ts'
import { operation, parameter } from '../../http/operation.ts'
import { untraced } from '../../http/trace.ts'
import type { FiguresStore } from '../figures/figures.store.ts'
import { requirePlannedReview } from './held-review.ts'
import { closeChannel } from './live-closing.ts'
import type { LiveStore } from './live.store.ts'
import { requireOwnReview } from './own-review.ts'
import type { ReviewStore } from './reviews.store.ts'
import type { RunningStore } from './running.store.ts'

interface Dependencies {
  readonly reviews: ReviewStore
  readonly live: LiveStore
  readonly running: RunningStore
  readonly figures: FiguresStore
}

/** Without a version the sender does not say what the change is based on, so it replaces whatever is there. */
const savingAttempts = 3

const figuresOf = ({ meetingAt, attendees, speakers, turns }: Meeting): string =>
  JSON.stringify([meetingAt, attendees, speakers, turns])

/**
 * Whether a quarter's figures may have changed, through this write or the one that it repeats: which numbers stood before
 * that one is not known, so a repeat always counts. A note, which is saved every few seconds while somebody types,
 * changes none.
 */
const countsAnew = (before: Meeting, after: Meeting): boolean =>
  after === before || figuresOf(before) !== figuresOf(after)

const readMeeting = async (reviews: ReviewStore, review: Review): Promise<Meeting> =>
  (await reviews.readMeeting(review.id)) ?? noMeeting(review)

const shared = {
  who: 'facilitator',
  tag: 'meetings',
  parameters: { id: parameter(reviewIdSchema, 'unknown_review') },
} as const

const readCounts = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/meeting',
  summary: 'The counts and notes of the meeting; version 0 if there are none.',
  answers: { 200: meetingSchema },
  refuses: [],
}).handledBy(({ reviews }: Pick<Dependencies, 'reviews'>) => async request => {
  const review = await requireOwnReview(reviews, request)
  return { status: 200, json: await readMeeting(reviews, review) }
})

/** Repeating the same content, because its reply was lost, is answered with the version it made. */
const saveCounts = operation({
  ...shared,
  method: 'POST',
  path: '/api/reviews/{id}/meeting',
  summary:
    'Saves how many came and spoke, and the notes; with `ended` it also ends the meeting and its live channel, and removes what is shown of it.',
  body: meetingInputSchema,
  trace: untraced.meeting,
  answers: { 200: meetingSchema },
  refuses: ['review_cancelled', 'changed_meanwhile'],
  example: {
    params: { id: 'rev_aaaaaaaaaaaaaaaa' },
    body: { attendees: 6, speakers: 2, turns: [3, 5], ended: true, version: 0 },
    answer: {
      reviewId: 'rev_aaaaaaaaaaaaaaaa',
      incidentId: 'inc_aaaaaaaaaaaaaaaa',
      meetingAt: '2026-11-24T12:00:00.000Z',
      attendees: 6,
      speakers: 2,
      turns: [5, 3],
      notes: {},
      captured: [],
      endedAt: '2026-11-24T13:00:00.000Z',
      version: 1,
    },
  },
}).handledBy(({ reviews, live, running, figures }: Dependencies) => async request => {
  const { body: input, now } = request
  const review = await requirePlannedReview(reviews, request)
  for (let attempt = 0; attempt < savingAttempts; attempt += 1) {
    const before = await readMeeting(reviews, review)
    const after = meetingAfter(before, input, review, now)
    const follows = input.version === undefined || input.version === before.version
    if (after !== before && !follows) throw new Refusal('changed_meanwhile')
    if (after === before || (await reviews.saveMeeting(after))) {
      if (input.ended) {
        await running.removeRunning(review.id)
        await closeChannel(live, review.id)
      }
      if (countsAnew(before, after)) await figures.refreshFigures({ meetings: [before, after] }, now)
      return { status: 200, json: after }
    }
  }
  throw new Refusal('changed_meanwhile')
})

export const meetingOperations = [readCounts, saveCounts] as const
