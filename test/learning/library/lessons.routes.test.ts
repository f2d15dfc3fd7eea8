import { describe, expect, test } from 'vitest'
import {
  director,
  keeper,
  machineClaims,
  noon,
  otherFacilitator,
  outsider,
  presented,
  tokenRules,
} from '../../caller.ts'
import { cutOff } from '../../dynamodb.ts'
import { plus } from '../../../functions/domain/time/instants.ts'
import { citationIdSchema, lessonIdSchema } from '../../../functions/domain/ids.ts'
import { citedLessonSchema } from '../../../functions/domain/review/lesson.ts'
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

  test('is read and found by whoever signs in, and by nobody without a sign-in; it is written by facilitators', async () => {
    const { call, id, reviewId } = await teach()
    for (const as of [outsider, director, keeper]) {
      expect((await call(`GET /api/lessons/${id}`, { as })).json).toMatchObject({ id, text })
      expect((await call('GET /api/lessons', { as })).json).toContainEqual(expect.objectContaining({ id }))
      const body = { text: 'Rewritten' }
      expect((await call(`PATCH /api/lessons/${id}`, { as, body })).code).toBe('not_allowed')
      expect((await call(`POST /api/reviews/${reviewId}/lessons`, { as, body })).code).toBe('not_allowed')
    }
    expect((await call(`GET /api/lessons/${id}`, { as: null })).code).toBe('not_signed_in')
    expect((await call('GET /api/lessons', { as: null })).code).toBe('not_signed_in')
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

  test('of one document is one, whatever slashes and capitals its address is written with', async () => {
    const { call, id } = await teach()
    const cite = (url: string) => call(`POST /api/lessons/${id}/citations`, { body: { ...adr, url } })
    const first = await cite('https://docs.example/adr/12')
    for (const url of [
      'https://docs.example/adr/12/',
      'https://DOCS.example/adr/12',
      'https://docs.example:443//ADR/12',
    ])
      expect([url, (await cite(url)).json]).toStrictEqual([url, first.json])
    expect((await cite('https://docs.example/adr/123')).json).not.toStrictEqual(first.json)
    expect((await call(`GET /api/lessons/${id}`)).json).toMatchObject({ citations: { length: 2 } })
  })

  test('that stands is replaced by nobody but a facilitator, however its address is written', async () => {
    const { call, id } = await teach()
    const path = `POST /api/lessons/${id}/citations`
    const made = await call(path, { body: { ...adr, changed: 'Alerts per owner' }, as: outsider })
    const forged = { kind: 'other', title: 'Read this instead', changed: 'Nothing did' }
    for (const as of [outsider, director, keeper])
      for (const url of [adr.url, `${adr.url}/`, 'https://GIT.example.com//ADR/12']) {
        const { status, json } = await call(path, { body: { ...forged, url }, as })
        expect([url, status, json]).toStrictEqual([url, 201, made.json])
      }
    const stands = async () => citedLessonSchema.parse((await call(`GET /api/lessons/${id}`)).json).citations
    expect(await stands()).toMatchObject([{ ...adr, changed: 'Alerts per owner', version: 1 }])
    await call(path, { body: { ...adr, title: 'Owners of certificates' }, as: otherFacilitator })
    expect(await stands()).toMatchObject([{ title: 'Owners of certificates', changed: 'Alerts per owner', version: 2 }])
  })

  test('that an earlier version kept twice for one document is shown, changed and withdrawn as one', async () => {
    const { call, id } = await teach()
    const { lessons } = learning(database.client).stores
    const before = { ...adr, kind: 'adr' as const, changed: null, lessonId: lessonIdSchema.parse(id), version: 1 }
    for (const [own, url, at] of [
      ['cit_oldoldoldoldold1', 'https://docs.example/adr/7', noon],
      ['cit_oldoldoldoldold2', 'https://docs.example/adr/7/', plus(noon, 1)],
    ] as const)
      await lessons.saveCitation({ ...before, id: citationIdSchema.parse(own), url, at }, null)
    const body = { ...adr, url: 'https://docs.example/adr/7/', title: 'Renamed' }
    expect((await call(`POST /api/lessons/${id}/citations`, { body })).json).toStrictEqual({
      id: 'cit_oldoldoldoldold1',
    })
    const { citations } = citedLessonSchema.parse((await call(`GET /api/lessons/${id}`)).json)
    expect(citations.map(({ title }) => title)).toStrictEqual(['Renamed'])
    await call(`DELETE /api/lessons/${id}/citations/cit_oldoldoldoldold1`)
    expect((await call(`GET /api/lessons/${id}`)).json).toMatchObject({ citations: [] })
  })

  test('is made by whoever signs in, and withdrawn by a facilitator, once however often', async () => {
    const { call, id } = await teach()
    const made = await call(`POST /api/lessons/${id}/citations`, { body: adr, as: outsider })
    expect(made.status).toBe(201)
    const path = `/api/lessons/${id}/citations/${idIn(made.json)}`
    expect((await call(`DELETE ${path}`, { as: outsider })).code).toBe('not_allowed')
    expect((await call(`DELETE ${path}`, { as: null })).code).toBe('not_signed_in')
    expect((await call(`DELETE ${path}`, { as: otherFacilitator })).json).toStrictEqual({ withdrawn: 1 })
    expect((await call(`DELETE ${path}`)).json).toStrictEqual({ withdrawn: 0 })
    expect((await call(`GET /api/lessons/${id}`)).json).toMatchObject({ citations: [] })
    expect((await call(`POST /api/lessons/${id}/citations`, { body: adr })).json).toStrictEqual(made.json)
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
    const asMachine = (path: string, scope: string, method = 'POST', body: object = adr) =>
      app.request(
        path,
        {
          method,
          headers: { ...machine(scope).headers, 'content-type': 'application/json' },
          ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
        },
        { event: { requestContext: { timeEpoch: Date.parse(noon), authorizer: machine(scope).authorizer } } },
      )
    expect((await asMachine(`/api/lessons/${id}/citations`, 'openid murmur/cite')).status).toBe(201)
    // A pipeline brings up to date what stands.
    const { lessons } = learning(database.client).stores
    const renamed = { ...adr, title: 'Renamed' }
    expect((await asMachine(`/api/lessons/${id}/citations`, 'murmur/cite', 'POST', renamed)).status).toBe(201)
    expect(await lessons.citationOf(id, adr.url)).toMatchObject({ title: 'Renamed', version: 2 })
    expect((await asMachine(`/api/lessons/${id}/citations`, 'murmur/metrics')).status).toBe(401)
    expect((await asMachine(`/api/lessons/${id}/citations`, 'murmur/citeX')).status).toBe(401)
    expect((await asMachine(`/api/lessons/${id}`, 'murmur/cite', 'GET')).status).toBe(401)
    expect((await asMachine('/api/actions', 'murmur/cite', 'GET')).status).toBe(401)
  })
})
