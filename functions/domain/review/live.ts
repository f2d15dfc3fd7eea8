/**
 * The live channel of a meeting. Remarks appear on the board in batches, so that nobody's typing can be matched with
 * one. A batch ends every 15 seconds of the day, whenever its remarks were sent, and becomes visible as a whole. A
 * stored remark knows only the running number of its batch; when the newest batch ends is stored once, on the channel,
 * and overwritten.
 */
import * as z from 'zod'
import { type ObservationId, observationIdSchema, reviewIdSchema } from '../ids.ts'
import { hourMilliseconds, plus } from '../time/instants.ts'
import { batchSeconds } from './live-link.ts'
import { Refusal } from '../refusal.ts'

const batchMilliseconds = batchSeconds * 1000
/** A remark this shortly before a batch ends joins the next: it might be written after the batch is seen. */
const leadMilliseconds = 2000
export const openMilliseconds = 4 * hourMilliseconds

/** Together they become one item, which holds 400 KB. */
export const channelBytes = 360_000
/** Beside its text: its id, and the names of its attributes. */
const aroundTextBytes = 60
/** A room that is asked a question answers within seconds; a flood is taken in by and by. */
export const remarksInBatch = 100

/** What a remark takes of the room that a meeting has. */
export const remarkBytes = (text: string): number => new TextEncoder().encode(text).length + aroundTextBytes

export const filedBytes = ({ observations, hiddenIds }: Pick<FiledLive, 'observations' | 'hiddenIds'>): number =>
  observations.reduce((total, { text }) => total + remarkBytes(text), hiddenIds.length * aroundTextBytes)

/** Only what can be seen: no control characters, no marks that change the writing direction, no gaps. */
const plainText = (text: string): string =>
  text
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll(/[\t\v\f]/g, ' ')
    .replaceAll(/[^\P{C}\n\u200C\u200D]/gu, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()

/** `POST /api/live`. The sender draws the `id`; the same id is the same remark, however often it arrives. */
export const remarkInputSchema = z.object({
  text: z.string().transform(plainText).pipe(z.string().min(1)),
  id: z
    .string()
    .regex(/^[\w-]{16,64}$/)
    .optional(),
})

/** The single item of an open channel; it is deleted together with its remarks. */
export const channelSchema = z.object({
  reviewId: reviewIdSchema,
  title: z.string(),
  keyHash: z.string(),
  /**
   * A remark is stored under a hash of this and of the id it came with, so no device can tell which remark is its own.
   */
  salt: z.string(),
  closesAt: z.string(),
  /** The newest batch, counted from 1; 0 if there is none. */
  batch: z.int(),
  batchEndsAt: z.string(),
  /** When the batch before it ends, which may still be in the future. */
  beforeEndsAt: z.string(),
  inBatch: z.int(),
  /** Of `channelBytes`, what the remarks take. */
  bytes: z.int(),
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

/** Four hours from the start of the meeting, or from now if the meeting started late. */
export const channelClosesAt = (meetingAt: string, now: string): string =>
  plus(Date.parse(now) > Date.parse(meetingAt) ? now : meetingAt, openMilliseconds)

export const isClosed = ({ ended, closesAt }: Pick<Channel, 'ended' | 'closesAt'>, now: string): boolean =>
  ended || Date.parse(now) >= Date.parse(closesAt)

export type Batching = Pick<Channel, 'batch' | 'batchEndsAt' | 'beforeEndsAt' | 'inBatch'>

/** When the batch of a remark accepted at this instant ends: 2 to 17 seconds later. */
export const batchEnd = (takenAt: string): string => {
  const earliest = Date.parse(takenAt) + leadMilliseconds
  return new Date(Math.ceil(earliest / batchMilliseconds) * batchMilliseconds).toISOString()
}

/**
 * The channel's batch with one more remark, or the next batch. Refuses `too_many_remarks` where the batch is full, with
 * the seconds until the next one takes remarks, and `channel_full` where no later one will take it either.
 */
export const withRemark = (channel: Batching & Pick<Channel, 'bytes'>, takenAt: string, bytes: number): Batching => {
  if (channel.bytes + bytes > channelBytes) throw new Refusal('channel_full')
  const endsAt = batchEnd(takenAt)
  // A request that was overtaken joins the batch that has begun in the meantime.
  if (channel.batch === 0 || Date.parse(endsAt) > Date.parse(channel.batchEndsAt)) {
    return { batch: channel.batch + 1, batchEndsAt: endsAt, beforeEndsAt: channel.batchEndsAt, inBatch: 1 }
  }
  if (channel.inBatch >= remarksInBatch) {
    const wait = Date.parse(channel.batchEndsAt) - leadMilliseconds - Date.parse(takenAt)
    const retryAfterSeconds = Math.max(0, Math.floor(wait / 1000)) + 1
    throw new Refusal('too_many_remarks', undefined, { retryAfterSeconds })
  }
  const { batch, batchEndsAt, beforeEndsAt, inBatch } = channel
  return { batch, batchEndsAt, beforeEndsAt, inBatch: inBatch + 1 }
}

/** The newest batch that has ended. The following one begins shortly before that end. */
export const shownBatch = (
  { batch, batchEndsAt, beforeEndsAt }: Pick<Channel, 'batch' | 'batchEndsAt' | 'beforeEndsAt'>,
  now: string,
): number => {
  if (batch === 0 || Date.parse(now) >= Date.parse(batchEndsAt)) return batch
  return batch === 1 || Date.parse(now) >= Date.parse(beforeEndsAt) ? batch - 1 : batch - 2
}

/** By batch, and within a batch by the randomly drawn ids. */
export const inOrder = <One extends Pick<Remark, 'batch' | 'id'>>(remarks: readonly One[]): One[] =>
  remarks.toSorted((a, b) => a.batch - b.batch || (a.id < b.id ? -1 : 1))

const shownRemarkSchema = remarkSchema.omit({ hidden: true })

/** `GET /api/live`: the answer stays the same from one batch to the next, unless something is hidden. */
export const boardSchema = z.object({
  title: z.string(),
  closesAt: z.string(),
  batchSeconds: z.int(),
  /** The newest batch shown. */
  batch: z.int(),
  /** Remarks of the batches after the one in the request. */
  remarks: z.array(shownRemarkSchema),
  /** How many remarks of all batches the facilitator has taken off the board. */
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

/** What remains of a channel that has closed. The order of the drawn ids does not reveal who wrote first. */
export const filedLiveSchema = z.object({
  observations: z.array(z.object({ id: observationIdSchema, text: z.string() })),
  /** Remarks that the facilitator had taken off the board; their text is gone. */
  hiddenIds: z.array(observationIdSchema),
  version: z.int(),
})
export type FiledLive = z.infer<typeof filedLiveSchema>

export const nothingFiled: FiledLive = { observations: [], hiddenIds: [], version: 0 }

/**
 * Files each remark once, whatever was filed before, and takes the words of `takenOff` out where they are filed already.
 * Returns the same object if there is nothing new.
 */
export const filedWith = (
  filed: FiledLive,
  remarks: readonly Remark[],
  takenOff: ObservationId | null = null,
): FiledLive => {
  const known = new Set([...filed.observations.map(({ id }) => id), ...filed.hiddenIds])
  const fresh = remarks.filter(({ id }) => !known.has(id))
  const kept = filed.observations.filter(({ id }) => id !== takenOff)
  const late = filed.observations.filter(({ id }) => id === takenOff)
  if (fresh.length + late.length === 0) return filed
  const observations = fresh.filter(({ hidden }) => !hidden).map(({ id, text }) => ({ id, text }))
  const hiddenIds = [...fresh.filter(({ hidden }) => hidden), ...late].map(({ id }) => id)
  return {
    observations: [...kept, ...observations].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    hiddenIds: [...filed.hiddenIds, ...hiddenIds].toSorted(),
    version: filed.version + 1,
  }
}

/** `POST /api/reviews/{id}/live/hide` and `/show`. */
export const remarkChoiceSchema = z.object({ id: observationIdSchema })

/** `GET /api/reviews/{id}/live`: what facilitators see, in the same batches as everybody. */
export const deskBoardSchema = z.object({
  state: z.enum(['none', 'open', 'closed']),
  closesAt: z.string().nullable(),
  /** The link, while the channel is open; null for one that can't be shown again. */
  url: z.string().nullable(),
  batchSeconds: z.int(),
  remarks: z.array(remarkSchema),
  hidden: z.int(),
  /** Observations of closed channels, which are in the agenda's appendix. */
  filed: z.int(),
  filedHidden: z.int(),
})
export type DeskBoard = z.infer<typeof deskBoardSchema>
