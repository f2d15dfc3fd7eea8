import { describe, expect, test } from 'vitest'
import { machineClaims, noon, otherFacilitator, presented, tokenRules } from '../../caller.ts'
import { cutOff } from '../../dynamodb.ts'
import { idIn, learning, plan } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const text = 'A certificate without an owner expires'
const teach = async () => {
  const planned = await plan(database.client)
  const made = await planned.call(`POST /api/reviews/${planned.reviewId}/lessons`, { body: { text } })
  expect(made.status).toBe(201)
  return { ...planned, app: learning(database.client).app, id: idIn(made.json) }
}
const adr = { url: 'https://git.example.com/adr/12', kind: 'adr', title: 'Certificates have owners' }

describe('a lesson', () => {
  test('is found by its id, through its review, and in the list of all', async () => {
    const { call, id, reviewId, incidentId } = await teach()
    const { json } = await call(`GET /api/lessons/${id}`, { as: otherFacilitator })
    expect(json).toMatchObject({ id, text, reviewId, incidentId, version: 1, citations: [] })
    expect((await call(`GET /api/reviews/${reviewId}/lessons`)).json).toMatchObject([{ id }])
    expect((await call('GET /api/lessons')).json).toContainEqual(expect.objectContaining({ id }))
  })

  test('keeps its address when its words change; only its review’s facilitators change them', async () => {
    const { call, id } = await teach()
    const body = { text: 'What nobody owns expires', version: 1 }
    expect((await call(`PATCH /api/lessons/${id}`, { body, as: otherFacilitator })).code).toBe('unknown_review')
    for (const again of [1, 2]) {
      expect([again, (await call(`PATCH /api/lessons/${id}`, { body })).json]).toMatchObject([
        again,
        { id, version: 2 },
      ])
    }
    const stale = await call(`PATCH /api/lessons/${id}`, { body: { text: 'Stale', version: 1 } })
    expect([stale.status, stale.code]).toStrictEqual([409, 'changed_meanwhile'])
  })

  test('cut off anywhere and sent again with the same key is one', async () => {
    const { call, reviewId } = await plan(database.client)
    const headers = { 'idempotency-key': 'a-lesson-learnt-once' }
    for (let calls = 0; ; calls += 1) {
      const { client, cut } = cutOff(database.client, calls, calls % 2 === 0 ? 'before' : 'after')
      await learning(client).call(`POST /api/reviews/${reviewId}/lessons`, { body: { text }, headers })
      if (!cut()) break
    }
    expect((await call(`GET /api/reviews/${reviewId}/lessons`)).json).toHaveLength(1)
  })
})

describe('a citation', () => {
  test('of the same address again is the same one, with its new text', async () => {
    const { call, id } = await teach()
    const first = await call(`POST /api/lessons/${id}/citations`, { body: { ...adr, changed: 'Alerts per owner' } })
    expect(first.status).toBe(201)
    const again = await call(`POST /api/lessons/${id}/citations`, { body: { ...adr, title: 'Owners of certificates' } })
    expect(again.json).toStrictEqual(first.json)
    const other = { ...adr, url: 'https://git.example.com/pull/7', kind: 'pull-request' }
    await call(`POST /api/lessons/${id}/citations`, { body: other })
    expect((await call(`GET /api/lessons/${id}`)).json).toMatchObject({
      citations: expect.arrayContaining([
        expect.objectContaining({
          kind: 'adr',
          title: 'Owners of certificates',
          changed: 'Alerts per owner',
          version: 2,
        }),
        expect.objectContaining({ kind: 'pull-request', changed: null, version: 1 }),
      ]),
    })
  })

  test.each([[{ url: 'javascript:alert(1)' }], [{ url: 'adr-12' }], [{ kind: 'blog' }], [{ title: '' }]])(
    'refuses %j',
    async more => {
      const { call, id } = await teach()
      const answer = await call(`POST /api/lessons/${id}/citations`, { body: { ...adr, ...more } })
      expect([answer.status, answer.code]).toStrictEqual([400, 'invalid_body'])
    },
  )

  test('of an unknown lesson is refused', async () => {
    const { call } = learning(database.client)
    const answer = await call(`POST /api/lessons/les_${'z'.repeat(16)}/citations`, { body: adr })
    expect([answer.status, answer.code]).toStrictEqual([404, 'unknown_lesson'])
  })

  test('is accepted from a machine whose token has the scope for it, and from no other', async () => {
    const { app, id } = await teach()
    const machine = (scope: string) => presented(machineClaims(tokenRules.citeAudience, scope))
    const asMachine = (path: string, scope: string, method = 'POST') =>
      app.request(
        path,
        {
          method,
          headers: { ...machine(scope).headers, 'content-type': 'application/json' },
          ...(method === 'POST' ? { body: JSON.stringify(adr) } : {}),
        },
        { event: { requestContext: { timeEpoch: Date.parse(noon), authorizer: machine(scope).authorizer } } },
      )
    expect((await asMachine(`/api/lessons/${id}/citations`, 'openid murmur/cite')).status).toBe(201)
    expect((await asMachine(`/api/lessons/${id}/citations`, 'murmur/metrics')).status).toBe(401)
    expect((await asMachine(`/api/lessons/${id}/citations`, 'murmur/citeX')).status).toBe(401)
    expect((await asMachine(`/api/lessons/${id}`, 'murmur/cite', 'GET')).status).toBe(401)
    expect((await asMachine('/api/actions', 'murmur/cite', 'GET')).status).toBe(401)
  })
})
