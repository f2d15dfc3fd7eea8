import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Stop } from './stops.ts'

export type BounceStore = ReturnType<typeof bounceStore>

export const bounceStore = (settings: {
  readonly documents: DynamoDBDocumentClient
  readonly peopleTable: string
}) => ({
  /** A complaint outranks every other reason; a bounce outranks what the person could take back themselves. */
  stopMail: async ({ email, reason }: Stop): Promise<void> => {
    const complaintsStay =
      reason === 'complained'
        ? {}
        : {
            ConditionExpression: 'attribute_not_exists(pk) OR reason <> :complained',
            ExpressionAttributeValues: { ':complained': 'complained' },
          }
    try {
      const item = { pk: 'stop', sk: email, reason }
      await settings.documents.send(new PutCommand({ TableName: settings.peopleTable, Item: item, ...complaintsStay }))
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error
    }
  },
})
