import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { Refusal } from '../../functions/domain/refusal.ts'
import { operationsApp } from '../../functions/http/app.ts'
import { operation, parameter } from '../../functions/http/operation.ts'
import { keptInMemory } from './trace-in-memory.ts'
import { caller, director, facilitator, noon, outsider, tokenRules } from '../caller.ts'
import { undeclared } from '../declared.ts'

const shared = { tag: 'people', summary: 'For this test.', refuses: [] } as const

const read = operation({
  ...shared,
  method: 'GET',
  path: '/api/things/{id}',
  who: 'leadership',
  parameters: { id: parameter(z.string().regex(/^\d+$/), 'unknown_action') },
  query: { n: z.coerce.number().max(5) },
  conditional: true,
  answers: { 200: z.object({ id: z.string(), n: z.number().nullable(), by: z.string() }) },
}).handledBy(() => ({ params, query, caller: { email } }) => ({
  status: 200,
  json: { id: params.id, n: query.n ?? null, by: email },
}))

const word = operation({
  ...shared,
  method: 'GET',
  path: '/api/things/word',
  who: 'anybody',
  answers: { 200: { contentType: 'text/plain' } },
}).handledBy((said: string) => () => ({ status: 200, body: said }))

const long = operation({
  ...shared,
  method: 'GET',
  path: '/api/things/long',
  who: 'anybody',
  conditional: true,
  answers: { 200: { contentType: 'text/csv' } },
}).handledBy((said: string) => () => ({ status: 200, body: said.repeat(1000) }))

const write = operation({
  ...shared,
  method: 'PUT',
  path: '/api/things/{id}',
  who: 'facilitator',
  parameters: { id: parameter(z.string(), 'unknown_action') },
  body: z.object({ n: z.int() }),
  maximumBytes: 100,
  trace: { none: 'for this test' },
  answers: { 201: z.object({ n: z.int() }) },
  refuses: ['changed_meanwhile'],
}).handledBy(() => ({ body, now }) => {
  if (now !== noon) throw new Refusal('changed_meanwhile')
  if (body.n === 0) throw new TypeError('holds a secret')
  if (body.n === 1) throw new Refusal('survey_closed')
  return { status: 201, json: body.n === 2 ? Object.assign({ n: 2 }, { more: true }) : { n: body.n } }
})

const operations = [read, word, long, write] as const
const app = operationsApp<string>(operations, 'hello', {
  ...tokenRules,
  trace: keptInMemory().keeper,
  report: () => {},
})
const call = caller(app, operations)

describe('operations', () => {
  test('admit the callers they name, whatever the order of declaration, and nobody to an undeclared one', async () => {
    expect((await call('GET /api/things/word', { as: null })).text).toBe('hello')
    expect((await call('GET /api/things/1', { as: director })).status).toBe(200)
    expect((await call('GET /api/things/1', { as: facilitator })).status).toBe(200)
    expect((await call('GET /api/things/1', { as: outsider })).code).toBe('not_allowed')
    expect((await call('GET /api/things/1', { as: null })).code).toBe('not_signed_in')
    expect((await call('PUT /api/things/1', { as: director, body: { n: 3 } })).code).toBe('not_allowed')
    expect((await call('GET /api/nothing', { as: null })).code).toBe('not_signed_in')
    expect((await call('GET /api/nothing', { as: director })).code).toBe('not_allowed')
    expect((await call('GET /api/nothing')).code).toBe('not_found')
  })

  test('refuse other methods with those the path takes', async () => {
    const answer = await call('DELETE /api/things/1')
    expect([answer.code, answer.headers.get('allow')]).toStrictEqual(['method_not_allowed', 'GET, HEAD, PUT'])
    expect((await call('DELETE /api/things/1', { as: null })).code).toBe('not_signed_in')
    expect((await call('POST /api/things/word', { as: null })).code).toBe('method_not_allowed')
    expect(await call('HEAD /api/things/1')).toMatchObject({ status: 200, text: '' })
  })

  test('refuse invalid input by name', async () => {
    expect((await call('GET /api/things/x')).code).toBe('unknown_action')
    expect((await call('GET /api/things/1?n=9')).json).toMatchObject({ code: 'invalid_body', issues: [{ path: 'n' }] })
    expect((await call('PUT /api/things/1', { body: '{' })).code).toBe('invalid_body')
    expect((await call('PUT /api/things/1', { body: { n: 'x' } })).code).toBe('invalid_body')
    expect((await call('PUT /api/things/1', { body: 'ö'.repeat(51) })).code).toBe('body_too_large')
    expect((await call('PUT /api/things/1', { body: { n: 0 } })).text).not.toContain('secret')
  })

  test('confirm an unchanged answer to a client that has it', async () => {
    const first = await call('GET /api/things/1')
    const tag = first.headers.get('etag') ?? ''
    expect((await call('GET /api/things/1', { headers: { 'if-none-match': tag } })).status).toBe(304)
    expect((await call('GET /api/things/2', { headers: { 'if-none-match': tag } })).status).toBe(200)
  })
})

describe('a client that reads compressed answers', () => {
  const ask = (path: string, headers: Record<string, string> = {}) =>
    app.request(path, { headers: { 'accept-encoding': 'br, gzip', ...headers } }, { event: {} })

  test('gets a long one compressed, and confirmed by the tag it came with', async () => {
    const first = await ask('/api/things/long')
    expect(first.headers.get('content-encoding')).toBe('gzip')
    expect(first.headers.get('cache-control')).toBe('no-store')
    expect(gunzipSync(await first.arrayBuffer()).toString()).toBe('hello'.repeat(1000))
    const again = await ask('/api/things/long', { 'if-none-match': first.headers.get('etag') ?? '' })
    expect([again.status, await again.text()]).toStrictEqual([304, ''])
  })

  test('gets a short one, and whoever does not read them any, as it is', async () => {
    const short = await ask('/api/things/word')
    expect([short.headers.get('content-encoding'), await short.text()]).toStrictEqual([null, 'hello'])
    const plain = await ask('/api/things/long', { 'accept-encoding': 'identity' })
    expect([plain.headers.get('content-encoding'), (await plain.text()).length]).toStrictEqual([null, 5000])
  })
})

describe('an undeclared answer', () => {
  test.each([
    ['by its refusal', { n: 1 }],
    ['by a key more than its schema has', { n: 2 }],
  ])('is found %s', async (_, body) => {
    await expect(call('PUT /api/things/1', { body })).rejects.toThrow('PUT /api/things/{id}')
  })

  test('is found by its status and its content type', () => {
    const given = { contentType: 'application/json', text: '{}', json: {}, code: undefined }
    expect(undeclared(write, 'PUT', { ...given, status: 200 })).toHaveLength(1)
    expect(undeclared(word, 'GET', { ...given, status: 200 })).toHaveLength(1)
    expect(undeclared(write, 'PUT', { ...given, status: 409, code: 'survey_closed' })).toHaveLength(1)
  })
})
