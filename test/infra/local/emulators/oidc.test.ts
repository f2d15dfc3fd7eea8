import { createHash, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { createAuthorizer } from '../../../../infra/local/emulators/authorizer.ts'
import { clientId, createOidc, metricsClientId, type Oidc } from '../../../../infra/local/emulators/oidc.ts'
import { temporaryFolder } from '../handlers.ts'

let server: Server
let origin: string
let oidc: Oidc
const file = path.join(temporaryFolder(), 'sign-in.json')

beforeAll(async () => {
  server = createServer((request, response) => {
    void oidc.handle(request, response)
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  origin = `http://localhost:${typeof address === 'object' ? address?.port : 0}`
  oidc = await createOidc(origin, file)
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** As much of a browser as sign-in needs: cookies by name, redirects followed only on request. */
const browser = () => {
  const cookies = new Map<string, string>()
  return async (address: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(address, origin), { ...init, redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split(/=(.*)/s)
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    return response
  }
}

const location = (response: Response): string => response.headers.get('location') ?? ''

const authorizeUrl = (extra: Record<string, string>): string => {
  const url = new URL('/oidc/auth', origin)
  url.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: `${origin}/desk/`,
    response_type: 'code',
    scope: 'openid email profile',
    state: 'a-state',
    nonce: 'a-nonce',
    ...extra,
  }).toString()
  return url.href
}

const challenge = (verifier: string) => ({
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
})

const choose = async (browse: ReturnType<typeof browser>, persona: string, verifier: string): Promise<URL> => {
  const page = location(await browse(authorizeUrl(challenge(verifier))))
  const html = await (await browse(page)).text()
  expect(html).toContain(`value="${persona}"`)
  const posted = await browse(page, { method: 'POST', body: new URLSearchParams({ persona }) })
  const resumed = await browse(location(posted))
  if (location(resumed)) return new URL(location(resumed))
  // Somebody else was signed in: the provider has the browser post a form that signs them out first.
  const form = await resumed.text()
  const action = /action="([^"]+)"/.exec(form)?.[1] ?? ''
  const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value])
  const confirmed = await browse(action, { method: 'POST', body: new URLSearchParams(fields) })
  return new URL(location(await browse(location(confirmed))))
}

const redeem = async (code: string, verifier: string) => {
  const response = await fetch(`${origin}/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: `${origin}/desk/`,
      code,
      code_verifier: verifier,
    }),
  })
  return { status: response.status, body: z.object({ id_token: z.string().optional() }).parse(await response.json()) }
}

test('the code flow with PKCE yields an ID token with address, name and groups, which the authorizer accepts', async () => {
  const verifier = randomBytes(32).toString('base64url')
  const back = await choose(browser(), 'facilitator', verifier)
  expect(back.pathname).toBe('/desk/')
  expect(back.searchParams.get('state')).toBe('a-state')
  const { status, body } = await redeem(back.searchParams.get('code') ?? '', verifier)
  expect(status).toBe(200)
  const { payload } = await jwtVerify(body.id_token ?? '', createLocalJWKSet(oidc.keys), {
    issuer: oidc.issuer,
    audience: clientId,
  })
  expect(payload).toMatchObject({
    email: 'facilitator@example.com',
    name: 'Robin Facilitator',
    'cognito:groups': ['facilitator', 'keeper'],
    nonce: 'a-nonce',
  })
  const authorize = createAuthorizer({ issuer: oidc.issuer, audience: [clientId], keys: oidc.keys })
  expect(await authorize(`Bearer ${body.id_token}`, null)).toMatchObject({
    allowed: true,
    claims: { 'cognito:groups': '[facilitator keeper]' },
  })
})

test('the same browser is asked again at the next sign-in, and may be somebody else', async () => {
  const browse = browser()
  await choose(browse, 'facilitator', 'x'.repeat(43))
  const back = await choose(browse, 'outsider', 'y'.repeat(43))
  const { body } = await redeem(back.searchParams.get('code') ?? '', 'y'.repeat(43))
  expect(decodeJwt(body.id_token ?? '')).toMatchObject({ email: 'outsider@example.com' })
  expect(decodeJwt(body.id_token ?? '')).not.toHaveProperty('cognito:groups')
})

test('without PKCE there is no sign-in', async () => {
  const back = new URL(location(await browser()(authorizeUrl({}))))
  expect(back.searchParams.get('error')).toBe('invalid_request')
})

test('a code is worthless without the verifier it was requested with', async () => {
  const back = await choose(browser(), 'leadership', 'x'.repeat(43))
  const { status, body } = await redeem(back.searchParams.get('code') ?? '', 'y'.repeat(43))
  expect(status).toBe(400)
  expect(body.id_token).toBeUndefined()
})

test('a code is only sent to pages of this origin', async () => {
  const elsewhere = authorizeUrl({ ...challenge('x'.repeat(43)), redirect_uri: 'http://elsewhere.example/desk/' })
  expect((await browser()(elsewhere)).status).toBe(400)
})

test('a sign-in page without its cookie says that the sign-in is over', async () => {
  const page = location(await browser()(authorizeUrl(challenge('x'.repeat(43)))))
  expect((await browser()(page)).status).toBe(400)
})

test('named tokens equal those of a sign-in, and stay valid after a restart', async () => {
  const token = (await oidc.token('leadership')) ?? ''
  const again = await createOidc(origin, file)
  const authorize = createAuthorizer({
    issuer: again.issuer,
    audience: [clientId, metricsClientId],
    keys: again.keys,
  })
  expect(await authorize(`Bearer ${token}`, null)).toMatchObject({
    claims: { email: 'leadership@example.com', 'cognito:groups': '[leadership]', aud: clientId },
  })
  expect(await authorize(`Bearer ${await again.token('metrics')}`, 'murmur/metrics')).toMatchObject({ allowed: true })
  expect(await authorize(`Bearer ${token}`, 'murmur/metrics')).toEqual({ allowed: false, status: 403 })
  expect(await again.token('nobody')).toBeNull()
})

test('anybody with an address can sign in on a page of answers, and holds no role', async () => {
  const browse = browser()
  const page = location(
    await browse(authorizeUrl({ ...challenge('x'.repeat(43)), redirect_uri: `${origin}/answer/pre-meeting-1/` })),
  )
  const posted = await browse(page, { method: 'POST', body: new URLSearchParams({ persona: 'Ada@example.com' }) })
  const back = new URL(location(await browse(location(posted))))
  expect(back.pathname).toBe('/answer/pre-meeting-1/')
  const claims = decodeJwt((await oidc.token('Ada@example.com')) ?? '')
  expect(claims).toMatchObject({ email: 'ada@example.com', email_verified: true, aud: clientId })
  expect(claims).not.toHaveProperty('cognito:groups')
  expect(decodeJwt((await oidc.token('keeper@example.com')) ?? '')).toMatchObject({ 'cognito:groups': ['keeper'] })
  expect(await oidc.token('nobody')).toBeNull()
})
