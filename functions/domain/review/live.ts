/**
 * The live channel of a meeting. Remarks come onto the board in batches, so that nobody's typing can be matched: a batch
 * ends every 15 seconds of the day, whenever its remarks were sent, and is seen whole or not at all. A stored remark knows
 * its batch by a running number alone; when the newest batch ends stands once, on the channel, and is overwritten.
 */
import * as z from 'zod'
import { observationIdSchema, reviewIdSchema } from '../ids.ts'
import { hourMilliseconds, plus } from '../time/instants.ts'
import { batchSeconds } from './live-link.ts'
import { Refusal } from '../refusal.ts'

const batchMilliseconds = batchSeconds * 1000
/** What is taken this shortly before a batch ends belongs to the next one: it might be written after it was seen. */
const leadMilliseconds = 2000
export const openMilliseconds = 4 * hourMilliseconds

/** Together they become one item of 400 KB, at 3 bytes a character and more for its rest. */
export const remarksAtMost = 200
export const remarksInBatch = 20

/** What can be seen of a text: no control characters, no marks that turn its direction, no gaps. */
const plainText = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{C}\n\u200C\u200D]/gu, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()

/** `POST /api/live`. The same `id`, drawn by whoever sends it, is the same remark however often it comes. */
export const remarkInputSchema = z.object({
  text: z.string().transform(plainText).pipe(z.string().min(1)),
  id: z
    .string()
    .regex(/^[\w-]{16,64}$/)
    .optional(),
})

/** The one item of an open channel; it goes with its remarks. */
export const channelSchema = z.object({
  reviewId: reviewIdSchema,
  title: z.string(),
  keyHash: z.string(),
  /** Remarks are kept under a hash of this and of the id they came with: no device can tell which is its own. */
  salt: z.string(),
  closesAt: z.string(),
  /** The newest batch, from 1; 0 while there is none. */
  batch: z.int(),
  batchEndsAt: z.string(),
  /** The end of the batch before it, which may still be to come. */
  beforeEndsAt: z.string(),
  inBatch: z.int(),
  total: z.int(),
  ended: z.boolean(),
})
export type Channel = z.infer<typeof channelSchema>

export const remarkSchema = z.object({
  id: observationIdSchema,
  batch: z.int(),
  text: z.string(),
  hidden: z.boolean(),
})
export type Remark = z.infer<typeof remarkSchema>

/** Four hours from the meeting's start, or from now where it was late. */
export const channelClosesAt = (meetingAt: string, now: string): string =>
  plus(Date.parse(now) > Date.parse(meetingAt) ? now : meetingAt, openMilliseconds)

export const isClosed = ({ ended, closesAt }: Pick<Channel, 'ended' | 'closesAt'>, now: string): boolean =>
  ended || Date.parse(now) >= Date.parse(closesAt)

export type Batching = Pick<Channel, 'batch' | 'batchEndsAt' | 'beforeEndsAt' | 'inBatch'>

/** The end of the batch that what is taken at this instant belongs to: 2 to 17 seconds later. */
export const batchEnd = (takenAt: string): string => {
  const earliest = Date.parse(takenAt) + leadMilliseconds
  return new Date(Math.ceil(earliest / batchMilliseconds) * batchMilliseconds).toISOString()
}

/** The channel's batch with one remark more, or the next one. Refuses `too_many_remarks`. */
export const withRemark = (channel: Batching & Pick<Channel, 'total'>, takenAt: string): Batching => {
  if (channel.total >= remarksAtMost) throw new Refusal('too_many_remarks', 'The meeting has as many as it can keep.')
  const endsAt = batchEnd(takenAt)
  // A request that was overtaken joins the batch that has begun since.
  if (channel.batch === 0 || Date.parse(endsAt) > Date.parse(channel.batchEndsAt)) {
    return { batch: channel.batch + 1, batchEndsAt: endsAt, beforeEndsAt: channel.batchEndsAt, inBatch: 1 }
  }
  if (channel.inBatch >= remarksInBatch) throw new Refusal('too_many_remarks')
  const { batch, batchEndsAt, beforeEndsAt, inBatch } = channel
  return { batch, batchEndsAt, beforeEndsAt, inBatch: inBatch + 1 }
}

/** The newest batch that has ended. The next one begins shortly before that end. */
export const shownBatch = (
  { batch, batchEndsAt, beforeEndsAt }: Pick<Channel, 'batch' | 'batchEndsAt' | 'beforeEndsAt'>,
  now: string,
): number => {
  if (batch === 0 || Date.parse(now) >= Date.parse(batchEndsAt)) return batch
  return batch === 1 || Date.parse(now) >= Date.parse(beforeEndsAt) ? batch - 1 : batch - 2
}

/** By batch, and in it by ids that are drawn. */
export const inOrder = <One extends Pick<Remark, 'batch' | 'id'>>(remarks: readonly One[]): One[] =>
  remarks.toSorted((a, b) => a.batch - b.batch || (a.id < b.id ? -1 : 1))

const shownRemarkSchema = remarkSchema.omit({ hidden: true })

/** `GET /api/live`: the same answer from one batch to the next, unless something was hidden. */
export const boardSchema = z.object({
  title: z.string(),
  closesAt: z.string(),
  batchSeconds: z.int(),
  /** The newest batch shown. */
  batch: z.int(),
  /** Of the batches after the one asked for. */
  remarks: z.array(shownRemarkSchema),
  /** Of all batches: what the facilitator has taken off the board. */
  hidden: z.int(),
  hiddenIds: z.array(observationIdSchema),
})
export type Board = z.infer<typeof boardSchema>

export const boardOf = (channel: Channel, remarks: readonly Remark[], now: string, after: number): Board => {
  const batch = shownBatch(channel, now)
  const shown = inOrder(remarks.filter(remark => remark.batch <= batch))
  const hiddenIds = shown.filter(({ hidden }) => hidden).map(({ id }) => id)
  return {
    title: channel.title,
    closesAt: channel.closesAt,
    batchSeconds,
    batch,
    remarks: shown
      .filter(remark => !remark.hidden && remark.batch > after)
      .map(({ hidden: _hidden, ...remark }) => remark),
    hidden: hiddenIds.length,
    hiddenIds,
  }
}

/** What is left of a channel that has closed. Sorted by drawn ids, it says nothing of who wrote first. */
export const filedLiveSchema = z.object({
  observations: z.array(z.object({ id: observationIdSchema, text: z.string() })),
  /** Those the facilitator had taken off the board; their text is gone. */
  hiddenIds: z.array(observationIdSchema),
  version: z.int(),
})
export type FiledLive = z.infer<typeof filedLiveSchema>

export const nothingFiled: FiledLive = { observations: [], hiddenIds: [], version: 0 }

/** Filed once, whatever of it was filed before; the same object where there is nothing new. */
export const filedWith = (filed: FiledLive, remarks: readonly Remark[]): FiledLive => {
  const known = new Set([...filed.observations.map(({ id }) => id), ...filed.hiddenIds])
  const fresh = remarks.filter(({ id }) => !known.has(id))
  if (fresh.length === 0) return filed
  const observations = fresh.filter(({ hidden }) => !hidden).map(({ id, text }) => ({ id, text }))
  const hiddenIds = fresh.filter(({ hidden }) => hidden).map(({ id }) => id)
  return {
    observations: [...filed.observations, ...observations].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    hiddenIds: [...filed.hiddenIds, ...hiddenIds].toSorted(),
    version: filed.version + 1,
  }
}

/** `POST /api/reviews/{id}/live/hide` and `/show`. */
export const remarkChoiceSchema = z.object({ id: observationIdSchema })

/** `GET /api/reviews/{id}/live`: what its facilitators see, by the same batches as everybody. */
export const deskBoardSchema = z.object({
  state: z.enum(['none', 'open', 'closed']),
  closesAt: z.string().nullable(),
  batchSeconds: z.int(),
  remarks: z.array(remarkSchema),
  hidden: z.int(),
  /** Observations of channels that have closed: they stand in the agenda's appendix. */
  filed: z.int(),
  filedHidden: z.int(),
})
export type DeskBoard = z.infer<typeof deskBoardSchema>
