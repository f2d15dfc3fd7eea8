import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type PublishedDocument, pieceKey, publishedKey, splitDocument } from '../domain/filed.ts'
import type { RunId } from '../domain/ids.ts'
import type { Published, Receipts, StatementRelease } from '../domain/suppression.ts'
import { type Survey, surveySchema } from '../domain/survey.ts'

export interface HarvestStoreSettings {
  readonly documents: DynamoDBDocumentClient
  readonly slotsTable: string
  readonly surveysTable: string
  readonly ballotsTable: string
  readonly learningTable: string
}

const sealedBallotSchema = z.object({
  cohort: z.string(),
  serial: z.string(),
  sealed: z.instanceof(Uint8Array),
  digest: z.string(),
})
export type SealedBallot = z.infer<typeof sealedBallotSchema>

export type HarvestStore = ReturnType<typeof harvestStore>

/** Deletions in flight at once. */
const concurrency = 20

export const harvestStore = ({
  documents,
  slotsTable,
  surveysTable,
  ballotsTable,
  learningTable,
}: HarvestStoreSettings) => {
  const keysOf = async function* (table: string, partition: string, value: string, sort: string) {
    let from: Record<string, unknown> | undefined
    do {
      const page = await documents.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: '#partition = :value',
          ProjectionExpression: '#partition, #sort',
          Select: 'SPECIFIC_ATTRIBUTES',
          ExpressionAttributeNames: { '#partition': partition, '#sort': sort },
          ExpressionAttributeValues: { ':value': value },
          ConsistentRead: true,
          ExclusiveStartKey: from,
        }),
      )
      yield (page.Items ?? []).map(item => ({ [partition]: value, [sort]: String(item[sort]) }))
      from = page.LastEvaluatedKey
    } while (from)
  }

  const deleteAll = async (table: string, keys: readonly Record<string, string>[]): Promise<void> => {
    for (let index = 0; index < keys.length; index += concurrency) {
      const part = keys.slice(index, index + concurrency)
      await Promise.all(part.map(Key => documents.send(new DeleteCommand({ TableName: table, Key }))))
    }
  }

  const updateSurvey = async (surveyId: string, condition: string, values: Record<string, unknown>, set: string) => {
    try {
      await documents.send(
        new UpdateCommand({
          TableName: surveysTable,
          Key: { pk: 'survey', sk: surveyId },
          UpdateExpression: set,
          ConditionExpression: condition,
          ...(/#status/.test(condition + set) ? { ExpressionAttributeNames: { '#status': 'status' } } : {}),
          ExpressionAttributeValues: values,
        }),
      )
      return true
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false
      throw error
    }
  }

  return {
    readSurvey: async (surveyId: string): Promise<Survey | null> => {
      const { Item } = await documents.send(
        new GetCommand({ TableName: surveysTable, Key: { pk: 'survey', sk: surveyId }, ConsistentRead: true }),
      )
      return Item ? surveySchema.parse(Item) : null
    },

    /** False: another run holds the lease, and `until` of it has not passed at `now`. */
    takeLease: (surveyId: string, now: string, until: string): Promise<boolean> =>
      updateSurvey(
        surveyId,
        'harvestLeaseUntil = :none OR harvestLeaseUntil <= :now',
        { ':none': null, ':now': now, ':until': until },
        'SET harvestLeaseUntil = :until',
      ),

    /** So that a run that failed need not be waited for; one that was killed is, until its lease ends. */
    releaseLease: (surveyId: string, until: string): Promise<boolean> =>
      updateSurvey(
        surveyId,
        'harvestLeaseUntil = :until',
        { ':none': null, ':until': until },
        'SET harvestLeaseUntil = :none',
      ),

    readBallots: async (surveyId: string): Promise<SealedBallot[]> => {
      const ballots: SealedBallot[] = []
      let from: Record<string, unknown> | undefined
      do {
        const page = await documents.send(
          new QueryCommand({
            TableName: ballotsTable,
            KeyConditionExpression: 'surveyId = :survey',
            ExpressionAttributeValues: { ':survey': surveyId },
            ConsistentRead: true,
            ExclusiveStartKey: from,
          }),
        )
        ballots.push(...(page.Items ?? []).map(item => sealedBallotSchema.parse(item)))
        from = page.LastEvaluatedKey
      } while (from)
      return ballots
    },

    countBallots: async (surveyId: string): Promise<number> => {
      let count = 0
      for await (const keys of keysOf(ballotsTable, 'surveyId', surveyId, 'serial')) count += keys.length
      return count
    },

    /** One document of one run, in pieces; a run that is not committed is read by nobody. */
    putPublished: async (
      surveyId: string,
      run: RunId,
      document: PublishedDocument,
      value: Published<StatementRelease> | Published<Receipts>,
    ): Promise<void> => {
      for (const [index, text] of splitDocument(JSON.stringify(value)).entries()) {
        const Item = { pk: publishedKey(surveyId), sk: pieceKey(run, document, index), text }
        await documents.send(new PutCommand({ TableName: learningTable, Item }))
      }
    },

    /** THE write: from here on the run is the survey's result. False: another run was first. */
    commit: (surveyId: string, leaseUntil: string, filed: NonNullable<Survey['filed']>): Promise<boolean> =>
      updateSurvey(
        surveyId,
        '#status = :closed AND filed = :none AND harvestLeaseUntil = :lease',
        { ':closed': 'closed', ':none': null, ':lease': leaseUntil, ':filed': filed },
        'SET filed = :filed',
      ),

    /** Runs that were cut off before their commit; `keep` null sweeps all. */
    sweepRuns: async (surveyId: string, keep: RunId | null): Promise<void> => {
      for await (const keys of keysOf(learningTable, 'pk', publishedKey(surveyId), 'sk')) {
        await deleteAll(
          learningTable,
          keys.filter(key => keep === null || !key['sk']?.startsWith(`${keep}#`)),
        )
      }
    },

    deleteBallots: async (surveyId: string): Promise<void> => {
      for await (const keys of keysOf(ballotsTable, 'surveyId', surveyId, 'serial')) await deleteAll(ballotsTable, keys)
    },

    deleteSlots: async (surveyId: string): Promise<void> => {
      for await (const keys of keysOf(slotsTable, 'surveyId', surveyId, 'slot')) await deleteAll(slotsTable, keys)
    },

    /** Nothing sealed is left. A cancelled survey stays cancelled; a filed one is harvested. */
    finish: (surveyId: string, status: 'closed' | 'cancelled', now: string): Promise<boolean> =>
      updateSurvey(
        surveyId,
        '#status = :was',
        { ':was': status, ':is': status === 'closed' ? 'harvested' : 'cancelled', ':now': now, ':none': null },
        'SET #status = :is, destroyedAt = :now, harvestLeaseUntil = :none',
      ),
  }
}
