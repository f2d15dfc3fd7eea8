import { type DynamoDBDocumentClient, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { expect, test } from 'vitest'
import { backfillIndexes } from '../../../infra/commands/backfill.ts'
import { cutOff, holdAt, withDynamoDb } from '../../dynamodb.ts'

const table = 'learning'
const run = (client: DynamoDBDocumentClient, release = '1.0.0') =>
  backfillIndexes(client, { table, release, now: '2026-12-01T09:00:00.000Z' })

/** As it was written before there was an index `kind`. */
const older = (key: string) => ({
  pk: `failure-mode#${key}`,
  sk: 'failure-mode',
  key,
  name: `Mode ${key}`,
  mergedInto: null,
  version: 1,
  v: 1,
})
const keys = ['a', 'b', 'c', 'd', 'e']
const write = async (client: DynamoDBDocumentClient): Promise<void> => {
  for (const key of keys) await client.send(new PutCommand({ TableName: table, Item: older(key) }))
}
const items = async (client: DynamoDBDocumentClient): Promise<Record<string, unknown>[]> =>
  (await client.send(new ScanCommand({ TableName: table }))).Items ?? []
const entered = async (client: DynamoDBDocumentClient): Promise<string[]> =>
  (await items(client))
    .filter(({ kind }) => kind === 'failure-mode')
    .map(({ at }) => String(at))
    .toSorted()

test('what lacks its entries gets them, and a second run writes nothing but its own state', () =>
  withDynamoDb(async client => {
    await write(client)
    expect(await run(client)).toMatchObject({ looked: 6, filled: 5, left: 0, done: true })
    expect(await entered(client)).toEqual(keys)
    const before = (await items(client)).filter(({ pk }) => pk !== 'backfill')
    expect(await run(client)).toMatchObject({ filled: 0, done: true })
    expect((await items(client)).filter(({ pk }) => pk !== 'backfill')).toEqual(before)
  }))

test.each(['before', 'after'] as const)('cut off %s any of its calls, the next run ends it', when =>
  withDynamoDb(async client => {
    for (let calls = 0; ; calls += 1) {
      for (const { pk, sk } of await items(client)) {
        await client.send(
          new UpdateCommand({
            TableName: table,
            Key: { pk, sk },
            UpdateExpression: 'REMOVE #kind',
            ExpressionAttributeNames: { '#kind': 'kind' },
          }),
        )
      }
      await write(client)
      const cutting = cutOff(client, calls, when)
      await run(cutting.client).catch(() => {})
      expect(await run(client)).toMatchObject({ left: 0, done: true })
      expect([calls, await entered(client)]).toEqual([calls, keys])
      if (!cutting.cut()) return
    }
  }),
)

test('an item that somebody writes in the meantime keeps what they wrote', () =>
  withDynamoDb(async client => {
    await write(client)
    const isOfC = (command: object): boolean =>
      command instanceof UpdateCommand && command.input.Key?.['pk'] === 'failure-mode#c'
    const holding = holdAt(client, isOfC)
    const running = run(holding.client)
    await holding.reached
    const other = { ...older('c'), name: 'Another name', version: 2, wrote: 'somebody' }
    await client.send(new PutCommand({ TableName: table, Item: other }))
    holding.release()
    expect(await running).toMatchObject({ done: true })
    const [found] = (await items(client)).filter(({ pk }) => pk === 'failure-mode#c')
    expect(found).toMatchObject({ name: 'Another name', version: 2, kind: 'failure-mode', at: 'c' })
  }))

test('what an earlier release left half done is begun anew, since its indexes were others', () =>
  withDynamoDb(async client => {
    await write(client)
    const state = {
      startedAt: '2026-11-01T09:00:00.000Z',
      at: '2026-11-01T09:00:00.000Z',
      looked: 4,
      filled: 0,
      left: 1,
    }
    const half = { ...state, release: '0.9.0', done: false, after: { pk: 'failure-mode#e', sk: 'failure-mode' } }
    await client.send(new PutCommand({ TableName: table, Item: { pk: 'backfill', sk: 'indexes', v: 1, ...half } }))
    expect(await run(client)).toMatchObject({ release: '1.0.0', looked: 6, filled: 5, done: true })
  }))
