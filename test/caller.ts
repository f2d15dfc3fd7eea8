/** Calls an app in process as the gateway would: with the time of the event and the claims of a token. */
import type { Hono } from 'hono'
import type { AppEnvironment } from '../functions/http/app.ts'
import type { TokenRules } from '../functions/http/claims.ts'
import type { Declaration } from '../functions/http/operation.ts'
import { everyOperation } from '../functions/calls/operations.ts'
import { claimText } from '../infra/local/emulators/authorizer.ts'
import { requireDeclared } from './declared.ts'

export interface Persona {
  readonly email: string
  readonly name: string
  /** In the form in which the HTTP API's authorizer passes an array. */
  readonly groups: string
}

export const facilitator: Persona = { email: 'fay@example.com', name: 'Fay Example', groups: '[facilitator keeper]' }
/** A facilitator who cannot change the roster. */
export const reviewer: Persona = { email: 'rey@example.com', name: 'Rey Example', groups: '[facilitator]' }
export const keeper: Persona = { email: 'kay@example.com', name: 'Kay Example', groups: '[keeper]' }
export const otherFacilitator: Persona = { email: 'odd@example.com', name: 'Odd Example', groups: '[facilitator]' }
export const director: Persona = { email: 'dee@example.com', name: 'Dee Example', groups: '[leadership]' }
export const outsider: Persona = { email: 'out@example.com', name: 'Out Example', groups: '[]' }

/** Whose tokens an API in process reads. */
export const tokenRules: TokenRules = {
  groupsClaim: 'cognito:groups',
  clientId: 'murmur-desk',
  metricsAudience: 'murmur-metrics',
  citeAudience: 'murmur-cite',
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What a request brings once the authorizer has verified a token with these claims: its header, and the claims as texts. */
export const presented = (claims: Readonly<Record<string, unknown>>, header: object = { alg: 'RS256' }) => ({
  headers: { authorization: `Bearer ${encoded(header)}.${encoded(claims)}.signature` },
  authorizer: {
    jwt: { claims: Object.fromEntries(Object.entries(claims).map(([name, it]) => [name, claimText(it)])) },
  },
})

export const personClaims = ({ email, name, groups }: Persona) => ({
  iss: 'https://sign-in.example.com',
  aud: tokenRules.clientId,
  token_use: 'id',
  email,
  email_verified: true,
  name,
  'cognito:groups': groups.slice(1, -1).split(' ').filter(Boolean),
})

/** A machine’s access token, as Cognito makes it. */
export const machineClaims = (client: string, scope: string) => ({ client_id: client, token_use: 'access', scope })

export interface Call {
  readonly as?: Persona | null
  readonly at?: string
  /** An object is sent as JSON, a string unchanged. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed body, or null if it is not JSON. */
  readonly json: unknown
  /** The code of a problem document. */
  readonly code: string | undefined
}

export const noon = '2026-11-24T12:00:00.000Z'

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * `caller(app)('PUT /api/people', { body })`: as the facilitator, at noon, unless the call says otherwise. Throws for
 * an answer that its operation does not declare.
 */
export const caller =
  (app: Hono<AppEnvironment>, operations: readonly Declaration[] = everyOperation) =>
  async (methodAndPath: string, call: Call = {}): Promise<Answer> => {
    const [method = 'GET', path = '/'] = methodAndPath.split(' ')
    const as = call.as === undefined ? facilitator : call.as
    const token = as ? presented(personClaims(as)) : undefined
    const json = call.body !== undefined && typeof call.body !== 'string'
    const response = await app.request(
      path,
      {
        method,
        headers: { ...token?.headers, ...(json ? { 'content-type': 'application/json' } : {}), ...call.headers },
        ...(call.body === undefined ? {} : { body: json ? JSON.stringify(call.body) : call.body }),
      },
      {
        event: {
          requestContext: {
            timeEpoch: Date.parse(call.at ?? noon),
            requestId: 'request-1',
            ...(token ? { authorizer: token.authorizer } : {}),
          },
        },
      },
    )
    const text = await response.text()
    const value = parsed(text)
    const code = typeof value === 'object' && value !== null && 'code' in value ? String(value.code) : undefined
    const { status, headers } = response
    const contentType = headers.get('content-type') ?? ''
    requireDeclared(operations, method, path, { status, contentType, text, json: value, code })
    return { status, headers, text, json: value, code }
  }
