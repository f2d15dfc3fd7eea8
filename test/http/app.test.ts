import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { Refusal } from '../../functions/domain/refusal.ts'
import { callerOf, groupsOf } from '../../functions/http/access.ts'
import { createApp } from '../../functions/http/app.ts'
import { body, bodyText, query, route } from '../../functions/http/route.ts'
import { caller, director, facilitator, noon, outsider } from '../caller.ts'

const app = () => {
  const reported: [string, string][] = []
  const made = createApp({
    groupsClaim: 'cognito:groups',
    report: (error, requestId) => reported.push([error.name, requestId]),
    open: /^\/api\/open\//,
  })
  route(made, '/api/things', {
    GET: context =>
      context.json({
        now: context.get('now'),
        who: context.get('caller')?.email,
        n: query(context, 'n', z.coerce.number().max(5)),
      }),
    PUT: async context => context.json(await body(context, z.object({ deep: z.array(z.object({ n: z.int() })) }), 100)),
  })
  route(made, '/api/trends', { GET: context => context.json({}) })
  route(made, '/api/open/thing', {
    GET: context => context.json({ who: context.get('caller') }),
    POST: async context => context.text(await bodyText(context, 4)),
  })
  route(made, '/api/broken', {
    GET: () => {
      throw new TypeError('holds a secret')
    },
    POST: () => {
      throw new Refusal('survey_closed', 'It closed.', { closesAt: noon })
    },
  })
  // Its routes are its own, though one has a path that is declared elsewhere.
  return { call: caller(made, []), reported }
}

describe('an API', () => {
  test('takes its time from the event and its caller from the claims', async () => {
    expect((await app().call('GET /api/things')).json).toStrictEqual({ now: noon, who: facilitator.email })
  })

  test('lets nobody in without the role, but where it is open to anybody', async () => {
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

  test('answers a refusal as a problem that no cache keeps', async () => {
    const answer = await app().call('POST /api/broken')
    expect(answer.status).toBe(410)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.json).toMatchObject({ code: 'survey_closed', status: 410, detail: 'It closed.', closesAt: noon })
  })

  test('tells nothing of an error of its own but the request’s id', async () => {
    const { call, reported } = app()
    const answer = await call('GET /api/broken')
    expect([answer.status, answer.code]).toStrictEqual([500, 'internal'])
    expect(answer.text).not.toContain('secret')
    expect(answer.json).toMatchObject({ requestId: 'request-1' })
    expect(reported).toStrictEqual([['TypeError', 'request-1']])
  })

  test('refuses a method by those it takes, HEAD among them where there is GET', async () => {
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

  test('names the place of what does not fit, and does not quote it', async () => {
    const { call } = app()
    const put = (sent: unknown) => call('PUT /api/things', { body: sent })
    const answer = await put({ deep: [{ n: 1 }, { n: 'canary' }] })
    expect(answer.json).toMatchObject({ code: 'invalid_body', issues: [{ path: 'deep.1.n' }] })
    expect(answer.text).not.toContain('canary')
    expect((await put('{"deep":')).code).toBe('invalid_body')
    expect((await put('')).code).toBe('invalid_body')
    expect((await call('GET /api/things?n=9')).json).toMatchObject({ issues: [{ path: 'n' }] })
  })

  test('counts a body in bytes', async () => {
    const { call } = app()
    expect((await call('POST /api/open/thing', { as: null, body: 'öö' })).text).toBe('öö')
    expect((await call('POST /api/open/thing', { as: null, body: 'öö!' })).code).toBe('body_too_large')
  })
})

test.each([
  ['[facilitator leadership]', ['facilitator', 'leadership']],
  ['facilitator,leadership', ['facilitator', 'leadership']],
  ['[facilitator]', ['facilitator']],
  ['facilitator', ['facilitator']],
  [['facilitator'], ['facilitator']],
  ['[]', []],
  ['', []],
  [undefined, []],
  [7, []],
])('groups arrive as %j', (claim, groups) => {
  expect(groupsOf(claim)).toStrictEqual(groups)
})

test('a caller is known by a lower-cased address, and by none without one', () => {
  expect(callerOf({ email: 'Fay@Example.com', groups: 'facilitator,else' }, 'groups')).toStrictEqual({
    email: 'fay@example.com',
    name: '',
    roles: ['facilitator'],
  })
  expect(callerOf({ groups: 'facilitator' }, 'groups')).toBeNull()
  expect(callerOf(undefined, 'groups')).toBeNull()
})
