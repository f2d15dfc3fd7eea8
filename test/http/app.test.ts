import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { Refusal } from '../../functions/domain/refusal.ts'
import { operationsApp } from '../../functions/http/app.ts'
import { operation } from '../../functions/http/operation.ts'
import { keptInMemory } from './trace-in-memory.ts'
import { caller, director, facilitator, noon, outsider, tokenRules } from '../caller.ts'

const shared = { who: 'facilitator', tag: 'people', summary: 'Of this test.' } as const
const anything = z.unknown()

const operations = [
  operation({
    ...shared,
    method: 'GET',
    path: '/api/things',
    query: { n: z.coerce.number().max(5) },
    answers: { 200: anything },
    refuses: [],
  }).handledBy(() => ({ now, caller, query }) => ({ status: 200, json: { now, who: caller.email, n: query.n } })),
  operation({
    ...shared,
    method: 'PUT',
    path: '/api/things',
    body: z.object({ deep: z.array(z.object({ n: z.int() })) }),
    maximumBytes: 100,
    trace: { none: 'for this test' },
    answers: { 200: anything },
    refuses: [],
  }).handledBy(() => request => ({ status: 200, json: request.body })),
  operation({
    ...shared,
    who: 'leadership',
    method: 'GET',
    path: '/api/trends',
    answers: { 200: anything },
    refuses: [],
  }).handledBy(() => () => ({ status: 200, json: {} })),
  operation({
    ...shared,
    who: 'anybody',
    method: 'GET',
    path: '/api/open/thing',
    answers: { 200: anything },
    refuses: [],
  }).handledBy(() => request => ({ status: 200, json: { who: request.caller } })),
  operation({
    ...shared,
    who: 'anybody',
    method: 'POST',
    path: '/api/open/thing',
    body: z.string(),
    reads: text => text,
    maximumBytes: 4,
    answers: { 200: { contentType: 'text/plain' } },
    refuses: [],
  }).handledBy(() => request => ({ status: 200, body: request.body })),
  operation({ ...shared, method: 'GET', path: '/api/broken', answers: { 200: anything }, refuses: [] }).handledBy(
    () => () => {
      throw new TypeError('holds a secret')
    },
  ),
  operation({
    ...shared,
    method: 'POST',
    path: '/api/broken',
    trace: { none: 'for this test' },
    answers: { 200: anything },
    refuses: [],
  }).handledBy(() => () => {
    throw new Refusal('survey_closed', 'It closed.', { closesAt: noon })
  }),
]

const app = () => {
  const reported: [string, string][] = []
  const made = operationsApp<unknown>(operations, null, {
    ...tokenRules,
    trace: keptInMemory().keeper,
    report: (error, requestId) => void reported.push([error.name, requestId]),
  })
  // Its own operations, although one has a path that is declared elsewhere.
  return { call: caller(made, []), reported }
}

describe('an API', () => {
  test('takes its time from the event and its caller from the claims', async () => {
    expect((await app().call('GET /api/things')).json).toStrictEqual({ now: noon, who: facilitator.email })
  })

  test('admits nobody without the role, unless the call is open to anybody', async () => {
    const { call } = app()
    expect((await call('GET /api/things', { as: null })).code).toBe('not_signed_in')
    expect((await call('GET /api/things', { as: outsider })).code).toBe('not_allowed')
    expect((await call('GET /api/things', { as: director })).code).toBe('not_allowed')
    expect((await call('GET /api/trends', { as: director })).status).toBe(200)
    expect((await call('GET /api/trendsetting', { as: director })).code).toBe('not_allowed')
    expect((await call('GET /api/open/thing', { as: null })).json).toStrictEqual({ who: null })
    expect((await call('GET /api/nothing', { as: null })).code).toBe('not_signed_in')
    expect((await call('GET /api/nothing')).code).toBe('not_found')
  })

  test('answers a refusal with a problem document that is never cached', async () => {
    const answer = await app().call('POST /api/broken')
    expect(answer.status).toBe(410)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.json).toMatchObject({ code: 'survey_closed', status: 410, detail: 'It closed.', closesAt: noon })
  })

  test('reveals nothing about an internal error but the request’s id', async () => {
    const { call, reported } = app()
    const answer = await call('GET /api/broken')
    expect([answer.status, answer.code]).toStrictEqual([500, 'internal'])
    expect(answer.text).not.toContain('secret')
    expect(answer.json).toMatchObject({ requestId: 'request-1' })
    expect(reported).toStrictEqual([['TypeError', 'request-1']])
  })

  test('refuses a method and lists those allowed, including HEAD if there is GET', async () => {
    const { call } = app()
    const answer = await call('POST /api/things', { body: {} })
    expect([answer.status, answer.code, answer.headers.get('allow')]).toStrictEqual([
      405,
      'method_not_allowed',
      'GET, HEAD, PUT',
    ])
    const head = await call('HEAD /api/things')
    expect([head.status, head.text]).toStrictEqual([200, ''])
  })

  test('names the place of an invalid value, and does not quote it', async () => {
    const { call } = app()
    const put = (sent: unknown) => call('PUT /api/things', { body: sent })
    const answer = await put({ deep: [{ n: 1 }, { n: 'canary' }] })
    expect(answer.json).toMatchObject({ code: 'invalid_body', issues: [{ path: 'deep.1.n' }] })
    expect(answer.text).not.toContain('canary')
    expect((await put('{"deep":')).code).toBe('invalid_body')
    expect((await put('')).code).toBe('invalid_body')
    expect((await call('GET /api/things?n=9')).json).toMatchObject({ issues: [{ path: 'n' }] })
  })

  test('a field that nothing would come of is refused by its place, not dropped', async () => {
    const body = { deep: [{ n: 1 }, { n: 2, m: 'canary' }], note: 'canary' }
    const answer = await app().call('PUT /api/things', { body })
    expect(answer.json).toMatchObject({ code: 'invalid_body', issues: [{ path: 'deep.1.m' }, { path: 'note' }] })
    expect(answer.text).not.toContain('canary')
  })

  test('counts a body in bytes', async () => {
    const { call } = app()
    expect((await call('POST /api/open/thing', { as: null, body: 'öö' })).text).toBe('öö')
    expect((await call('POST /api/open/thing', { as: null, body: 'öö!' })).code).toBe('body_too_large')
  })
})
