import type * as z from 'zod'
import { type KeyReader, keyReader } from '../aws/key-reader.ts'
import type { ServiceCall } from '../aws/json-service.ts'
import { type TableCall, unlessRefused } from '../aws/table-service.ts'
import { Refusal } from '../domain/refusal.ts'
import { openSurveySchema } from '../domain/ballot/bulletin.ts'

export const passSurveySchema = openSurveySchema.pick({ status: true, closesAt: true, cohorts: true, keys: true })
export type PassSurvey = z.infer<typeof passSurveySchema>

export interface PassStore {
  readonly readSurvey: (surveyId: string) => Promise<PassSurvey | null>
  readonly readSignKey: KeyReader
  readonly issuePass: (surveyId: string, slot: string, cohort: string, blindedDigest: string) => Promise<void>
}

export interface PassStoreSettings {
  readonly tables: TableCall
  readonly parameters: ServiceCall
  readonly slotsTable: string
  readonly surveysTable: string
  readonly keyPrefix: string
}

export const passStore = ({
  tables,
  parameters,
  slotsTable,
  surveysTable,
  keyPrefix,
}: PassStoreSettings): PassStore => ({
  readSurvey: async surveyId => {
    const { Item } = await tables('GetItem', {
      TableName: surveysTable,
      Key: { pk: 'survey', sk: surveyId },
      ConsistentRead: true,
      ProjectionExpression: '#status, closesAt, cohorts, #keys',
      ExpressionAttributeNames: { '#status': 'status', '#keys': 'keys' },
    })
    return Item ? passSurveySchema.parse(Item) : null
  },

  readSignKey: keyReader(parameters, keyPrefix, 'sign'),

  /**
   * Marks the slot as issued for this blinded message; the same message again is no second pass. Refuses
   * `unknown_link`, `wrong_cohort`, `pass_already_issued`.
   */
  issuePass: async (surveyId, slot, cohort, blindedDigest) => {
    const key = { surveyId, slot }
    const marked = await unlessRefused(
      tables('UpdateItem', {
        TableName: slotsTable,
        Key: key,
        UpdateExpression: 'SET issued = :digest',
        ConditionExpression:
          'attribute_exists(slot) AND cohort = :cohort AND (attribute_not_exists(issued) OR issued = :digest)',
        ExpressionAttributeValues: { ':digest': blindedDigest, ':cohort': cohort },
      }),
    )
    if (marked) return
    const { Item } = await tables('GetItem', { TableName: slotsTable, Key: key, ConsistentRead: true })
    if (!Item) throw new Refusal('unknown_link')
    throw new Refusal(Item['cohort'] === cohort ? 'pass_already_issued' : 'wrong_cohort')
  },
})
