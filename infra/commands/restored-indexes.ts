/**
 * What CloudFormation does not do for a table that stands in for one of the stack: a release's new indexes. DynamoDB makes
 * one index of a table at a time, and takes until it is filled.
 */
import { DescribeTableCommand, type DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb'
import { type TableName, tables as everyTable, type Table } from '../../functions/tables.ts'

interface Waiting {
  readonly pause: () => Promise<void>
  readonly tell: (line: string) => void
}

const completeOne = async (
  client: Pick<DynamoDBClient, 'send'>,
  table: TableName,
  TableName: string,
  { pause, tell }: Waiting,
): Promise<void> => {
  const { indexes }: Table = everyTable[table]
  for (;;) {
    const { Table: found } = await client.send(new DescribeTableCommand({ TableName }))
    const there = found?.GlobalSecondaryIndexes ?? []
    if (found?.TableStatus !== 'ACTIVE' || there.some(({ IndexStatus }) => IndexStatus !== 'ACTIVE')) {
      await pause()
      continue
    }
    const missing = indexes.find(({ name }) => there.every(({ IndexName }) => IndexName !== name))
    if (!missing) return
    const keys = [missing.partitionKey, missing.sortKey] as const
    tell(`indexes: ${TableName} gets ${missing.name}; that can take from minutes to hours`)
    await client.send(
      new UpdateTableCommand({
        TableName,
        AttributeDefinitions: keys.map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
        GlobalSecondaryIndexUpdates: [
          {
            Create: {
              IndexName: missing.name,
              KeySchema: [
                { AttributeName: keys[0], KeyType: 'HASH' },
                { AttributeName: keys[1], KeyType: 'RANGE' },
              ],
              Projection: { ProjectionType: 'ALL' },
            },
          },
        ],
      }),
    )
  }
}

/** Ends when every restored table has every index, filled. Cut off anywhere, it goes on when it is run again. */
export const completeIndexes = async (
  client: Pick<DynamoDBClient, 'send'>,
  restored: Readonly<Partial<Record<TableName, string>>>,
  waiting: Waiting,
): Promise<void> => {
  for (const [table, name] of Object.entries(restored) as [TableName, string][])
    await completeOne(client, table, name, waiting)
}
