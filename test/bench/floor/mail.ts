/** The minimum cost of a mail: its four calls with the same clients, and nothing else. */
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { documentClient } from '../../../functions/aws/clients.ts'

const documents = documentClient()
const ses = new SESClient({ maxAttempts: 1 })
const message = Buffer.alloc(7_000, 'a line of a mail that says something ')
const update = (sk: string) => ({
  TableName: 'people',
  Key: { pk: 'mail', sk },
  UpdateExpression: 'SET dueAt = :lease, attempts = attempts + :one',
  ConditionExpression: 'dueAt = :seen',
  ExpressionAttributeValues: { ':lease': 'a', ':seen': 'b', ':one': 1 },
})

const mail = async (sk: string): Promise<void> => {
  await documents.send(new UpdateCommand(update(sk)))
  const slot = { surveyId: 'survey', slot: sk, cohort: 'all' }
  const ConditionExpression = 'attribute_not_exists(slot)'
  await documents.send(new PutCommand({ TableName: 'slots', Item: slot, ConditionExpression }))
  const Destinations = ['person@example.com']
  await ses.send(
    new SendRawEmailCommand({ Destinations, RawMessage: { Data: message }, ConfigurationSetName: 'murmur' }),
  )
  await documents.send(new UpdateCommand(update(sk)))
}

export const handler = async ({ mails }: { mails: number }): Promise<void> => {
  let begun = 0
  const worker = async (): Promise<void> => {
    for (begun += 1; begun <= mails; begun += 1) await mail(String(begun))
  }
  await Promise.all(Array.from({ length: 20 }, worker))
}
