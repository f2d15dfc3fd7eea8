import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import type * as z from 'zod'
import { Refusal } from '../domain/refusal.ts'
import { openSurveySchema as readableSchema } from '../domain/bulletin.ts'

/** What a participant may see of the bulletin row, and what a ballot is checked against. Ids of keys are not of it. */
export const openSurveySchema = readableSchema.omit({ keys: true })
export type OpenSurvey = z.infer<typeof openSurveySchema>

export interface Ballot {
  readonly surveyId: string
  readonly serial: string
  readonly cohort: string
  readonly sealed: Uint8Array
  readonly digest: string
}

export interface BallotStore {
  readonly readSurvey: (surveyId: string) => Promise<OpenSurvey | null>
  readonly castBallot: (ballot: Ballot, replaces: string | null) => Promise<void>
}

export interface BallotStoreSettings {
  readonly documents: DynamoDBDocumentClient
  readonly ballotsTable: string
  readonly surveysTable: string
}

const attributes = Object.keys(openSurveySchema.shape)

export const ballotStore = ({ documents, ballotsTable, surveysTable }: BallotStoreSettings): BallotStore => ({
  readSurvey: async surveyId => {
    const { Item } = await documents.send(
      new GetCommand({
        TableName: surveysTable,
        Key: { pk: 'survey', sk: surveyId },
        ConsistentRead: true,
        ProjectionExpression: attributes.map(name => `#${name}`).join(', '),
        ExpressionAttributeNames: Object.fromEntries(attributes.map(name => [`#${name}`, name])),
      }),
    )
    return Item ? openSurveySchema.parse(Item) : null
  },

  /** One conditional put: absent, or what it says it replaces, or the very same ballot again. Refuses `ballot_changed`. */
  castBallot: async (ballot, replaces) => {
    try {
      await documents.send(
        new PutCommand({
          TableName: ballotsTable,
          Item: ballot,
          ConditionExpression: 'attribute_not_exists(serial) OR digest = :replaces OR digest = :own',
          ExpressionAttributeValues: { ':replaces': replaces ?? ballot.digest, ':own': ballot.digest },
        }),
      )
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) throw new Refusal('ballot_changed')
      throw error
    }
  },
})
