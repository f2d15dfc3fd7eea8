import { expect, test } from 'vitest'
import { limitsBy } from '../../../../infra/local/hostile/limits.ts'
import { done, parameterCall, tableCall } from './calls.ts'

const put = (value: string) =>
  tableCall('PutItem', { TableName: 'people', Item: { pk: { S: 'person' }, sk: { S: 'x' }, value: { S: value } } })
const get = tableCall('GetItem', { TableName: 'people', Key: { pk: { S: 'person' }, sk: { S: 'x' } } })
const other = tableCall('GetItem', { TableName: 'people', Key: { pk: { S: 'plan' }, sk: { S: 'x' } } })

/** A clock that stands until it is moved, and an AWS of which each call takes that many units. */
const limited = (units = 1) => {
  const clock = { now: 0 }
  const layer = limitsBy(() => clock.now)
  const sent: string[] = []
  const call = (asked: typeof get) =>
    layer(asked, 'clock', async ({ body }) => {
      sent.push(body)
      return done({ ConsumedCapacity: { TableName: 'people', CapacityUnits: units } })
    })
  return { clock, call, sent }
}

test('an item is measured in UTF-8: 400 KB of letters fit, as many in another script do not', async () => {
  const { call, sent } = limited()
  expect((await call(put('x'.repeat(400_000))))?.status).toBe(200)
  const refused = await call(put('щ'.repeat(400_000)))
  expect(refused).toMatchObject({ status: 400, body: expect.stringContaining('ValidationException') })
  expect(sent).toHaveLength(1)
})

test('a partition gives its units of a second and no more, whatever another one gives', async () => {
  const { clock, call } = limited(1_500)
  const statuses = async (asked: typeof get, times: number) => {
    const all: (number | undefined)[] = []
    for (let time = 0; time < times; time += 1) all.push((await call(asked))?.status)
    return all
  }
  expect(await statuses(get, 3)).toEqual([200, 200, 400])
  expect(await statuses(other, 1)).toEqual([200])
  clock.now = 1_000
  expect(await statuses(get, 3)).toEqual([200, 200, 400])
})

test('what one call takes beyond its second is made up for before the next', async () => {
  const { clock, call } = limited(2_500)
  expect((await call(put('x')))?.status).toBe(200)
  clock.now = 1_000
  expect((await call(put('x')))?.status).toBe(400)
  clock.now = 2_001
  expect((await call(put('x')))?.status).toBe(200)
})

test('three parameters are made in a second, and forty read', async () => {
  const { call } = limited()
  const make = parameterCall('PutParameter', { Name: '/murmur/link/key' })
  const read = parameterCall('GetParameter', { Name: '/murmur/link/key' })
  for (let time = 0; time < 3; time += 1) expect((await call(make))?.status).toBe(200)
  expect(await call(make)).toMatchObject({ status: 400, body: expect.stringContaining('ThrottlingException') })
  for (let time = 0; time < 40; time += 1) expect((await call(read))?.status).toBe(200)
  expect((await call(read))?.status).toBe(400)
})
