import type { SSMClient } from '@aws-sdk/client-ssm'
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type * as z from 'zod'
import { readKey } from '../aws/keys.ts'
import { Refusal } from '../domain/refusal.ts'
import { openSurveySchema } from '../domain/bulletin.ts'

export const passSurveySchema = openSurveySchema.pick({ status: true, closesAt: true, cohorts: true, keys: true })
export type PassSurvey = z.infer<typeof passSurveySchema>

export interface PassStore {
  readonly readSurvey: (surveyId: string) => Promise<PassSurvey | null>
  readonly readSignKey: (keyId: string) => Promise<string | null>
  readonly issuePass: (surveyId: string, slot: string, cohort: string, blindedDigest: string) => Promise<void>
}

export interface PassStoreSettings {
  readonly documents: DynamoDBDocumentClient
  readonly parameters: SSMClient
  readonly slotsTable: string
  readonly surveysTable: string
  readonly keyPrefix: string
}

export const passStore = ({
  documents,
  parameters,
  slotsTable,
  surveysTable,
  keyPrefix,
}: PassStoreSettings): PassStore => ({
  readSurvey: async surveyId => {
    const { Item } = await documents.send(
      new GetCommand({
        TableName: surveysTable,
        Key: { pk: 'survey', sk: surveyId },
        ConsistentRead: true,
        ProjectionExpression: '#status, closesAt, cohorts, #keys',
        ExpressionAttributeNames: { '#status': 'status', '#keys': 'keys' },
      }),
    )
    return Item ? passSurveySchema.parse(Item) : null
  },

  readSignKey: keyId => readKey(parameters, keyPrefix, 'sign', keyId),

  /**
   * Marks the slot as issued for this blinded message; the same message again is no second pass. Refuses
   * `unknown_link`, `wrong_cohort`, `pass_already_issued`.
   */
  issuePass: async (surveyId, slot, cohort, blindedDigest) => {
    const key = { surveyId, slot }
    try {
      await documents.send(
        new UpdateCommand({
          TableName: slotsTable,
          Key: key,
          UpdateExpression: 'SET issued = :digest',
          ConditionExpression:
            'attribute_exists(slot) AND cohort = :cohort AND (attribute_not_exists(issued) OR issued = :digest)',
          ExpressionAttributeValues: { ':digest': blindedDigest, ':cohort': cohort },
        }),
      )
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error
      const { Item } = await documents.send(new GetCommand({ TableName: slotsTable, Key: key, ConsistentRead: true }))
      if (!Item) throw new Refusal('unknown_link')
      throw new Refusal(Item['cohort'] === cohort ? 'pass_already_issued' : 'wrong_cohort')
    }
  },
})
