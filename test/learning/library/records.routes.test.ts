import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { otherFacilitator } from '../../caller.ts'
import { cutOff } from '../../dynamodb.ts'
import { learning, plan } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const content = {
  understanding: 'The certificate had no owner; its alert went to a mailbox nobody reads.',
  factors: [
    { text: 'Ownership', confirmed: true },
    { text: 'Monitoring', confirmed: false },
  ],
  decisions: [
    { text: 'Renew by hand this time', tradeOffs: 'Quick, and forgotten again next year', confirmed: true },
    { text: 'Buy another product', tradeOffs: '', confirmed: false },
  ],
}

describe('the record of a meeting', () => {
  test('is empty at version 0, then what was written', async () => {
    const { call, reviewId, incidentId } = await plan(database.client)
    const path = `/api/reviews/${reviewId}/record`
    expect((await call(`GET ${path}`)).json).toMatchObject({ version: 0, understanding: '', factors: [], letters: [] })
    expect((await call(`PUT ${path}`, { body: { version: 0, ...content } })).json).toStrictEqual({ version: 1 })
    expect((await call(`GET ${path}`)).json).toMatchObject({ ...content, version: 1, reviewId, incidentId })
  })

  test('saved again after a lost reply is one version; over somebody else’s it is refused', async () => {
    const { call, reviewId } = await plan(database.client)
    const path = `PUT /api/reviews/${reviewId}/record`
    const body = { version: 0, ...content }
    for (const again of [1, 2])
      expect([again, (await call(path, { body })).json]).toStrictEqual([again, { version: 1 }])
    const stale = await call(path, { body: { ...body, understanding: 'Another' } })
    expect([stale.status, stale.code]).toStrictEqual([409, 'changed_meanwhile'])
  })

  test.each([
    [{ version: -1 }],
    [{ factors: [{ text: '' }] }],
    [{ factors: ['Ownership'] }],
    [{ decisions: [{ text: '' }] }],
  ])('refuses %j', async more => {
    const { call, reviewId } = await plan(database.client)
    const answer = await call(`PUT /api/reviews/${reviewId}/record`, { body: { version: 0, ...content, ...more } })
    expect([answer.status, answer.code]).toStrictEqual([400, 'invalid_body'])
  })

  test('that was not mailed is found only by its facilitators', async () => {
    const { call, reviewId } = await plan(database.client)
    await call(`PUT /api/reviews/${reviewId}/record`, { body: { version: 0, ...content } })
    expect((await call('GET /api/lessons/records')).json).toContainEqual(expect.objectContaining({ reviewId }))
    expect((await call('GET /api/lessons/records', { as: otherFacilitator })).json).toStrictEqual([])
  })
})

/** The letter that would be mailed now, made. */
const make = async (call: Awaited<ReturnType<typeof plan>>['call'], reviewId: string) => {
  const { json } = await call(`GET /api/reviews/${reviewId}/record/letter`)
  return call(`POST /api/reviews/${reviewId}/record/letter`, { body: { letter: Object(json).letter } })
}

describe('the letter of a record', () => {
  test('holds its current lessons and actions, and is the same letter for the same words', async () => {
    const { call, reviewId } = await plan(database.client)
    const path = `/api/reviews/${reviewId}/record`
    expect((await call(`GET ${path}/letter`)).code).toBe('record_empty')
    await call(`PUT ${path}`, { body: { version: 0, ...content } })
    await call(`POST /api/reviews/${reviewId}/lessons`, { body: { text: 'What nobody owns expires' } })
    const action = { text: 'Name an owner', owner: 'Platform', dueOn: '2026-12-31', category: 'ownership' }
    await call(`POST /api/reviews/${reviewId}/actions`, { body: action })
    const first = await make(call, reviewId)
    expect(first.status).toBe(201)
    expect((await make(call, reviewId)).json).toStrictEqual(first.json)
    await call(`POST /api/reviews/${reviewId}/actions`, { body: { ...action, text: 'Alert on expiry' } })
    expect((await make(call, reviewId)).json).not.toStrictEqual(first.json)
    const { json } = await call(`GET ${path}`)
    expect((json as { letters: unknown[] }).letters).toHaveLength(2)
  })

  test('is read before it is made: looking keeps nothing, and other words than were read are refused', async () => {
    const { call, reviewId } = await plan(database.client)
    const path = `/api/reviews/${reviewId}/record`
    await call(`PUT ${path}`, { body: { version: 0, ...content } })
    const seen = await call(`GET ${path}/letter`)
    expect(Object(seen.json).text).toContain('its alert went to a mailbox')
    expect(Object((await call(`GET ${path}`)).json).letters).toStrictEqual([])
    await call(`PUT ${path}`, { body: { version: 1, ...content, understanding: 'Something else' } })
    const { letter } = Object(seen.json)
    expect((await call(`POST ${path}/letter`, { body: { letter } })).code).toBe('changed_meanwhile')
    expect((await call(`POST ${path}/letter`)).code).toBe('invalid_body')
    expect(Object((await call(`GET ${path}`)).json).letters).toStrictEqual([])
  })

  test('tells what the room agreed on, and nothing that nobody confirmed', async () => {
    const { call, reviewId } = await plan(database.client)
    await call(`PUT /api/reviews/${reviewId}/record`, { body: { version: 0, ...content } })
    const { text } = Object((await call(`GET /api/reviews/${reviewId}/record/letter`)).json)
    expect(text).toMatch(/the room agreed on\n {2}- Ownership\n/)
    expect(text).toContain('Renew by hand this time')
    expect(text).not.toMatch(/Monitoring|another product/)
  })

  test('of a record that was written before anything was confirmed one by one claims no agreement', async () => {
    const { call, reviewId, incidentId } = await plan(database.client)
    const Item = {
      pk: `review#${reviewId}`,
      sk: 'record',
      reviewId,
      incidentId,
      version: 1,
      title: 'T',
      meetingAt: '2026-11-02T08:00:00.000Z',
      understanding: 'U',
      factors: ['Ownership'],
      decisions: [{ text: 'Renew by hand', tradeOffs: '' }],
    }
    await database.client.send(new PutCommand({ TableName: 'learning', Item }))
    expect((await call(`GET /api/reviews/${reviewId}/record`)).json).toMatchObject({
      factors: [{ text: 'Ownership', confirmed: false }],
      decisions: [{ text: 'Renew by hand', confirmed: false }],
    })
    const { text, subject } = Object((await call(`GET /api/reviews/${reviewId}/record/letter`)).json)
    expect(`${subject} ${text}`).not.toMatch(/agree/i)
  })

  test('cut off anywhere and requested again is one', async () => {
    const { call, reviewId } = await plan(database.client)
    await call(`PUT /api/reviews/${reviewId}/record`, { body: { version: 0, ...content } })
    const { letter } = Object((await call(`GET /api/reviews/${reviewId}/record/letter`)).json)
    for (let calls = 0; ; calls += 1) {
      const { client, cut } = cutOff(database.client, calls, calls % 2 === 0 ? 'before' : 'after')
      await learning(client).call(`POST /api/reviews/${reviewId}/record/letter`, { body: { letter } })
      if (!cut()) break
    }
    const { json } = await call(`GET /api/reviews/${reviewId}/record`)
    expect((json as { letters: unknown[] }).letters).toHaveLength(1)
  })
})
