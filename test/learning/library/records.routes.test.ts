import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { otherFacilitator, outsider } from '../../caller.ts'
import { cutOff } from '../../dynamodb.ts'
import { mailLetter, makeLetter, markMailed } from '../mailed.ts'
import { hours, learning, plan } from '../setup.ts'
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

describe('in the library of everybody who signs in, a record', () => {
  const as = outsider
  const seen = async ({ call, reviewId }: Awaited<ReturnType<typeof plan>>) => {
    const all = z.array(z.object({ reviewId: z.string(), understanding: z.string() }))
    const { json } = await call('GET /api/lessons/records', { as })
    const { code, json: one } = await call(`GET /api/lessons/records/${reviewId}`, { as })
    const listed = all.parse(json).find(record => record.reviewId === reviewId)
    return { code, one, listed: listed?.understanding ?? null }
  }

  test('whose letter was made and mailed to nobody is not found', async () => {
    const planned = await plan(database.client)
    const { call, reviewId, incidentId } = planned
    await call(`PUT /api/reviews/${reviewId}/record`, { body: { version: 0, ...content } })
    const letter = await makeLetter(database.client, reviewId)
    expect(await seen(planned)).toMatchObject({ code: 'unknown_review', listed: null })
    expect((await call('GET /api/lessons/records')).json).toContainEqual(
      expect.objectContaining({ reviewId, publishedAt: null }),
    )
    expect((await call(`GET /api/incidents/${incidentId}/around`)).json).toMatchObject({ factors: [], decisions: [] })
    await markMailed(database.client, reviewId, letter, hours(50))
    expect(await seen(planned)).toMatchObject({ listed: content.understanding, one: { publishedAt: hours(50) } })
  })

  test('whose letter is of a version that did not say whether it was mailed is not found until it is mailed again', async () => {
    const planned = await plan(database.client)
    const { call, reviewId } = planned
    await call(`PUT /api/reviews/${reviewId}/record`, { body: { version: 0, ...content } })
    const letter = await makeLetter(database.client, reviewId)
    const Key = { pk: `review#${reviewId}`, sk: `record-letter#${letter}` }
    await database.client.send(new UpdateCommand({ TableName: 'learning', Key, UpdateExpression: 'REMOVE mailedAt' }))
    expect(await seen(planned)).toMatchObject({ code: 'unknown_review', listed: null })
    // Nor is anybody asked to mail every old record again.
    expect((await call(`GET /api/reviews/${reviewId}/record`)).json).toMatchObject({ letters: [{ letter }] })
    expect(await mailLetter(database.client, reviewId, hours(50))).toBe(letter)
    expect(await seen(planned)).toMatchObject({ listed: content.understanding, one: { publishedAt: hours(50) } })
  })

  test('has the words that were mailed last, whatever was made since and whichever was made first', async () => {
    const planned = await plan(database.client)
    const { call, reviewId } = planned
    const write = (version: number, understanding: string) =>
      call(`PUT /api/reviews/${reviewId}/record`, { body: { version, ...content, understanding } })
    await write(0, 'First')
    const first = await mailLetter(database.client, reviewId, hours(50))
    await write(1, 'Second')
    await mailLetter(database.client, reviewId, hours(51))
    await write(2, 'Never mailed')
    await makeLetter(database.client, reviewId, hours(52))
    expect(await seen(planned)).toMatchObject({ listed: 'Second', one: { understanding: 'Second' } })
    await write(3, 'First')
    expect(await mailLetter(database.client, reviewId, hours(53))).toBe(first)
    expect(await seen(planned)).toMatchObject({ listed: 'First', one: { publishedAt: hours(53) } })
  })
})

const lettersOf = async (reviewId: string) => {
  const read = {
    TableName: 'learning',
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': `review#${reviewId}`, ':sk': 'record-letter#' },
  }
  return (await database.client.send(new QueryCommand(read))).Items ?? []
}

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
    expect(await lettersOf(reviewId)).toHaveLength(2)
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
    expect(await lettersOf(reviewId)).toHaveLength(1)
  })
})
