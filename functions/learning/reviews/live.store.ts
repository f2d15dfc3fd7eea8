/** The live channel: its table until the meeting has ended, what is left of it in `learning` from then on. */
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { carriedOut, deleteAll, queryAll } from '../../aws/documents.ts'
import { type ObservationId, type ReviewId, reviewIdSchema } from '../../domain/ids.ts'
import {
  type Batching,
  type Channel,
  channelSchema,
  type FiledLive,
  filedLiveSchema,
  nothingFiled,
  type Remark,
  remarkSchema,
} from '../../domain/review/live.ts'
import { retentionDays } from '../../records/kind.ts'
import { liveKey } from '../../records/meetings.ts'
import { getItem, learningItems, type LearningTable } from '../items/items.store.ts'

const pointerSchema = z.object({ reviewId: reviewIdSchema })
const dueSchema = pointerSchema.extend({ pk: z.string(), facetAt: z.string() })
const keyPartition = 'live-key#'
const dueFacet = 'live-due'
const daySeconds = 24 * 60 * 60

export interface KeyDue {
  readonly keyHash: string
  readonly reviewId: ReviewId
}

export type LiveStore = ReturnType<typeof liveStore>

export const liveStore = ({ documents, learningTable, liveTable }: LearningTable & { readonly liveTable: string }) => {
  const { get, put, earliestOfFacet } = learningItems(documents, learningTable)
  const channelKey = (reviewId: ReviewId) => ({ meeting: reviewId, id: 'channel' })

  const change = (
    Key: Record<string, string>,
    values: Readonly<Record<string, unknown>>,
    when: string,
    conditions: Readonly<Record<string, unknown>> = {},
  ): Promise<boolean> => {
    const names = [...new Set([...Object.keys(values), ...Object.keys(conditions)])]
    return carriedOut(
      documents.send(
        new UpdateCommand({
          TableName: liveTable,
          Key,
          UpdateExpression: `SET ${Object.keys(values)
            .map(name => `#${name} = :${name}`)
            .join(', ')}`,
          ConditionExpression: when,
          ExpressionAttributeNames: Object.fromEntries(names.map(name => [`#${name}`, name])),
          ExpressionAttributeValues: {
            ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value])),
            ...Object.fromEntries(Object.entries(conditions).map(([name, value]) => [`:${name}Before`, value])),
          },
        }),
      ),
    )
  }

  return {
    readChannel: async (reviewId: ReviewId): Promise<Channel | null> => {
      const item = await getItem(documents, liveTable, channelKey(reviewId))
      return item ? channelSchema.parse(item) : null
    },

    /** False: there is one already. */
    openChannel: (channel: Channel): Promise<boolean> =>
      carriedOut(
        documents.send(
          new PutCommand({
            TableName: liveTable,
            Item: { ...channelKey(channel.reviewId), ...channel },
            ConditionExpression: 'attribute_not_exists(meeting)',
          }),
        ),
      ),

    /** The key before it is not taken any more. False: the channel has ended. */
    renewKey: (reviewId: ReviewId, keyHash: string, closesAt: string): Promise<boolean> =>
      change(channelKey(reviewId), { keyHash, closesAt }, '#ended = :endedBefore', { ended: false }),

    /**
     * From a key to its review, in `learning`, so that a link is still known for a while after its channel has gone, and
     * a channel that nobody ends is found when its time has come.
     */
    pointKey: async (keyHash: string, reviewId: ReviewId, closesAt: string): Promise<void> => {
      const days = retentionDays(liveKey)
      const expiresAtSeconds = Math.ceil(Date.parse(closesAt) / 1000) + days * daySeconds
      const due = { facet: dueFacet, facetAt: closesAt }
      await put({ pk: keyPartition + keyHash, sk: 'key', reviewId, expiresAtSeconds, ...due }, null)
    },

    /** Keys whose channels' time has come, the longest ago first; `limit` at most. */
    keysDue: async (now: string, limit: number): Promise<KeyDue[]> => {
      const items = await earliestOfFacet(dueFacet, limit, ['pk', 'reviewId', 'facetAt'])
      return items
        .map(item => dueSchema.parse(item))
        .filter(({ facetAt }) => Date.parse(facetAt) <= Date.parse(now))
        .map(({ pk, reviewId }) => ({ keyHash: pk.slice(keyPartition.length), reviewId }))
    },

    /** Its channel is closed: nobody looks for it by its time any more. */
    settleKey: async (keyHash: string): Promise<void> => {
      await carriedOut(
        documents.send(
          new UpdateCommand({
            TableName: learningTable,
            Key: { pk: keyPartition + keyHash, sk: 'key' },
            UpdateExpression: 'REMOVE #facet, #facetAt',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeNames: { '#facet': 'facet', '#facetAt': 'facetAt' },
          }),
        ),
      )
    },

    reviewOfKey: async (keyHash: string): Promise<ReviewId | null> => {
      const item = await get(keyPartition + keyHash, 'key')
      return item ? pointerSchema.parse(item).reviewId : null
    },

    /** A place in the batch, for one remark. False: another was quicker, or the channel ended or has another key. */
    claimPlace: (before: Channel, batching: Batching): Promise<boolean> =>
      change(
        channelKey(before.reviewId),
        { ...batching, total: before.total + 1 },
        '#ended = :endedBefore AND #keyHash = :keyHashBefore AND #batch = :batchBefore AND #total = :totalBefore',
        { ended: false, keyHash: before.keyHash, batch: before.batch, total: before.total },
      ),

    isThere: async (reviewId: ReviewId, id: ObservationId): Promise<boolean> =>
      (await getItem(documents, liveTable, { meeting: reviewId, id }, ['id'])) !== undefined,

    /** False: it is there already. */
    addRemark: (reviewId: ReviewId, remark: Remark): Promise<boolean> =>
      carriedOut(
        documents.send(
          new PutCommand({
            TableName: liveTable,
            Item: { meeting: reviewId, ...remark },
            ConditionExpression: 'attribute_not_exists(meeting)',
          }),
        ),
      ),

    readRemarks: async (reviewId: ReviewId): Promise<Remark[]> => {
      const items = await queryAll(documents, {
        TableName: liveTable,
        KeyConditionExpression: 'meeting = :meeting AND begins_with(id, :observation)',
        ExpressionAttributeValues: { ':meeting': reviewId, ':observation': 'obs_' },
        ConsistentRead: true,
      })
      return items.map(item => remarkSchema.parse(item))
    },

    /** False: there is no such remark. */
    hideRemark: (reviewId: ReviewId, id: ObservationId, hidden: boolean): Promise<boolean> =>
      change({ meeting: reviewId, id }, { hidden }, 'attribute_exists(meeting)'),

    /** Nothing is taken from now on. False: there is no channel. */
    endChannel: (reviewId: ReviewId): Promise<boolean> =>
      change(channelKey(reviewId), { ended: true }, 'attribute_exists(meeting)'),

    readFiled: async (reviewId: ReviewId): Promise<FiledLive> => {
      const item = await get(`review#${reviewId}`, 'live')
      return item ? filedLiveSchema.parse(item) : nothingFiled
    },

    /** False: more was filed since the version before. */
    file: (reviewId: ReviewId, filed: FiledLive): Promise<boolean> =>
      put({ pk: `review#${reviewId}`, sk: 'live', ...filed }, filed.version === 1 ? null : filed.version - 1),

    removeRemarks: (reviewId: ReviewId, remarks: readonly Remark[]): Promise<void> =>
      deleteAll(
        documents,
        liveTable,
        remarks.map(({ id }) => ({ meeting: reviewId, id })),
      ),

    /** Only once it has ended; one that is gone is as good. */
    removeChannel: async (reviewId: ReviewId): Promise<void> => {
      await carriedOut(
        documents.send(
          new DeleteCommand({
            TableName: liveTable,
            Key: channelKey(reviewId),
            ConditionExpression: 'attribute_not_exists(meeting) OR #ended = :ended',
            ExpressionAttributeNames: { '#ended': 'ended' },
            ExpressionAttributeValues: { ':ended': true },
          }),
        ),
      )
    },
  }
}
