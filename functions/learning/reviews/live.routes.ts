/**
 * `/api/live`: whoever has the meeting's link adds remarks and reads the board. The key alone lets in; who holds it is
 * asked nowhere and stored nowhere.
 */
import type { Hono } from 'hono'
import * as z from 'zod'
import type { ReviewId } from '../../domain/ids.ts'
import { boardOf, type Channel, isClosed, remarkInputSchema, withRemark } from '../../domain/review/live.ts'
import { batchSeconds, liveKeyOf, remarkCharacters } from '../../domain/review/live-link.ts'
import { Refusal } from '../../domain/refusal.ts'
import { redact } from '../../domain/synthesis/redaction.ts'
import type { AppEnvironment } from '../../http/app.ts'
import { answerIfChanged } from '../../http/etag.ts'
import { type AppContext, body, query, route } from '../../http/route.ts'
import { closeChannel } from './live-closing.ts'
import { liveKeyHash, remarkId } from '../../protocol/digest.ts'
import type { LiveStore } from './live.store.ts'
import type { Random } from '../../http/repeat.ts'

/** Thirty people who press at once are served in turn; each round one of them gets its place. */
const claimAttempts = 40
/** Far more than fits: what is somewhat too long is told so by its own code. */
const remarkBytes = 16_000

const afterSchema = z.coerce.number().int().min(0)

interface Held {
  readonly reviewId: ReviewId
  /** Null: it has closed and is gone. */
  readonly channel: Channel | null
}

export const liveRoutes = (app: Hono<AppEnvironment>, store: LiveStore, random: Random): void => {
  /** Refuses `unknown_meeting` for a key that never was, or was renewed. */
  const held = async (context: AppContext): Promise<Held> => {
    const [, bearer = ''] = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '') ?? []
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

  const place = async (first: Channel, now: string): Promise<number> => {
    let channel = first
    for (let attempt = 0; attempt < claimAttempts; attempt += 1) {
      const batching = withRemark(channel, now)
      if (await store.claimPlace(channel, batching)) return batching.batch
      const next = await store.readChannel(channel.reviewId)
      if (next && next.keyHash !== first.keyHash) throw new Refusal('unknown_meeting')
      channel = openChannel({ reviewId: channel.reviewId, channel: next }, now)
    }
    throw new Refusal('try_again')
  }

  /** Sent again, because its reply was lost, a remark is there already and takes no place. */
  const add = async (context: AppContext): Promise<'added' | 'there'> => {
    const now = context.get('now')
    const there = await held(context)
    const { text, id } = await body(context, remarkInputSchema, remarkBytes)
    const channel = openChannel(there, now)
    if (text.length > remarkCharacters) throw new Refusal('remark_too_long', `At most ${remarkCharacters} characters.`)
    const own = remarkId(channel, id ?? Buffer.from(random(16)).toString('hex'))
    if (await store.isThere(channel.reviewId, own)) return 'there'
    const batch = await place(channel, now)
    const remark = { id: own, batch, text: redact(text, []), hidden: false }
    const added = await store.addRemark(channel.reviewId, remark)
    // Ended since its place was given: nobody else comes to file it.
    const after = await store.readChannel(channel.reviewId)
    if (!after || after.ended) await closeChannel(store, channel.reviewId)
    return added ? 'added' : 'there'
  }

  route(app, '/api/live', {
    GET: async context => {
      const after = query(context, 'after', afterSchema) ?? 0
      const channel = openChannel(await held(context), context.get('now'))
      const remarks = await store.readRemarks(channel.reviewId)
      return answerIfChanged(context, boardOf(channel, remarks, context.get('now'), after))
    },
    POST: async context => context.json({ batchSeconds }, (await add(context)) === 'added' ? 201 : 200),
  })
}
