/** The survey's row with its lease, documents filed in `learning`, slots to destroy; ballots are `ballot-store.ts`. */
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { carriedOut, inParallel, type Item } from '../aws/documents.ts'
import { listFiledPulses, readFiled } from '../aws/filed.ts'
import {
  type FiledPulse,
  filedPulseKey,
  filedPulsesKey,
  pieceKey,
  publishedKey,
  type PublishedDocument,
  splitDocument,
} from '../domain/suppression/filed.ts'
import type { RunId, SurveyId } from '../domain/ids.ts'
import { type PulseComments, type PulseRelease, pulseReleaseSchema } from '../domain/suppression/release.ts'
import type { Published, Receipts, StatementRelease } from '../domain/suppression/publish.ts'
import { type Survey, surveySchema } from '../domain/survey/survey.ts'
import { ballotStore } from './ballot-store.ts'

export interface HarvestStoreSettings {
  readonly documents: DynamoDBDocumentClient
  readonly slotsTable: string
  readonly surveysTable: string
  readonly ballotsTable: string
  readonly learningTable: string
}

export type HarvestStore = ReturnType<typeof harvestStore>

/** Writes in flight at once. */
const concurrency = 20

type Filed = Published<StatementRelease> | Published<PulseRelease> | Published<PulseComments> | Published<Receipts>

/** A page of a megabyte holds ten thousand slots: their deletion would run past the end of a run unasked. */
const keysInPage = 1_000

export const harvestStore = ({
  documents,
  slotsTable,
  surveysTable,
  ballotsTable,
  learningTable,
}: HarvestStoreSettings) => {
  const keysOf = async function* (table: string, partition: string, value: string, sort: string) {
    let from: Item | undefined
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
          Limit: keysInPage,
          ExclusiveStartKey: from,
        }),
      )
      yield (page.Items ?? []).map(item => ({ [partition]: value, [sort]: String(item[sort]) }))
      from = page.LastEvaluatedKey
    } while (from)
  }

  /** One by one: of slots and of `learning` this role may not write batches. */
  const deleteEach = (table: string, keys: readonly Record<string, string>[]) =>
    inParallel(keys, concurrency, Key => documents.send(new DeleteCommand({ TableName: table, Key })))

  const updateSurvey = (surveyId: string, condition: string, values: Item, set: string): Promise<boolean> =>
    carriedOut(
      documents.send(
        new UpdateCommand({
          TableName: surveysTable,
          Key: { pk: 'survey', sk: surveyId },
          UpdateExpression: set,
          ConditionExpression: condition,
          ...(/#status/.test(condition + set) ? { ExpressionAttributeNames: { '#status': 'status' } } : {}),
          ExpressionAttributeValues: values,
        }),
      ),
    )

  return {
    ...ballotStore(documents, ballotsTable),

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

    /** So that a run that ended need not be waited for; one that was killed is, until its lease ends. */
    releaseLease: (surveyId: string, until: string): Promise<boolean> =>
      updateSurvey(
        surveyId,
        'harvestLeaseUntil = :until',
        { ':none': null, ':until': until },
        'SET harvestLeaseUntil = :none',
      ),

    /** One document of one run, in pieces; a run that is not committed is read by nobody. */
    putPublished: async (surveyId: string, run: RunId, document: PublishedDocument, value: Filed): Promise<void> => {
      const pieces = [...splitDocument(JSON.stringify(value)).entries()]
      await inParallel(pieces, concurrency, ([index, text]) => {
        const Item = { pk: publishedKey(surveyId), sk: pieceKey(run, document, index), text }
        return documents.send(new PutCommand({ TableName: learningTable, Item }))
      })
    },

    /** Everything that any pulse has published, the earliest quarter first. */
    readReleases: async (): Promise<PulseRelease[]> => {
      const filed = await listFiledPulses(documents, learningTable)
      return inParallel(filed, concurrency, async pulse =>
        pulseReleaseSchema.parse(await readFiled(documents, learningTable, pulse, 'pulse')),
      )
    },

    /** Where everybody finds a pulse that is committed. The same again changes nothing. */
    listPulse: async (pulse: FiledPulse): Promise<void> => {
      const Item = { pk: filedPulsesKey, sk: filedPulseKey(pulse), ...pulse }
      await documents.send(new PutCommand({ TableName: learningTable, Item }))
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
    sweepRuns: async (surveyId: SurveyId, keep: RunId | null): Promise<void> => {
      for await (const keys of keysOf(learningTable, 'pk', publishedKey(surveyId), 'sk')) {
        await deleteEach(
          learningTable,
          keys.filter(key => keep === null || !key['sk']?.startsWith(`${keep}#`)),
        )
      }
    },

    /** False: `stop` said so before all were gone. */
    deleteSlots: async (surveyId: SurveyId, stop: () => boolean): Promise<boolean> => {
      for await (const keys of keysOf(slotsTable, 'surveyId', surveyId, 'slot')) {
        if (stop()) return false
        await deleteEach(slotsTable, keys)
      }
      return true
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
