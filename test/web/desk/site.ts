/** The built desk in a real Chromium, with the headers that deploy, a small OpenID provider and the API in memory. */
import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { generateKeyPair, SignJWT } from 'jose'
import type { Browser, Page } from 'playwright-core'
import { createSite } from '../../../infra/local/emulators/site.ts'
import { builtSite } from '../../built.ts'
import { during } from '../../own.ts'
import { type Answer, answerCall, type Caller, emptyWorld, type StubWorld } from './stub-api.ts'
import { hurry } from '../../hurry.ts'

export const robin: Caller = { email: 'robin@example.com', name: 'Robin Example', groups: ['facilitator', 'keeper'] }

/** The real API in process, in place of the one in memory. */
export type RealApi = (request: Request, caller: Caller) => Promise<Response>

export interface Desk {
  real: RealApi | null
  readonly url: string
  /** Of the built site. */
  readonly folder: string
  world: StubWorld
  /** Who the provider says it is, and for how long; null sends an error back instead of a code. */
  caller: Caller | null
  tokenSeconds: number
  /** Parameters of each request to the provider's sign-in page. */
  readonly authorizations: URLSearchParams[]
  /** Of somebody who has signed in, as a tab keeps it. */
  readonly sessionOf: (caller: Caller) => Promise<string>
  /** As when a key was rolled over: no token given before is taken any more. */
  readonly revoke: () => void
  readonly stop: () => Promise<void>
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

const sendJson = (response: ServerResponse, status: number, value: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

/** As the functions send: what is longer than a kilobyte is compressed. */
const sendText = (request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer): void => {
  const isSmall = body.length < 1024 || !request.headers['accept-encoding']?.includes('gzip')
  if (isSmall) response.writeHead(status, headers).end(body)
  else response.writeHead(status, { ...headers, 'content-encoding': 'gzip' }).end(gzipSync(body))
}

export const startDesk = async (): Promise<Desk> => {
  const folder = await builtSite()
  const pages = createSite(folder)
  const { privateKey } = await generateKeyPair('RS256')
  const codes = new Map<string, { challenge: string; nonce: string; caller: Caller }>()
  const tokens = new Map<string, { caller: Caller; expiresAt: number }>()

  const authorize = (parameters: URLSearchParams, response: ServerResponse): void => {
    desk.authorizations.push(parameters)
    const back = new URL(parameters.get('redirect_uri') ?? '')
    back.searchParams.set('state', parameters.get('state') ?? '')
    if (desk.caller) {
      const code = randomUUID()
      const [challenge, nonce] = [parameters.get('code_challenge') ?? '', parameters.get('nonce') ?? '']
      codes.set(code, { challenge, nonce, caller: desk.caller })
      back.searchParams.set('code', code)
    } else back.searchParams.set('error', 'access_denied')
    response.writeHead(302, { location: back.href }).end()
  }

  const tokenOf = async (caller: Caller, nonce?: string): Promise<{ idToken: string; expiresAt: number }> => {
    const expiresAt = Math.floor(Date.now() / 1000) + desk.tokenSeconds
    const { email, name, groups } = caller
    const idToken = await new SignJWT({ email, name, nonce, 'cognito:groups': groups })
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(`${desk.url}/oidc`)
      .setSubject(email)
      .setAudience('desk')
      .setIssuedAt()
      .setExpirationTime(expiresAt)
      .sign(privateKey)
    tokens.set(`Bearer ${idToken}`, { caller, expiresAt })
    return { idToken, expiresAt }
  }

  const exchange = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = new URLSearchParams(await bodyOf(request))
    const given = codes.get(body.get('code') ?? '')
    const verifier = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url')
    if (!given || given.challenge !== verifier) return sendJson(response, 400, { error: 'invalid_grant' })
    codes.delete(body.get('code') ?? '')
    const { idToken } = await tokenOf(given.caller, given.nonce)
    sendJson(response, 200, { access_token: randomUUID(), token_type: 'Bearer', id_token: idToken })
  }

  const provider = (url: URL, request: IncomingMessage, response: ServerResponse): void => {
    const issuer = `${desk.url}/oidc`
    if (url.pathname === '/oidc/authorize') authorize(url.searchParams, response)
    else if (url.pathname === '/oidc/end') response.writeHead(302, { location: `${desk.url}/desk/` }).end()
    else if (url.pathname === '/oidc/token') void exchange(request, response)
    else {
      const [authorization_endpoint, token_endpoint] = [`${issuer}/authorize`, `${issuer}/token`]
      sendJson(response, 200, { issuer, authorization_endpoint, token_endpoint, end_session_endpoint: `${issuer}/end` })
    }
  }

  const api = async (url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request)
    const who = tokens.get(request.headers.authorization ?? '')
    if (!who || who.expiresAt * 1000 < Date.now()) return sendJson(response, 401, { message: 'Unauthorized' })
    if (desk.real) {
      const headers = {
        'content-type': request.headers['content-type'] ?? '',
        'idempotency-key': String(request.headers['idempotency-key'] ?? ''),
      }
      const answer = await desk.real(
        new Request(url, { method: request.method ?? 'GET', headers, ...(body ? { body } : {}) }),
        who.caller,
      )
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()))
      return
    }
    const key = String(request.headers['idempotency-key'] ?? '')
    const type = request.headers['content-type'] ?? ''
    const answer = answerCall(desk.world, { method: request.method ?? '', url, body, type, key, caller: who.caller })
    if (answer) sendText(request, response, answer)
    else request.socket.destroy()
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', desk.url)
    // Chromium repeats a call by itself when a connection that was used before breaks: here each has its own.
    response.setHeader('connection', 'close')
    if (url.pathname.startsWith('/oidc')) provider(url, request, response)
    else if (url.pathname.startsWith('/api/')) void api(url, request, response)
    else if (url.pathname === '/config.json')
      sendJson(response, 200, { issuer: `${desk.url}/oidc`, clientId: 'desk', scope: 'openid email profile' })
    else pages(request, response)
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const desk: Desk = {
    url: `http://localhost:${port}`,
    folder,
    world: emptyWorld(),
    real: null,
    caller: robin,
    tokenSeconds: 3600,
    authorizations: [],
    sessionOf: async caller => {
      const { idToken, expiresAt } = await tokenOf(caller)
      return JSON.stringify({ idToken, email: caller.email, name: caller.name, expiresAt: expiresAt * 1000 })
    },
    revoke: () => tokens.clear(),
    stop: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
  return desk
}

export const ownDesk = (): Desk => during(startDesk, ({ stop }) => stop())

export interface Visit {
  readonly page: Page
  /** What the console or the page complained about. */
  readonly complaints: string[]
  readonly close: () => Promise<void>
}

interface VisitSettings {
  /** Folder of the site; the desk where it is left out. */
  readonly folder?: string
  readonly width?: number
  readonly dark?: boolean
  readonly hash?: string
  /** For a page that looks again every few seconds. */
  readonly hurried?: boolean
}

export const visit = async (browser: Browser, desk: Desk, settings: VisitSettings = {}): Promise<Visit> => {
  const { width = 1280, dark = false, hash = '', folder = 'desk', hurried = false } = settings
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    timezoneId: 'Europe/Berlin',
    colorScheme: dark ? 'dark' : 'light',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  if (hurried) await hurry(context)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  page.on('console', message => {
    // Broken lines and refusals are what some tests are about, and Chromium reports them on its own.
    if (message.type() === 'error' && !/net::|Failed to load resource/.test(message.text()))
      complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(error.message))
  await page.goto(`${desk.url}/${folder}/${hash}`)
  return { page, complaints, close: () => context.close() }
}

export const signIn = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
}

/** A signed-in page of that folder. */
export const opening =
  (browser: Browser, desk: Desk, folder: string) =>
  async (settings: Omit<VisitSettings, 'folder'> = {}): Promise<Visit> => {
    const there = await visit(browser, desk, { folder, ...settings })
    await signIn(there.page)
    return there
  }
