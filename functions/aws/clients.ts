/** Clients of AWS, one each a process. Where they point is the SDK's own environment's business. */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

/**
 * Retries ride out throttling; every write is conditional or repeatable, so a retried one does no harm. Without the SDK's
 * logger: it goes through every item for what it must not log, though nobody listens.
 */
export const documentClient = (settings: DynamoDBClientConfig = {}): DynamoDBDocumentClient => {
  const client = new DynamoDBClient({ maxAttempts: 5, ...settings })
  client.middlewareStack.remove('loggerMiddleware')
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
}
