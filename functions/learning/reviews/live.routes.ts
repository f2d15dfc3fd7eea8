/** `/api/live`: remarks and the board, for anybody with the meeting's link. Nobody asks who holds its key. */
import * as z from 'zod'
import type { ReviewId } from '../../domain/ids.ts'
import {
  boardOf,
  boardSchema,
  type Channel,
  isClosed,
  remarkBytes,
  remarkInputSchema,
  withRemark,
} from '../../domain/review/live.ts'
import { batchSeconds, liveKeyOf, remarkCharacters } from '../../domain/review/live-link.ts'
import { Refusal } from '../../domain/refusal.ts'
import { redact } from '../../domain/synthesis/redaction.ts'
import { operation } from '../../http/operation.ts'
import { closeChannel } from './live-closing.ts'
import { liveKeyHash, remarkId } from '../../protocol/digest.ts'
import type { LiveStore } from './live.store.ts'
import type { Random } from '../../http/repeat.ts'

/** A place is missed only while a batch begins or is full, or the channel gets a new key. */
const claimAttempts = 10
/** Far more than a remark may have, so that one that is somewhat too long is refused with its own code. */
const bodyBytes = 16_000

interface Held {
  readonly reviewId: ReviewId
  /** Null if the channel has closed and is gone. */
  readonly channel: Channel | null
}

interface Dependencies {
  readonly live: LiveStore
  readonly random: Random
}

/** Refuses `unknown_meeting` for a key that never existed or was renewed. */
const held = async (store: LiveStore, header: (name: string) => string | undefined): Promise<Held> => {
  const [, bearer = ''] = /^Bearer (.+)$/i.exec(header('authorization') ?? '') ?? []
  const key = liveKeyOf(bearer)
  const keyHash = key ? liveKeyHash(key) : null
  const reviewId = keyHash ? await store.reviewOfKey(keyHash) : null
  if (!reviewId) throw new Refusal('unknown_meeting')
  const channel = await store.readChannel(reviewId)
  if (channel && channel.keyHash !== keyHash) throw new Refusal('unknown_meeting')
  return { reviewId, channel }
}

const openChannel = ({ channel }: Held, now: string): Channel => {
  if (!channel || isClosed(channel, now)) throw new Refusal('meeting_ended')
  return channel
}

const place = async (store: LiveStore, first: Channel, size: number, now: string): Promise<number> => {
  let channel = first
  for (let attempt = 0; attempt < claimAttempts; attempt += 1) {
    const batching = withRemark(channel, now, size)
    if (await store.claimPlace(channel, batching, size)) return batching.batch
    const next = await store.readChannel(channel.reviewId)
    if (next && next.keyHash !== first.keyHash) throw new Refusal('unknown_meeting')
    channel = openChannel({ reviewId: channel.reviewId, channel: next }, now)
  }
  throw new Refusal('try_again')
}

const shared = { path: '/api/live', who: 'anybody', tag: 'meetings' } as const

const readBoard = operation({
  ...shared,
  method: 'GET',
  summary: 'The board, or what came after a batch. The meeting’s key is the bearer token.',
  query: { after: z.coerce.number().int().min(0) },
  conditional: true,
  answers: { 200: boardSchema },
  refuses: ['unknown_meeting', 'meeting_ended'],
  example: {
    query: { after: '2' },
    answer: {
      title: 'Checkout outage',
      closesAt: '2026-11-24T16:00:00.000Z',
      batchSeconds: 15,
      batch: 3,
      remarks: [{ id: 'obs_aaaaaaaaaaaaaaaa', batch: 3, text: 'The alarm was taken for a test.' }],
      hidden: 0,
      hiddenIds: [],
    },
  },
}).handledBy(({ live }: Pick<Dependencies, 'live'>) => async ({ header, query, now }) => {
  const channel = openChannel(await held(live, header), now)
  const remarks = await live.readRemarks(channel.reviewId)
  return { status: 200, json: boardOf(channel, remarks, now, query.after ?? 0) }
})

const takenSchema = z.object({ batchSeconds: z.int() })
const taken = { batchSeconds }

/** A remark sent again, because its reply was lost, already exists and takes no place. */
const addRemark = operation({
  ...shared,
  method: 'POST',
  summary: 'Adds a remark, which appears on the board with its batch; 200 instead of 201 if its `id` exists.',
  body: remarkInputSchema,
  maximumBytes: bodyBytes,
  answers: { 200: takenSchema, 201: takenSchema },
  refuses: ['remark_too_long', 'unknown_meeting', 'meeting_ended', 'too_many_remarks', 'channel_full'],
  example: {
    body: { text: 'The alarm was taken for a test.', id: '5f0d1c2b3a495867' },
    answer: { batchSeconds: 15 },
  },
}).handledBy(({ live, random }: Dependencies) => async ({ header, body: { text, id }, now }) => {
  const channel = openChannel(await held(live, header), now)
  if (text.length > remarkCharacters) throw new Refusal('remark_too_long', `At most ${remarkCharacters} characters.`)
  const own = remarkId(channel, id ?? Buffer.from(random(16)).toString('hex'))
  if (await live.isThere(channel.reviewId, own)) return { status: 200, json: taken }
  const kept = redact(text, [])
  const batch = await place(live, channel, remarkBytes(kept), now)
  const added = await live.addRemark(channel.reviewId, { id: own, batch, text: kept, hidden: false })
  // The channel ended after the place was given, so nobody else would file this remark.
  const after = await live.readChannel(channel.reviewId)
  if (!after || after.ended) await closeChannel(live, channel.reviewId)
  return { status: added ? 201 : 200, json: taken }
})

export const liveOperations = [readBoard, addRemark] as const
