import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { otherFacilitator, outsider } from '../../caller.ts'
import { learningStores } from '../../../functions/learning/stores.ts'
import { cutOff, withDynamoDb, startDynamoDb, testTables } from '../../dynamodb.ts'
import { hours, learning, plan } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const counts = { attendees: 5, speakers: 3, turns: [1, 4, 2] }

describe('a meeting', () => {
  test('is blank at first, then what was sent, in the quarter of its date', async () => {
    const { call, reviewId, incidentId } = await plan(database.client)
    const path = `/api/reviews/${reviewId}/meeting`
    expect((await call(`GET ${path}`)).json).toMatchObject({ attendees: 0, endedAt: null, version: 0 })
    const saved = await call(`POST ${path}`, { body: { ...counts, notes: { opening: 'began late' }, version: 0 } })
    const expected = {
      reviewId,
      incidentId,
      meetingAt: hours(48),
      attendees: 5,
      speakers: 3,
      turns: [4, 2, 1],
      notes: { opening: 'began late' },
      captured: [],
      endedAt: null,
      version: 1,
    }
    expect([saved.status, saved.json]).toEqual([200, expected])
    expect((await call(`GET ${path}`)).json).toEqual(expected)
    const { Items = [] } = await database.client.send(
      new QueryCommand({
        TableName: 'learning',
        IndexName: 'kind',
        KeyConditionExpression: 'kind = :kind',
        ExpressionAttributeValues: { ':kind': 'meeting#2026-Q4' },
      }),
    )
    expect(Items.map(item => item['reviewId'])).toEqual([reviewId])
  })

  test('counts in its quarter’s figures once it has numbers, and a note does not trigger a recount', async () => {
    const own = await startDynamoDb()
    try {
      const { call, reviewId } = await plan(own.client)
      const { figures } = learningStores({ ...testTables, documents: own.client })
      const path = `POST /api/reviews/${reviewId}/meeting`
      const version = async () => (await figures.readFigures('2026-Q4'))?.version ?? 0
      const before = await version()
      await call(path, { body: { attendees: 0, speakers: 0, notes: { opening: 'only a note' } } })
      expect(await version()).toBe(before)
      await call(path, { body: { ...counts, ended: true } })
      expect(await figures.readFigures('2026-Q4')).toMatchObject({
        version: before + 1,
        meetings: { counted: 1, attendees: 5, speakers: 3 },
      })
      const blank = { attendees: 0, speakers: 0, turns: [], version: 2 }
      for (let calls = 0, isDone = false; !isDone; calls += 1) {
        const { client, cut } = cutOff(own.client, calls, 'after')
        isDone = (await learning(client).call(path, { body: blank })).status === 200 || !cut()
      }
      expect((await call(path, { body: blank })).status).toBe(200)
      expect(await figures.readFigures('2026-Q4')).toMatchObject({ meetings: { counted: 0, attendees: 0 } })
    } finally {
      await own.stop()
    }
  })

  test('sent twice is one version; over an older version it is refused and nothing is overwritten', async () => {
    const { call, reviewId } = await plan(database.client, { facilitators: [otherFacilitator.email] })
    const path = `/api/reviews/${reviewId}/meeting`
    const body = { ...counts, version: 0 }
    await call(`POST ${path}`, { body })
    expect((await call(`POST ${path}`, { body })).json).toMatchObject({ version: 1 })
    const theirs = { ...counts, notes: { opening: 'theirs' }, version: 0 }
    expect((await call(`POST ${path}`, { as: otherFacilitator, body: theirs })).code).toBe('changed_meanwhile')
    expect((await call(`GET ${path}`)).json).toMatchObject({ notes: {}, version: 1 })
    const { version: _version, ...unversioned } = theirs
    expect((await call(`POST ${path}`, { body: unversioned })).json).toMatchObject({ version: 2 })
  })

  test('keeps what was written down, in its order, where it is left out and where it is sent twice', async () => {
    const { call, reviewId } = await plan(database.client)
    const path = `/api/reviews/${reviewId}/meeting`
    const action = {
      id: 'entry-0002',
      kind: 'action',
      itemId: 'proposals',
      text: 'Restore a backup every week',
      tradeOffs: '',
      owner: 'Infrastructure',
      dueOn: '2027-01-15',
      sign: 'a restore that fails pages somebody',
    }
    const note = { id: 'entry-0001', kind: 'note', itemId: 'opening', text: 'It began late.' }
    const body = { ...counts, captured: [note, action], version: 0 }
    for (let again = 0; again < 2; again += 1) {
      expect((await call(`POST ${path}`, { body })).json).toMatchObject({ version: 1, captured: [note, action] })
    }
    expect((await call(`POST ${path}`, { body: { ...counts, version: 1 } })).json).toMatchObject({
      version: 1,
      captured: [note, action],
    })
    for (const wrong of [{ kind: 'agreed' }, { text: ' ' }, { dueOn: 'soon' }, { id: 'x' }]) {
      const sent = { ...counts, captured: [{ ...note, ...wrong }], version: 1 }
      expect((await call(`POST ${path}`, { body: sent })).code).toBe('invalid_body')
    }
  })

  test('ends at its first end', async () => {
    const { call, reviewId } = await plan(database.client)
    const path = `/api/reviews/${reviewId}/meeting`
    for (const at of [hours(49), hours(50)]) await call(`POST ${path}`, { at, body: { ...counts, ended: true } })
    expect((await call(`GET ${path}`)).json).toMatchObject({ endedAt: hours(49), version: 1 })
  })

  test('is for the review’s facilitators, and not for a cancelled review', async () => {
    const { call, reviewId } = await plan(database.client)
    const path = `/api/reviews/${reviewId}/meeting`
    for (const [as, code] of [
      [null, 'not_signed_in'],
      [outsider, 'not_allowed'],
      [otherFacilitator, 'unknown_review'],
    ] as const) {
      expect((await call(`POST ${path}`, { as, body: counts })).code).toBe(code)
      expect((await call(`GET ${path}`, { as })).code).toBe(code)
    }
    expect((await call(`POST ${path}`, { body: { ...counts, speakers: 6 } })).code).toBe('invalid_body')
    await call(`POST /api/reviews/${reviewId}/cancel`)
    expect((await call(`POST ${path}`, { body: counts })).code).toBe('review_cancelled')
  })

  test('cut off at any call and sent again is saved once', async () => {
    for (const when of ['before', 'after'] as const) {
      const isCut = (calls: number): Promise<boolean> =>
        withDynamoDb(async tables => {
          const { call, reviewId } = await plan(tables)
          const path = `/api/reviews/${reviewId}/meeting`
          const body = { ...counts, ended: true, version: 0 }
          const { client, cut } = cutOff(tables, calls, when)
          await learning(client).call(`POST ${path}`, { body })
          expect((await call(`POST ${path}`, { body })).json).toMatchObject({ version: 1 })
          return cut()
        })
      for (let calls = 0; await isCut(calls); calls += 1);
    }
  })
})
