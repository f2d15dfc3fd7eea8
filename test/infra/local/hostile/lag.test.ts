import { expect, test } from 'vitest'
import type { StoredItem } from '../../../../infra/local/hostile/asked.ts'
import { lagBy } from '../../../../infra/local/hostile/lag.ts'
import { refusal } from '../../../../infra/local/hostile/replies.ts'
import { done, parameterCall, tableCall } from './calls.ts'

const mail = (sk: string, dueAt: string | null): StoredItem => ({
  pk: { S: 'mail' },
  sk: { S: sk },
  ...(dueAt === null ? {} : { queue: { S: 'waiting' }, dueAt: { S: dueAt } }),
})
const put = (item: StoredItem) => tableCall('PutItem', { TableName: 'people', Item: item })
const due = tableCall('Query', {
  TableName: 'people',
  IndexName: 'queue',
  KeyConditionExpression: '#n0 = :v0 AND #n1 BETWEEN :v1 AND :v2',
  ExpressionAttributeNames: { '#n0': 'queue', '#n1': 'dueAt' },
  ExpressionAttributeValues: { ':v0': { S: 'waiting' }, ':v1': { S: ' ' }, ':v2': { S: '2027' } },
})

/** A table whose own index is there at once, behind the lag, and a store of parameters. */
const world = (calls: number) => {
  const items = new Map<string, StoredItem>()
  const parameters = new Set<string>()
  const clock = { now: 0 }
  const layer = lagBy(
    () => clock.now,
    () => calls,
  )
  const call = async (asked: typeof due): Promise<Record<string, unknown>> => {
    const reply = await layer(asked, 'mailer', async ({ operation, body }) => {
      const input = JSON.parse(body)
      if (operation === 'PutItem') items.set(input.Item.sk.S, input.Item)
      if (operation === 'GetItem') return done({ Item: items.get(input.Key.sk.S) })
      if (operation === 'Query') return done({ Items: [...items.values()].filter(item => item['queue']) })
      if (operation === 'PutParameter') parameters.add(input.Name)
      if (operation === 'GetParameter' && !parameters.has(input.Name)) return refusal('ssm', 'not-found', '')
      if (operation === 'DescribeParameters')
        return done({ Parameters: [...parameters].map(Name => ({ Name })), NextToken: 'more' })
      return done({ Parameter: { Value: 'key' } })
    })
    return JSON.parse(reply?.body ?? '{}')
  }
  const listed = async (): Promise<unknown> => {
    const { Items } = await call(due)
    return Array.isArray(Items) ? Items.map(item => item.sk.S) : Items
  }
  return { call, clock, listed }
}

test('an index shows what was put after a while, counted in calls', async () => {
  const { call, listed } = world(1)
  await call(put(mail('a', '2026')))
  expect(await listed()).toEqual([])
  expect(await listed()).toEqual(['a'])
})

test('an index still shows what was taken out of it, and then no longer', async () => {
  const { call, clock, listed } = world(100)
  await call(put(mail('a', '2026')))
  clock.now = 1_001
  expect(await listed()).toEqual(['a'])
  await call(put(mail('a', null)))
  expect(await listed()).toEqual(['a'])
  clock.now = 2_002
  expect(await listed()).toEqual([])
})

test('a table itself never lags', async () => {
  const { call } = world(100)
  await call(put(mail('a', '2026')))
  const get = tableCall('GetItem', { TableName: 'people', Key: { pk: { S: 'mail' }, sk: { S: 'a' } } })
  expect(await call(get)).toEqual({ Item: mail('a', '2026') })
})

test('a parameter is not found for a while after it was made', async () => {
  const { call, clock } = world(100)
  const get = parameterCall('GetParameter', { Name: '/murmur/link/key' })
  await call(parameterCall('PutParameter', { Name: '/murmur/link/key', Value: 'key' }))
  expect(await call(get)).toMatchObject({ __type: 'ParameterNotFound' })
  clock.now = 5_001
  expect(await call(get)).toEqual({ Parameter: { Value: 'key' } })
})

test('nor is it listed, whatever comes after it', async () => {
  const { call, clock } = world(100)
  const describe = parameterCall('DescribeParameters', {})
  await call(parameterCall('PutParameter', { Name: '/murmur/link/key', Value: 'key' }))
  expect(await call(describe)).toMatchObject({ Parameters: [], NextToken: 'more' })
  clock.now = 5_001
  expect(await call(describe)).toMatchObject({ Parameters: [{ Name: '/murmur/link/key' }], NextToken: 'more' })
})
