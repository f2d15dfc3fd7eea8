/** `/api/reviews/{id}/meeting` and `/live`: what its facilitators do while the meeting runs. */
import type { Hono } from 'hono'
import { liveKey } from '../../domain/ids.ts'
import {
  type Channel,
  channelClosesAt,
  type DeskBoard,
  filedWith,
  inOrder,
  isClosed,
  remarkChoiceSchema,
  shownBatch,
} from '../../domain/review/live.ts'
import { batchSeconds, spacedKey } from '../../domain/review/live-link.ts'
import { type Meeting, meetingAfter, meetingInputSchema, noMeeting } from '../../domain/review/meeting.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Review } from '../../domain/review/review.ts'
import type { AppEnvironment } from '../../http/app.ts'
import { answerIfChanged } from '../../http/etag.ts'
import { idBytes, type Random } from '../../http/repeat.ts'
import { type AppContext, body, route } from '../../http/route.ts'
import type { FiguresStore } from '../figures/figures.store.ts'
import { closeChannel } from './live-closing.ts'
import { liveKeyHash } from '../../protocol/digest.ts'
import type { LiveStore } from './live.store.ts'
import type { MeetingStore } from './meeting.store.ts'
import { readOwnReview } from './own-review.ts'
import type { ReviewStore } from './reviews.store.ts'

interface Stores {
  readonly reviews: ReviewStore
  readonly live: LiveStore
  readonly meetings: MeetingStore
  readonly figures: FiguresStore
}

/** Without a version the sender does not say what it follows: it is put over whatever is there then. */
const savingAttempts = 3

const figuresOf = ({ meetingAt, attendees, speakers, turns }: Meeting): string =>
  JSON.stringify([meetingAt, attendees, speakers, turns])

/**
 * Whether a quarter's figures may have changed: by this write, or by the one it repeats. A note, saved every few seconds
 * while somebody types, changes none.
 */
const countsAnew = (before: Meeting, after: Meeting): boolean =>
  after === before ? after.attendees > 0 : figuresOf(before) !== figuresOf(after)

export const meetingRoutes = (
  app: Hono<AppEnvironment>,
  { reviews, live, meetings, figures }: Stores,
  random: Random,
  siteUrl: string,
): void => {
  const readMeeting = async (review: Review): Promise<Meeting> =>
    (await meetings.readMeeting(review.id)) ?? noMeeting(review)

  const heldReview = async (context: AppContext): Promise<Review> => {
    const review = await readOwnReview(reviews, context)
    if (review.status === 'cancelled') throw new Refusal('review_cancelled')
    return review
  }

  /** The same again, because its reply was lost, is the version it made. */
  const save = async (context: AppContext): Promise<Meeting> => {
    const input = await body(context, meetingInputSchema)
    const review = await heldReview(context)
    for (let attempt = 0; attempt < savingAttempts; attempt += 1) {
      const before = await readMeeting(review)
      const after = meetingAfter(before, input, review, context.get('now'))
      const follows = input.version === undefined || input.version === before.version
      if (after !== before && !follows) throw new Refusal('changed_meanwhile')
      if (after === before || (await meetings.saveMeeting(after))) {
        if (input.ended) await closeChannel(live, review.id)
        if (countsAnew(before, after)) await figures.refreshFigures({ meetings: [before, after] }, context.get('now'))
        return after
      }
    }
    throw new Refusal('changed_meanwhile')
  }

  /** A new key each time, and only the newest is taken; the same again for the same Idempotency-Key. */
  const openLive = async (context: AppContext): Promise<string> => {
    const review = await heldReview(context)
    const now = context.get('now')
    const key = liveKey(await idBytes(context, `live ${review.id}`, random))
    const keyHash = liveKeyHash(key)
    const closesAt = channelClosesAt(review.meetingAt, now)
    if ((await readMeeting(review)).endedAt !== null) throw new Refusal('meeting_ended')
    const before = await live.readChannel(review.id)
    if (before && isClosed(before, now)) await closeChannel(live, review.id)
    const { observations } = await live.readFiled(review.id)
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
      // A channel that somebody flooded can be emptied: hidden, closed and opened again.
      total: observations.length,
      ended: false,
    }
    await live.pointKey(keyHash, review.id, closesAt)
    const opened = (await live.openChannel(channel)) || (await live.renewKey(review.id, keyHash, closesAt))
    if (!opened) throw new Refusal('try_again')
    return `${siteUrl}/live/#${spacedKey(key)}`
  }

  const board = async (context: AppContext): Promise<DeskBoard> => {
    const review = await readOwnReview(reviews, context)
    const now = context.get('now')
    const channel = await live.readChannel(review.id)
    const remarks = await live.readRemarks(review.id)
    const open = channel !== null && !isClosed(channel, now)
    const seen = open ? inOrder(remarks.filter(({ batch }) => batch <= shownBatch(channel, now))) : []
    const filed = filedWith(await live.readFiled(review.id), open ? [] : remarks)
    const closed = channel !== null || filed.version > 0
    return {
      state: open ? 'open' : closed ? 'closed' : 'none',
      closesAt: channel?.closesAt ?? null,
      batchSeconds,
      remarks: seen,
      hidden: seen.filter(({ hidden }) => hidden).length,
      filed: filed.observations.length,
      filedHidden: filed.hiddenIds.length,
    }
  }

  const choose = (hidden: boolean) => async (context: AppContext) => {
    const review = await readOwnReview(reviews, context)
    const { id } = await body(context, remarkChoiceSchema)
    if (!(await live.hideRemark(review.id, id, hidden))) throw new Refusal('unknown_remark')
    return context.json({ id, hidden })
  }

  route(app, '/api/reviews/:id/meeting', {
    GET: async context => context.json(await readMeeting(await readOwnReview(reviews, context))),
    POST: async context => context.json(await save(context)),
  })
  route(app, '/api/reviews/:id/live', {
    GET: async context => answerIfChanged(context, await board(context)),
    POST: async context => context.json({ url: await openLive(context) }, 201),
  })
  route(app, '/api/reviews/:id/live/hide', { POST: choose(true) })
  route(app, '/api/reviews/:id/live/show', { POST: choose(false) })
  route(app, '/api/reviews/:id/live/close', {
    POST: async context => {
      const review = await readOwnReview(reviews, context)
      const { observations, hiddenIds } = await closeChannel(live, review.id)
      return context.json({ filed: observations.length, filedHidden: hiddenIds.length })
    },
  })
}
