import {
  DescribeTableCommand,
  type DynamoDBClient,
  UpdateTableCommand,
  type UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb'
import { expect, test } from 'vitest'
import { completeIndexes } from '../../../infra/commands/restored-indexes.ts'
import { tables } from '../../../functions/tables.ts'

/** A table of DynamoDB's: an index that was asked for is there at once, and active after so many pauses. */
const playing = (names: readonly string[]) => {
  const indexes = names.map(IndexName => ({ IndexName, IndexStatus: 'ACTIVE' }))
  const asked: UpdateTableCommandInput[] = []
  const send = async (command: unknown): Promise<unknown> => {
    if (command instanceof DescribeTableCommand)
      return { Table: { TableStatus: 'ACTIVE', GlobalSecondaryIndexes: structuredClone(indexes) } }
    if (!(command instanceof UpdateTableCommand)) throw new Error('nothing else is asked of it')
    if (indexes.some(({ IndexStatus }) => IndexStatus !== 'ACTIVE')) throw new Error('one at a time')
    asked.push(command.input)
    for (const { Create } of command.input.GlobalSecondaryIndexUpdates ?? [])
      indexes.push({ IndexName: Create?.IndexName ?? '', IndexStatus: 'CREATING' })
    return {}
  }
  const pause = async (): Promise<void> => {
    for (const index of indexes) index.IndexStatus = 'ACTIVE'
  }
  return { indexes, asked, pause, client: { send: send as DynamoDBClient['send'] } }
}

test('a restored table gets the indexes that it lacks, one after the other, each as the stack would make it', async () => {
  const { client, asked, indexes, pause } = playing(['kind'])
  await completeIndexes(client, { learning: 'Murmur-learning-then' }, { pause, tell: () => {} })
  expect(indexes).toEqual(tables.learning.indexes.map(({ name }) => ({ IndexName: name, IndexStatus: 'ACTIVE' })))
  expect(asked).toHaveLength(2)
  expect(asked[0]).toEqual({
    TableName: 'Murmur-learning-then',
    AttributeDefinitions: [
      { AttributeName: 'facet', AttributeType: 'S' },
      { AttributeName: 'facetAt', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexUpdates: [
      {
        Create: {
          IndexName: 'facet',
          KeySchema: [
            { AttributeName: 'facet', KeyType: 'HASH' },
            { AttributeName: 'facetAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      },
    ],
  })
})

test('a restored table that has every index is asked and left alone, and without one nothing is asked', async () => {
  const { client, asked, pause } = playing(['queue'])
  await completeIndexes(client, { people: 'Murmur-people-then' }, { pause, tell: () => expect.unreachable() })
  expect(asked).toEqual([])
  const none = { send: (() => expect.unreachable()) as DynamoDBClient['send'] }
  await completeIndexes(none, {}, { pause, tell: () => {} })
})
