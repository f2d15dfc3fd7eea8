import { describe, expect, test } from 'vitest'
import { otherFacilitator } from '../../caller.ts'
import { cutOff } from '../../dynamodb.ts'
import { learning, plan } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const content = {
  understanding: 'The certificate had no owner; its alert went to a mailbox nobody reads.',
  factors: ['Ownership', 'Monitoring'],
  decisions: [{ text: 'Renew by hand this time', tradeOffs: 'Quick, and forgotten again next year' }],
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

  test.each([[{ version: -1 }], [{ factors: [''] }], [{ decisions: [{ text: '' }] }]])('refuses %j', async more => {
    const { call, reviewId } = await plan(database.client)
    const answer = await call(`PUT /api/reviews/${reviewId}/record`, { body: { version: 0, ...content, ...more } })
    expect([answer.status, answer.code]).toStrictEqual([400, 'invalid_body'])
  })

  test('is found only by its facilitators', async () => {
    const { call, reviewId } = await plan(database.client)
    await call(`PUT /api/reviews/${reviewId}/record`, { body: { version: 0, ...content } })
    expect((await call('GET /api/lessons/records')).json).toContainEqual(expect.objectContaining({ reviewId }))
    expect((await call('GET /api/lessons/records', { as: otherFacilitator })).json).toStrictEqual([])
  })
})

describe('the letter of a record', () => {
  test('holds its current lessons and actions, and is the same letter for the same words', async () => {
    const { call, reviewId } = await plan(database.client)
    const path = `/api/reviews/${reviewId}/record`
    expect((await call(`POST ${path}/letter`)).code).toBe('record_empty')
    await call(`PUT ${path}`, { body: { version: 0, ...content } })
    await call(`POST /api/reviews/${reviewId}/lessons`, { body: { text: 'What nobody owns expires' } })
    const action = { text: 'Name an owner', owner: 'Platform', dueOn: '2026-12-31', category: 'ownership' }
    await call(`POST /api/reviews/${reviewId}/actions`, { body: action })
    const first = await call(`POST ${path}/letter`)
    expect(first.status).toBe(201)
    expect((await call(`POST ${path}/letter`)).json).toStrictEqual(first.json)
    await call(`POST /api/reviews/${reviewId}/actions`, { body: { ...action, text: 'Alert on expiry' } })
    expect((await call(`POST ${path}/letter`)).json).not.toStrictEqual(first.json)
    const { json } = await call(`GET ${path}`)
    expect((json as { letters: unknown[] }).letters).toHaveLength(2)
  })

  test('cut off anywhere and requested again is one', async () => {
    const { call, reviewId } = await plan(database.client)
    await call(`PUT /api/reviews/${reviewId}/record`, { body: { version: 0, ...content } })
    for (let calls = 0; ; calls += 1) {
      const { client, cut } = cutOff(database.client, calls, calls % 2 === 0 ? 'before' : 'after')
      await learning(client).call(`POST /api/reviews/${reviewId}/record/letter`)
      if (!cut()) break
    }
    const { json } = await call(`GET /api/reviews/${reviewId}/record`)
    expect((json as { letters: unknown[] }).letters).toHaveLength(1)
  })
})
