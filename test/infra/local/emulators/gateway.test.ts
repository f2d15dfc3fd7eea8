import { createServer, request as httpRequest, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import type { LambdaName } from '../../../../functions/manifest.ts'
import type { Outcome } from '../../../../infra/local/emulators/functions.ts'
import type { Authorizer } from '../../../../infra/local/emulators/authorizer.ts'
import { createGateway } from '../../../../infra/local/emulators/gateway.ts'
import type { RouteTarget } from '../../../../infra/local/emulators/routes.ts'

const now = new Date('2026-11-24T14:05:06.000Z')

const routes: RouteTarget[] = [
  { name: 'organise', route: { method: 'ANY', path: '/api/open', access: 'anybody' } },
  { name: 'organise', route: { method: 'ANY', path: '/api/open/{proxy+}', access: 'anybody' } },
  { name: 'learning', route: { method: 'GET', path: '/api/closed', access: 'signed-in' } },
  { name: 'learning', route: { method: 'GET', path: '/api/metrics', access: 'metrics' } },
]

let handler: (event: unknown) => unknown
let seen: { name: LambdaName; event: Record<string, unknown> }[] = []
let server: Server
let url: string

const invoke = async (name: LambdaName, event: unknown): Promise<Outcome> => {
  seen.push({ name, event: z.record(z.string(), z.unknown()).parse(event) })
  const value = await handler(event)
  return value instanceof Error
    ? { payload: JSON.stringify({ errorMessage: value.message }), failed: true }
    : { payload: JSON.stringify(value), failed: false }
}

const authorize: Authorizer = async (authorization, scope) => {
  if (!authorization) return { allowed: false, status: 401 }
  if (scope && authorization !== `with ${scope}`) return { allowed: false, status: 403 }
  return { allowed: true, claims: { email: 'ada@example.com' }, scopes: scope ? [scope] : null }
}

beforeAll(async () => {
  const gateway = createGateway({
    routes,
    invoke,
    now: () => now,
    timeoutMilliseconds: 50,
    headers: { 'referrer-policy': 'no-referrer' },
    authorize: { 'signed-in': authorize, cite: authorize, metrics: authorize },
  })
  server = createServer((request, response) => {
    void gateway(request, response)
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  seen = []
  handler = () => ({ statusCode: 204 })
})

const lastEvent = () => seen.at(-1)?.event ?? {}

test('an answer is of the local clock’s time', async () => {
  for (const path of ['open', 'closed', 'nowhere']) {
    const { headers } = await fetch(`${url}/api/${path}`)
    expect(headers.get('date')).toBe(now.toUTCString())
  }
})

test('an event has the shape of payload 2.0: path decoded, query both ways, headers in lower case', async () => {
  await fetch(`${url}/api/open/x%20y/z?a=1&a=2&b=%C3%A9`, { headers: { 'X-Odd': 'Value' } })
  expect(lastEvent()).toMatchObject({
    version: '2.0',
    routeKey: 'ANY /api/open/{proxy+}',
    rawPath: '/api/open/x y/z',
    rawQueryString: 'a=1&a=2&b=%C3%A9',
    queryStringParameters: { a: '1,2', b: 'é' },
    pathParameters: { proxy: 'x y/z' },
    headers: { 'x-odd': 'Value' },
    requestContext: {
      http: { method: 'GET', path: '/api/open/x y/z', protocol: 'HTTP/1.1' },
      stage: '$default',
      time: '24/Nov/2026:14:05:06 +0000',
      timeEpoch: now.getTime(),
    },
    isBase64Encoded: false,
  })
  expect(lastEvent()).not.toHaveProperty('body')
  expect(lastEvent()['requestContext']).not.toHaveProperty('authorizer')
})

test('repeated headers are joined by a comma; cookies are in a list and in no header', async () => {
  await new Promise(resolve => {
    const request = httpRequest(`${url}/api/open`, { headers: { 'x-many': ['1', '2'], cookie: 'a=1; b=2' } })
    request.on('response', response => response.resume().on('end', resolve)).end()
  })
  expect(lastEvent()).toMatchObject({ cookies: ['a=1', 'b=2'], headers: { 'x-many': '1,2' } })
  expect(lastEvent()['headers']).not.toHaveProperty('cookie')
})

test.each([
  ['application/json', '{"é":1}', false],
  ['text/csv; charset=utf-8', 'é,1', false],
  ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click', true],
  ['application/octet-stream', 'é', true],
])('a body of %s arrives as text or as base64, as HTTP APIs hand it over', async (type, body, isBase64Encoded) => {
  await fetch(`${url}/api/open`, { method: 'POST', headers: { 'content-type': type }, body })
  expect(lastEvent()).toMatchObject({
    body: isBase64Encoded ? Buffer.from(body).toString('base64') : body,
    isBase64Encoded,
  })
})

test('status, headers, cookies and a base64 body of the result reach the caller', async () => {
  handler = () => ({
    statusCode: 201,
    headers: { 'content-type': 'application/pdf', 'x-count': 3 },
    cookies: ['a=1; Path=/', 'b=2'],
    body: Buffer.from([0, 255, 1]).toString('base64'),
    isBase64Encoded: true,
  })
  const response = await fetch(`${url}/api/open`)
  expect(response.status).toBe(201)
  expect(response.headers.get('content-type')).toBe('application/pdf')
  expect(response.headers.get('x-count')).toBe('3')
  expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2'])
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 1])
})

test('headers set by the gateway are on every answer and override those of a function', async () => {
  handler = () => ({ statusCode: 200, headers: { 'Referrer-Policy': 'unsafe-url' } })
  for (const path of ['/api/open', '/api/none', '/api/closed']) {
    expect((await fetch(url + path)).headers.get('referrer-policy')).toBe('no-referrer')
  }
})

test('a result without a status code is the JSON body of a 200', async () => {
  handler = () => ({ any: 'thing' })
  const response = await fetch(`${url}/api/open`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(await response.json()).toEqual({ any: 'thing' })
})

test('HEAD reaches a route of any method and gets no body', async () => {
  handler = () => ({ statusCode: 200, body: 'four' })
  const response = await fetch(`${url}/api/open`, { method: 'HEAD' })
  expect(lastEvent()).toMatchObject({ requestContext: { http: { method: 'HEAD' } } })
  expect(response.headers.get('content-length')).toBe('4')
  expect(await response.text()).toBe('')
})

test('a signed-in route refuses a call without a token and never runs its function', async () => {
  const response = await fetch(`${url}/api/closed`)
  expect(response.status).toBe(401)
  expect(await response.json()).toEqual({ message: 'Unauthorized' })
  expect(seen).toEqual([])
})

test('the event contains the claims of a token', async () => {
  await fetch(`${url}/api/closed`, { headers: { authorization: 'any' } })
  expect(lastEvent()).toMatchObject({
    requestContext: { authorizer: { jwt: { claims: { email: 'ada@example.com' }, scopes: null } } },
  })
})

test('metrics require their scope', async () => {
  const without = await fetch(`${url}/api/metrics`, { headers: { authorization: 'with nothing' } })
  expect([without.status, await without.json()]).toEqual([403, { message: 'Forbidden' }])
  expect(seen).toEqual([])
  const withScope = await fetch(`${url}/api/metrics`, { headers: { authorization: 'with murmur/metrics' } })
  expect(withScope.status).toBe(204)
})

test('an address without a route is not found', async () => {
  for (const path of ['/api/none', '/api/open/', '/api/%E0%A4%A']) {
    const response = await fetch(url + path)
    expect([response.status, await response.json()]).toEqual([404, { message: 'Not Found' }])
  }
})

test('a function that fails or answers nonsense is a 500 without its message', async () => {
  for (const value of [new Error('with a secret'), { statusCode: 'soon' }]) {
    handler = () => value
    const response = await fetch(`${url}/api/open`)
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }])
  }
})

test('a function that takes too long is a 503', async () => {
  handler = () => new Promise(() => {})
  const response = await fetch(`${url}/api/open`)
  expect([response.status, await response.json()]).toEqual([503, { message: 'Service Unavailable' }])
})

test('an event may hold at most six megabytes, with base64 counted', async () => {
  const limit = 6 * 1024 * 1024
  const post = (type: string, bytes: number) =>
    fetch(`${url}/api/open`, { method: 'POST', headers: { 'content-type': type }, body: 'x'.repeat(bytes) })
  expect((await post('text/plain', limit - 4096)).status).toBe(204)
  expect((await post('text/plain', limit + 1)).status).toBe(413)
  expect((await post('application/octet-stream', limit - 4096)).status).toBe(413)
  expect(seen).toHaveLength(1)
})
