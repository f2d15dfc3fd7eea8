import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import {
  afterDone,
  type Change,
  type Done,
  notBegun,
  type Running,
  runningViewSchema,
} from '../../../functions/domain/review/running.ts'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { clearOverdue } from '../../../functions/learning/reviews/clearing.ts'
import type { Answer, Call } from '../../caller.ts'
import { facilitator, otherFacilitator, outsider } from '../../caller.ts'
import { cutOff, withDynamoDb } from '../../dynamodb.ts'
import { ownDatabase } from '../../own.ts'
import { hours, learning, plan } from '../setup.ts'

const database = ownDatabase()

const ada = { id: 'ada', name: 'Ada Sample', seniority: 'junior', draw: 0.5 } as const
const joining: Change = { do: 'join', people: [ada] }
const ending = { attendees: 1, speakers: 1, turns: [1], ended: true }
let drawn = 0
const done = (change: Change): Done => ({ id: `change-${(drawn += 1)}`, change })

const meet = async (tables = database.client) => {
  const { call, reviewId } = await plan(tables, { facilitators: [otherFacilitator.email] })
  const path = `/api/reviews/${reviewId}/running`
  const through =
    (make: typeof call) =>
    (methodAndPath: string, more: Call = {}): Promise<Answer> =>
      make(methodAndPath, { at: hours(48), ...more })
  const read = async (query = '', as = facilitator) =>
    runningViewSchema.parse((await through(call)(`GET ${path}${query}`, { as })).json)
  return { call: through(call), through, reviewId, path, read }
}
type Meeting = Awaited<ReturnType<typeof meet>>

/** As a device does it: until it is there, over whatever others have done meanwhile. */
const press = async ({ call, path, read }: Meeting, made: Done, known: Running = notBegun): Promise<Running> => {
  for (let base = known; ; base = (await read()).running ?? base) {
    const body = afterDone(base, made)
    const answer = await call(`PUT ${path}`, { body: { ...body, version: base.version } })
    if (answer.status === 200) return runningViewSchema.parse(answer.json).running ?? base
    if (answer.code !== 'changed_meanwhile') throw new Error(answer.text)
  }
}
const livingRows = async (reviewId: string, tables = database.client) => {
  const { Items = [] } = await tables.send(new ScanCommand({ TableName: 'live', ConsistentRead: true }))
  return Items.filter(item => item['meeting'] === reviewId)
}

describe('a meeting under way', () => {
  test('has not begun at first, then is the same for every facilitator, by the server’s clock', async () => {
    const meeting = await meet()
    expect(await meeting.read()).toEqual({ now: Date.parse(hours(48)), ended: false, running: notBegun })
    const after = await press(meeting, done(joining))
    expect(after).toMatchObject({ version: 1, people: [{ name: 'Ada Sample' }] })
    expect((await meeting.read('', otherFacilitator)).running).toEqual(after)
  })

  test('is answered with nothing but the time while the version is the one that is known', async () => {
    const meeting = await meet()
    await press(meeting, done(joining))
    expect(await meeting.read('?version=1')).toEqual({ now: Date.parse(hours(48)), ended: false, running: null })
    expect((await meeting.read('?version=0')).running?.version).toBe(1)
  })

  test('loses no change of twelve devices that press at once', async () => {
    const meeting = await meet()
    await press(meeting, done(joining))
    const made = Array.from({ length: 12 }, (_, index) =>
      done(index % 2 === 0 ? { do: 'spoke', id: 'ada' } : { do: 'more', itemId: 'one', minutes: 2 }),
    )
    await Promise.all(made.map(one => press(meeting, one)))
    const { running } = await meeting.read()
    expect(running).toMatchObject({ more: { one: 12 }, version: 13 })
    expect(running?.people[0]?.turns).toBe(6)
  })

  test('takes each press once, whichever reply was lost', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let calls = 0; ; calls += 1) {
        const meeting = await meet()
        const known = await press(meeting, done(joining))
        const spoke = done({ do: 'spoke', id: 'ada' })
        const { client, cut } = cutOff(database.client, calls, when)
        const body = { ...afterDone(known, spoke), version: known.version }
        await meeting.through(learning(client).call)(`PUT ${meeting.path}`, { body })
        await press(meeting, done({ do: 'pause', at: 5 }))
        expect((await press(meeting, spoke, known)).people[0]?.turns).toBe(1)
        if (!cut()) break
      }
    }
  })

  test('over an older version is refused, and nothing is overwritten', async () => {
    const meeting = await meet()
    const first = await press(meeting, done(joining))
    await press(meeting, done({ do: 'go', itemId: 'two', at: 1 }), first)
    const body = { ...afterDone(first, done({ do: 'go', itemId: 'three', at: 2 })), version: first.version }
    expect((await meeting.call(`PUT ${meeting.path}`, { body })).code).toBe('changed_meanwhile')
    expect((await meeting.read()).running?.itemId).toBe('two')
  })

  test('is for the review’s facilitators, and not for a cancelled review', async () => {
    const { call, reviewId } = await plan(database.client)
    const path = `/api/reviews/${reviewId}/running`
    for (const [as, code] of [
      [null, 'not_signed_in'],
      [outsider, 'not_allowed'],
      [otherFacilitator, 'unknown_review'],
    ] as const) {
      expect((await call(`GET ${path}`, { as })).code).toBe(code)
      expect((await call(`PUT ${path}`, { as, body: notBegun })).code).toBe(code)
    }
    expect((await call(`PUT ${path}`, { body: { ...notBegun, round: 0 } })).code).toBe('invalid_body')
    await call(`POST /api/reviews/${reviewId}/cancel`)
    expect((await call(`PUT ${path}`, { body: notBegun })).code).toBe('review_cancelled')
  })
})

describe('its end', () => {
  test('removes every name, and nobody brings one back', async () => {
    const meeting = await meet()
    const known = await press(meeting, done(joining))
    await meeting.call(`POST /api/reviews/${meeting.reviewId}/meeting`, { body: ending })
    expect(await livingRows(meeting.reviewId)).toEqual([])
    expect(await meeting.read()).toMatchObject({ ended: true, running: { version: 0 } })
    const body = { ...afterDone(known, done({ do: 'spoke', id: 'ada' })), version: known.version }
    expect((await meeting.call(`PUT ${meeting.path}`, { body })).code).toBe('meeting_ended')
    expect(await livingRows(meeting.reviewId)).toEqual([])
  })

  test('cut off at any call and repeated leaves no name', async () => {
    for (const when of ['before', 'after'] as const) {
      const isCut = (calls: number): Promise<boolean> =>
        withDynamoDb(async tables => {
          const meeting = await meet(tables)
          await press(meeting, done(joining))
          const { client, cut } = cutOff(tables, calls, when)
          const path = `POST /api/reviews/${meeting.reviewId}/meeting`
          await meeting.through(learning(client).call)(path, { body: ending })
          expect((await meeting.call(path, { body: ending })).status).toBe(200)
          expect(await livingRows(meeting.reviewId, tables)).toEqual([])
          return cut()
        })
      for (let calls = 0; await isCut(calls); calls += 1);
    }
  })

  test('that nobody presses comes by itself, twelve hours after the start, and no earlier', async () => {
    const meeting = await meet()
    await press(meeting, done(joining))
    const clear = (at: string, remaining = 30_000) =>
      clearOverdue(learning(database.client).stores, at, () => remaining)
    await clear(hours(59.9))
    expect(await livingRows(meeting.reviewId)).toHaveLength(1)
    await clear(hours(60), 100)
    expect(await livingRows(meeting.reviewId)).toHaveLength(1)
    await clear(hours(60))
    expect(await livingRows(meeting.reviewId)).toEqual([])
    expect(await clear(hours(60))).toBe(0)
    expect(await meeting.read()).toMatchObject({ ended: false, running: { version: 0 } })
  })
})

test('a meeting that cannot be cleared is reported and does not hold up the others, nor a channel', async () => {
  const [stuck, other] = [await meet(), await meet()]
  for (const meeting of [stuck, other]) await press(meeting, done(joining))
  const opened = await other.call(`POST /api/reviews/${other.reviewId}/live`, { at: hours(48) })
  expect(opened.status).toBe(201)
  const { stores } = learning(database.client)
  const running = {
    ...stores.running,
    removeRunning: (review: ReviewId) =>
      review === stuck.reviewId ? Promise.reject(new Error('stuck')) : stores.running.removeRunning(review),
  }
  await expect(clearOverdue({ ...stores, running }, hours(60), () => 30_000)).rejects.toThrow(AggregateError)
  expect(await livingRows(other.reviewId)).toEqual([])
  expect(await livingRows(stuck.reviewId)).toHaveLength(1)
  await clearOverdue(stores, hours(60), () => 30_000)
  expect(await livingRows(stuck.reviewId)).toEqual([])
})

test('no name of those present is in a table with a past', async () => {
  const meeting = await meet()
  await press(meeting, done({ do: 'join', people: [{ ...ada, name: 'Zerlina Quux' }] }))
  expect(JSON.stringify(await livingRows(meeting.reviewId))).toContain('Zerlina')
  const { Items } = await database.client.send(new ScanCommand({ TableName: 'learning', ConsistentRead: true }))
  expect(JSON.stringify(Items)).not.toContain('Zerlina')
})
