/** `/api/reviews/{id}/meeting` and `/live`: what facilitators do while the meeting runs. */
import * as z from 'zod'
import { liveKey, type ReviewId, reviewIdSchema } from '../../domain/ids.ts'
import {
  type Channel,
  channelClosesAt,
  deskBoardSchema,
  filedBytes,
  filedWith,
  inOrder,
  isClosed,
  remarkChoiceSchema,
  remarkSchema,
  shownBatch,
} from '../../domain/review/live.ts'
import { batchSeconds, spacedKey } from '../../domain/review/live-link.ts'
import {
  type Meeting,
  meetingAfter,
  meetingInputSchema,
  meetingSchema,
  noMeeting,
} from '../../domain/review/meeting.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Review } from '../../domain/review/review.ts'
import type { Caller } from '../../http/access.ts'
import { parseBody, parseJson } from '../../http/body.ts'
import { operation, parameter } from '../../http/operation.ts'
import { type Random, repeatableBytes } from '../../http/repeat.ts'
import type { FiguresStore } from '../figures/figures.store.ts'
import { closeChannel } from './live-closing.ts'
import { liveKeyHash } from '../../protocol/digest.ts'
import type { LiveStore } from './live.store.ts'
import { requireOwnReview } from './own-review.ts'
import type { ReviewStore } from './reviews.store.ts'

interface Dependencies {
  readonly reviews: ReviewStore
  readonly live: LiveStore
  readonly figures: FiguresStore
  readonly random: Random
  readonly siteUrl: string
}
type LiveOfReview = Pick<Dependencies, 'reviews' | 'live'>

/** Without a version the sender does not say what the change is based on, so it replaces whatever is there. */
const savingAttempts = 3

const figuresOf = ({ meetingAt, attendees, speakers, turns }: Meeting): string =>
  JSON.stringify([meetingAt, attendees, speakers, turns])

/**
 * Whether a quarter's figures may have changed, through this write or the one that it repeats. A note, which is saved
 * every few seconds while somebody types, changes none.
 */
const countsAnew = (before: Meeting, after: Meeting): boolean =>
  after === before ? after.attendees > 0 : figuresOf(before) !== figuresOf(after)

const readMeeting = async (reviews: ReviewStore, review: Review): Promise<Meeting> =>
  (await reviews.readMeeting(review.id)) ?? noMeeting(review)

const heldReview = async (
  reviews: ReviewStore,
  request: { params: { id: ReviewId }; caller: Caller },
): Promise<Review> => {
  const review = await requireOwnReview(reviews, request)
  if (review.status === 'cancelled') throw new Refusal('review_cancelled')
  return review
}

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
  summary: 'Saves how many came and spoke, and the notes; with `ended` it also ends the meeting and its live channel.',
  body: meetingInputSchema,
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
      endedAt: '2026-11-24T13:00:00.000Z',
      version: 1,
    },
  },
}).handledBy(({ reviews, live, figures }: Omit<Dependencies, 'random' | 'siteUrl'>) => async request => {
  const { body: input, now } = request
  const review = await heldReview(reviews, request)
  for (let attempt = 0; attempt < savingAttempts; attempt += 1) {
    const before = await readMeeting(reviews, review)
    const after = meetingAfter(before, input, review, now)
    const follows = input.version === undefined || input.version === before.version
    if (after !== before && !follows) throw new Refusal('changed_meanwhile')
    if (after === before || (await reviews.saveMeeting(after))) {
      if (input.ended) await closeChannel(live, review.id)
      if (countsAnew(before, after)) await figures.refreshFigures({ meetings: [before, after] }, now)
      return { status: 200, json: after }
    }
  }
  throw new Refusal('changed_meanwhile')
})

const readDeskBoard = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/live',
  summary: 'The board, including hidden remarks.',
  conditional: true,
  answers: { 200: deskBoardSchema },
  refuses: [],
}).handledBy(({ reviews, live }: LiveOfReview) => async request => {
  const { now } = request
  const review = await requireOwnReview(reviews, request)
  const channel = await live.readChannel(review.id)
  const remarks = await live.readRemarks(review.id)
  const open = channel !== null && !isClosed(channel, now)
  const seen = open ? inOrder(remarks.filter(({ batch }) => batch <= shownBatch(channel, now))) : []
  const filed = filedWith(await live.readFiled(review.id), open ? [] : remarks)
  const closed = channel !== null || filed.version > 0
  return {
    status: 200,
    json: {
      state: open ? 'open' : closed ? 'closed' : 'none',
      closesAt: channel?.closesAt ?? null,
      batchSeconds,
      remarks: seen,
      hidden: seen.filter(({ hidden }) => hidden).length,
      filed: filed.observations.length,
      filedHidden: filed.hiddenIds.length,
    },
  }
})

/** Each call makes a new key and only the newest is accepted; the same Idempotency-Key gives the same key. */
const openLive = operation({
  ...shared,
  method: 'POST',
  path: '/api/reviews/{id}/live',
  summary: 'Opens the live channel, or renews its key, so that earlier links are no longer accepted.',
  repeatable: true,
  answers: { 201: z.object({ url: z.string() }) },
  refuses: ['review_cancelled', 'meeting_ended'],
}).handledBy(({ reviews, live, random, siteUrl }: Omit<Dependencies, 'figures'>) => async request => {
  const { now } = request
  const review = await heldReview(reviews, request)
  const key = liveKey(await repeatableBytes(request, `live ${review.id}`, random))
  const keyHash = liveKeyHash(key)
  const closesAt = channelClosesAt(review.meetingAt, now)
  if ((await readMeeting(reviews, review)).endedAt !== null) throw new Refusal('meeting_ended')
  const before = await live.readChannel(review.id)
  if (before && isClosed(before, now)) await closeChannel(live, review.id)
  const filed = await live.readFiled(review.id)
  const channel: Channel = {
    reviewId: review.id,
    title: review.title,
    keyHash,
    salt: Buffer.from(random(16)).toString('base64url'),
    closesAt,
    batch: 0,
    batchEndsAt: now,
    beforeEndsAt: now,
    inBatch: 0,
    bytes: filedBytes(filed),
    ended: false,
  }
  await live.pointKey(keyHash, review.id, closesAt)
  const opened = (await live.openChannel(channel)) || (await live.renewKey(review.id, keyHash, closesAt))
  if (!opened) throw new Refusal('try_again')
  return { status: 201, json: { url: `${siteUrl}/live/#${spacedKey(key)}` } }
})

/** Parsed only when used: somebody who may not know that the review exists learns nothing, whatever they send. */
const choiceIn = (text: string) => ({
  get id() {
    return parseBody(remarkChoiceSchema, parseJson(text)).id
  },
})

const choice = {
  ...shared,
  method: 'POST',
  body: remarkChoiceSchema,
  reads: choiceIn,
  answers: { 200: remarkSchema.pick({ id: true, hidden: true }) },
  refuses: ['unknown_remark'],
} as const

interface ChoiceRequest {
  readonly params: { readonly id: ReviewId }
  readonly caller: Caller
  readonly body: z.output<typeof remarkChoiceSchema>
}

const choose =
  (hidden: boolean) =>
  ({ reviews, live }: LiveOfReview) =>
  async (request: ChoiceRequest) => {
    const review = await requireOwnReview(reviews, request)
    const { id } = request.body
    if (!(await live.hideRemark(review.id, id, hidden))) throw new Refusal('unknown_remark')
    return { status: 200 as const, json: { id, hidden } }
  }

const hideRemark = operation({
  ...choice,
  path: '/api/reviews/{id}/live/hide',
  summary: 'Takes a remark off the board, which shows how many are hidden.',
  example: { body: { id: 'obs_aaaaaaaaaaaaaaaa' }, answer: { id: 'obs_aaaaaaaaaaaaaaaa', hidden: true } },
}).handledBy(choose(true))

const showRemark = operation({
  ...choice,
  path: '/api/reviews/{id}/live/show',
  summary: 'Puts a hidden remark back.',
}).handledBy(choose(false))

const closeLive = operation({
  ...shared,
  method: 'POST',
  path: '/api/reviews/{id}/live/close',
  summary: 'Closes the live channel: its observations join the agenda’s appendix, its rows are deleted.',
  answers: { 200: z.object({ filed: z.int(), filedHidden: z.int() }) },
  refuses: [],
}).handledBy(({ reviews, live }: LiveOfReview) => async request => {
  const review = await requireOwnReview(reviews, request)
  const { observations, hiddenIds } = await closeChannel(live, review.id)
  return { status: 200, json: { filed: observations.length, filedHidden: hiddenIds.length } }
})

export const meetingOperations = [
  readCounts,
  saveCounts,
  readDeskBoard,
  openLive,
  hideRemark,
  showRemark,
  closeLive,
] as const
