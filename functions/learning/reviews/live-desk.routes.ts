/** `/api/reviews/{id}/live`: the live channel as facilitators open, show, watch and close it. */
import * as z from 'zod'
import { type ReviewId, reviewIdSchema } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import {
  type Channel,
  channelClosesAt,
  deskBoardSchema,
  filedBytes,
  filedWith,
  inOrder,
  isClosed,
  type Remark,
  remarkChoiceSchema,
  remarkSchema,
  shownBatch,
} from '../../domain/review/live.ts'
import { batchSeconds, spacedKey } from '../../domain/review/live-link.ts'
import type { Review } from '../../domain/review/review.ts'
import type { Caller } from '../../http/access.ts'
import { parseBody, parseJson } from '../../http/body.ts'
import { operation, parameter } from '../../http/operation.ts'
import { type Random, repeatableBytes } from '../../http/repeat.ts'
import { untraced } from '../../http/trace.ts'
import { liveKeyFrom, liveKeyHash } from '../../protocol/digest.ts'
import { requireHeldReview } from './held-review.ts'
import { closeChannel } from './live-closing.ts'
import type { LiveStore } from './live.store.ts'
import { requireOwnReview } from './own-review.ts'
import type { ReviewStore } from './reviews.store.ts'

interface LiveOfReview {
  readonly reviews: ReviewStore
  readonly live: LiveStore
  readonly siteUrl: string
}
interface Opening extends LiveOfReview {
  readonly random: Random
}

const shared = {
  who: 'facilitator',
  tag: 'meetings',
  parameters: { id: parameter(reviewIdSchema, 'unknown_review') },
} as const

/** The link of an open channel, as often as it is asked for: nobody is thrown out by that. */
export const linkOf = async (
  { live, siteUrl }: Pick<LiveOfReview, 'live' | 'siteUrl'>,
  channel: Pick<Channel, 'keyHash' | 'salt'>,
): Promise<string | null> => {
  const half = await live.halfOfKey(channel.keyHash)
  return half === null ? null : `${siteUrl}/live/#${spacedKey(liveKeyFrom(channel, half))}`
}

const readDeskBoard = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/live',
  summary: 'The board, including hidden remarks, and the link to it.',
  conditional: true,
  answers: { 200: deskBoardSchema },
  refuses: [],
}).handledBy((stores: LiveOfReview) => async request => {
  const { reviews, live } = stores
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
      url: open ? await linkOf(stores, channel) : null,
      batchSeconds,
      remarks: seen,
      hidden: seen.filter(({ hidden }) => hidden).length,
      filed: filed.observations.length,
      filedHidden: filed.hiddenIds.length,
    },
  }
})

const linkSchema = z.object({ url: z.string() })

/** Points to the review before the channel knows the key: a link that was given out always leads somewhere. */
const keyFor = async (
  { live }: Pick<Opening, 'live'>,
  review: Review,
  { salt, closesAt }: Pick<Channel, 'salt' | 'closesAt'>,
  half: string,
): Promise<string> => {
  const keyHash = liveKeyHash(liveKeyFrom({ salt }, half))
  await live.pointKey(keyHash, review.id, closesAt, half)
  return keyHash
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

const openChannel = async (stores: Opening, review: Review, now: string): Promise<void> => {
  const { live, random } = stores
  const closesAt = channelClosesAt(review.meetingAt, now)
  const salt = base64url(random(16))
  const keyHash = await keyFor(stores, review, { salt, closesAt }, base64url(random(16)))
  await live.openChannel({
    reviewId: review.id,
    title: review.title,
    keyHash,
    salt,
    closesAt,
    batch: 0,
    batchEndsAt: now,
    beforeEndsAt: now,
    inBatch: 0,
    bytes: filedBytes(await live.readFiled(review.id)),
    ended: false,
  })
}

/** The channel of a meeting that has not ended; null if there is none. One whose time is up is closed for good. */
const openedChannel = async ({ live }: Opening, review: Review, now: string): Promise<Channel | null> => {
  const channel = await live.readChannel(review.id)
  if (!channel || !isClosed(channel, now)) return channel
  await closeChannel(live, review.id)
  return null
}

const linkTo = async (stores: Opening, review: Review): Promise<string> => {
  const channel = await stores.live.readChannel(review.id)
  const url = channel && !channel.ended ? await linkOf(stores, channel) : null
  if (url === null) throw new Refusal('try_again')
  return url
}

/** Whoever is second, or asks again because the reply was lost, gets the link of the first. */
const openLive = operation({
  ...shared,
  method: 'POST',
  path: '/api/reviews/{id}/live',
  summary: 'Opens the live channel, or gives the link of the one that is open.',
  trace: untraced.meeting,
  answers: { 201: linkSchema },
  refuses: ['review_cancelled', 'meeting_ended'],
}).handledBy((stores: Opening) => async request => {
  const review = await requireHeldReview(stores.reviews, request)
  const channel = await openedChannel(stores, review, request.now)
  if (channel === null) await openChannel(stores, review, request.now)
  else if ((await stores.live.halfOfKey(channel.keyHash)) === null) await renew(stores, review, channel, request)
  return { status: 201, json: { url: await linkTo(stores, review) } }
})

interface Renewal {
  readonly header: (name: string) => string | undefined
  readonly caller: Caller
  readonly now: string
}

const renew = async (stores: Opening, review: Review, { salt }: Channel, request: Renewal): Promise<void> => {
  const closesAt = channelClosesAt(review.meetingAt, request.now)
  const half = base64url(await repeatableBytes(request, `live ${review.id}`, stores.random))
  const keyHash = await keyFor(stores, review, { salt, closesAt }, half)
  if (!(await stores.live.renewKey(review.id, keyHash, closesAt))) throw new Refusal('try_again')
}

/** Each call makes a new key and only the newest is accepted; the same Idempotency-Key gives the same key. */
const renewLive = operation({
  ...shared,
  method: 'POST',
  path: '/api/reviews/{id}/live/renew',
  summary: 'Gives the live channel another key, so that earlier links are no longer accepted.',
  repeatable: true,
  trace: untraced.meeting,
  answers: { 201: linkSchema },
  refuses: ['review_cancelled', 'meeting_ended'],
}).handledBy((stores: Opening) => async request => {
  const review = await requireHeldReview(stores.reviews, request)
  const channel = await openedChannel(stores, review, request.now)
  if (channel === null) await openChannel(stores, review, request.now)
  else await renew(stores, review, channel, request)
  return { status: 201, json: { url: await linkTo(stores, review) } }
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
  trace: untraced.meeting,
  answers: { 200: remarkSchema.pick({ id: true, hidden: true }) },
  refuses: ['unknown_remark', 'meeting_ended'],
} as const

interface ChoiceRequest {
  readonly params: { readonly id: ReviewId }
  readonly caller: Caller
  readonly body: z.output<typeof remarkChoiceSchema>
}

/** The channel closed while it was pressed. Hiding still holds; words that were filed as hidden are gone. */
const requireFiledSo = async (
  live: LiveStore,
  reviewId: ReviewId,
  { id, hidden }: Pick<Remark, 'id' | 'hidden'>,
  wasOnBoard: boolean,
): Promise<void> => {
  const filed = wasOnBoard ? await closeChannel(live, reviewId, hidden ? id : null) : await live.readFiled(reviewId)
  const isHidden = filed.hiddenIds.includes(id)
  if (!isHidden && !filed.observations.some(one => one.id === id)) throw new Refusal('unknown_remark')
  if (isHidden !== hidden) throw new Refusal('meeting_ended')
}

const choose =
  (hidden: boolean) =>
  ({ reviews, live }: Pick<LiveOfReview, 'reviews' | 'live'>) =>
  async (request: ChoiceRequest) => {
    const review = await requireOwnReview(reviews, request)
    const { id } = request.body
    const isOnBoard = await live.hideRemark(review.id, id, hidden)
    // Read after the remark was changed: a channel that has not ended by now is filed with the change.
    const channel = isOnBoard ? await live.readChannel(review.id) : null
    if (!channel || channel.ended) await requireFiledSo(live, review.id, { id, hidden }, isOnBoard)
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
  trace: untraced.meeting,
  answers: { 200: z.object({ filed: z.int(), filedHidden: z.int() }) },
  refuses: [],
}).handledBy(({ reviews, live }: Pick<LiveOfReview, 'reviews' | 'live'>) => async request => {
  const review = await requireOwnReview(reviews, request)
  const { observations, hiddenIds } = await closeChannel(live, review.id)
  return { status: 200, json: { filed: observations.length, filedHidden: hiddenIds.length } }
})

export const liveDeskOperations = [readDeskBoard, openLive, renewLive, hideRemark, showRemark, closeLive] as const
