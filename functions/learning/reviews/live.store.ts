/** The live channel, in its own table until the meeting has ended, and what remains of it in `learning`. */
import type { ObservationId, ReviewId } from '../../domain/ids.ts'
import {
  type Batching,
  type Channel,
  channelBytes,
  type FiledLive,
  nothingFiled,
  type Remark,
  remarkSchema,
  remarksInBatch,
} from '../../domain/review/live.ts'
import { batchesOf } from '../../records/batches.ts'
import { atMost, type Changes, Increase, type When } from '../../records/expressions.ts'
import { expiresAtSeconds, part } from '../../records/kind.ts'
import {
  channel as channelKind,
  liveDue,
  liveKey,
  liveObservations,
  remark as remarkKind,
} from '../../records/meetings.ts'
import { idsOf } from '../../records/reading.ts'
import { held } from '../../records/writing.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

const remarkId = part(remarkKind, remarkSchema.pick({ id: true }))
/** A channel's row is among its remarks. */
const remarks = ['obs_', 'obs_\uffff'] as const

interface KeyDue {
  readonly keyHash: string
  readonly reviewId: ReviewId
}

export type LiveStore = ReturnType<typeof liveStore>

export const liveStore = (settings: LearningTable & { readonly liveTable: string }) => {
  const { add, change, ensure, get, list, remove, save, slice } = recordsIn(settings)
  const { removeAll } = batchesOf(settings.documents, settings)

  const changeChannel = (review: ReviewId, changes: Changes, when: When = {}): Promise<boolean> =>
    held(change(channelKind, { review }, changes, when))

  return {
    readChannel: (review: ReviewId): Promise<Channel | null> => get(channelKind, { review }),

    /** False if there is one. */
    openChannel: (channel: Channel): Promise<boolean> => held(add(channelKind, { review: channel.reviewId }, channel)),

    /** The previous key is no longer accepted. False if the channel has ended. */
    renewKey: (reviewId: ReviewId, keyHash: string, closesAt: string): Promise<boolean> =>
      changeChannel(reviewId, { keyHash, closesAt }, { ended: false }),

    /**
     * Points from a key to its review, in `learning`. So a link is still recognised for a while after its channel is
     * gone, and a channel that nobody ends is found when its time is up.
     */
    pointKey: (hash: string, reviewId: ReviewId, closesAt: string, half: string): Promise<void> => {
      const expiring = { expiresAtSeconds: expiresAtSeconds(liveKey, closesAt) }
      return ensure(liveKey, { hash }, { reviewId, facetAt: closesAt, half }, expiring)
    },

    /** Null for a key that was made before its link could be shown again. */
    halfOfKey: async (hash: string): Promise<string | null> => (await get(liveKey, { hash }))?.half ?? null,

    /** Keys whose channels' time is up, the longest overdue first, at most `limit`. */
    keysDue: async (now: string, limit: number): Promise<KeyDue[]> => {
      const { values } = await slice(liveKey, { index: 'facet', value: liveDue, limit })
      return values.flatMap(key => {
        const keyHash = idsOf(liveKey, key)?.hash
        const isDue = key.facetAt !== undefined && Date.parse(key.facetAt) <= Date.parse(now)
        return keyHash !== undefined && isDue ? [{ keyHash, reviewId: key.reviewId }] : []
      })
    },

    /** Its channel is closed, so it is no longer among the keys that are due. */
    clearKeyDue: async (hash: string): Promise<void> => {
      await held(change(liveKey, { hash }, { facet: undefined, facetAt: undefined }))
    },

    reviewOfKey: async (hash: string): Promise<ReviewId | null> => (await get(liveKey, { hash }))?.reviewId ?? null,

    /**
     * A place in the batch, for one remark of this size. Those who press at once do not wait for each other: a batch
     * counts up as long as it has room. False if it has none, another began the next one, or the channel ended or has a
     * new key.
     */
    claimPlace: ({ reviewId, keyHash, batch }: Channel, next: Batching, size: number): Promise<boolean> => {
      const taken = { bytes: new Increase(size) }
      const when = { ended: false, keyHash, batch, bytes: atMost(channelBytes - size) }
      return next.batch === batch
        ? changeChannel(
            reviewId,
            { ...taken, inBatch: new Increase(1) },
            { ...when, inBatch: atMost(remarksInBatch - 1) },
          )
        : changeChannel(reviewId, { ...taken, ...next }, when)
    },

    isThere: async (review: ReviewId, id: ObservationId): Promise<boolean> =>
      (await get(remarkId, { review, id })) !== null,

    /** False if it exists. */
    addRemark: (review: ReviewId, remark: Remark): Promise<boolean> =>
      held(add(remarkKind, { review, id: remark.id }, remark)),

    readRemark: (review: ReviewId, id: ObservationId): Promise<Remark | null> => get(remarkKind, { review, id }),

    readRemarks: (review: ReviewId): Promise<Remark[]> => list(remarkKind, { review }, { between: remarks }),

    /** False if there is no such remark. */
    hideRemark: (review: ReviewId, id: ObservationId, hidden: boolean): Promise<boolean> =>
      held(change(remarkKind, { review, id }, { hidden })),

    /** From now on nothing is accepted. False if there is no channel. */
    endChannel: (reviewId: ReviewId): Promise<boolean> => changeChannel(reviewId, { ended: true }),

    readFiled: async (review: ReviewId): Promise<FiledLive> =>
      (await get(liveObservations, { review })) ?? nothingFiled,

    /** False if more was filed since the version before. */
    file: (review: ReviewId, filed: FiledLive): Promise<boolean> => held(save(liveObservations, { review }, filed)),

    removeRemarks: (review: ReviewId, gone: readonly Remark[]): Promise<void> =>
      removeAll(
        remarkKind,
        gone.map(({ id }) => ({ review, id })),
      ),

    /** Only once it has ended; removing one that is gone succeeds. */
    removeChannel: async (review: ReviewId): Promise<void> => {
      await held(remove(channelKind, { review }, { ended: true }))
    },
  }
}
