/** AWS clients, one of each per process. The SDK reads their endpoints from its own environment variables. */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { transport } from './transport.ts'

/**
 * Retries absorb throttling; every write is conditional or repeatable, so a retried one does no harm. The SDK's logger
 * is removed because it walks every item looking for what it must not log, although nobody listens.
 */
export const documentClient = (settings: DynamoDBClientConfig = {}): DynamoDBDocumentClient => {
  const client = new DynamoDBClient({ maxAttempts: 5, requestHandler: transport(), ...settings })
  client.middlewareStack.remove('loggerMiddleware')
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
}
