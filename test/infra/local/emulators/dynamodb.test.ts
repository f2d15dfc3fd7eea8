import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { tableNames } from '../../../../functions/tables.ts'
import { startTables, type Tables } from '../../../../infra/local/emulators/dynamodb.ts'
import { temporaryFolder } from '../handlers.ts'

let folder: string
let running: Tables[]

const start = async (): Promise<Tables> => {
  const tables = await startTables(folder)
  running.push(tables)
  return tables
}
const documentsOf = (tables: Tables) =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: tables.endpoint,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 8,
    }),
  )

beforeEach(() => {
  folder = temporaryFolder()
  running = []
})
afterEach(() => Promise.all(running.map(tables => tables.stop())))

test('all tables exist, conditions hold, and the sparse index contains only queued items', async () => {
  const tables = await start()
  const documents = documentsOf(tables)
  for (const name of tableNames) expect(await tables.scan(name)).toEqual([])
  const put = (sk: string, extra: Record<string, string>) =>
    documents.send(
      new PutCommand({
        TableName: 'people',
        Item: { pk: 'mail#a', sk, ...extra },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    )
  await put('1', { queue: 'mail', dueAt: '2026-11-24T14:00:00Z' })
  await put('2', {})
  await expect(put('2', {})).rejects.toThrow(ConditionalCheckFailedException)
  const queued = await documents.send(
    new QueryCommand({
      TableName: 'people',
      IndexName: 'queue',
      KeyConditionExpression: 'queue = :queue AND dueAt <= :now',
      ExpressionAttributeValues: { ':queue': 'mail', ':now': '2026-11-24T15:00:00Z' },
    }),
  )
  expect(queued.Items?.map(item => item['sk'])).toEqual(['1'])
  expect(await tables.scan('people')).toHaveLength(2)
})

test('a scan reads past the first megabyte', async () => {
  const tables = await start()
  const documents = documentsOf(tables)
  for (let serial = 0; serial < 8; serial += 1) {
    const Item = { surveyId: 'srv', serial: String(serial), sealed: 'x'.repeat(300_000) }
    await documents.send(new PutCommand({ TableName: 'ballots', Item }))
  }
  expect(await tables.scan('ballots')).toHaveLength(8)
})

test('killed between two requests, it restarts at the same address with all its data', async () => {
  const tables = await start()
  const documents = documentsOf(tables)
  await documents.send(new PutCommand({ TableName: 'live', Item: { meeting: 'a', id: '1' } }))
  const before = tables.processId()
  process.kill(before ?? 0, 'SIGKILL')
  await expect
    .poll(() => tables.scan('live').catch(() => null), { timeout: 20_000 })
    .toEqual([{ meeting: 'a', id: '1' }])
  expect(tables.processId()).not.toBe(before)
})

test('a folder in use by another process is refused in words, once it is clear that this will not change', async () => {
  await start()
  await expect(start()).rejects.toThrow(/Does another Murmur run on it/)
})
