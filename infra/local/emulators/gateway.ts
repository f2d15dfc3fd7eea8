/** API Gateway on this machine: HTTP requests become payload v2 events, their results HTTP answers. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod'
import type { LambdaName } from '../../../functions/manifest.ts'
import type { Authorizer } from './authorizer.ts'
import type { Outcome } from './functions.ts'
import { BodyTooLarge, readBody, sendJson } from './http.ts'
import { type Match, matchRoute, type RouteTarget } from './routes.ts'

export interface GatewaySettings {
  readonly routes: readonly RouteTarget[]
  /** By who may call, as in the stack. */
  readonly authorize: Readonly<Record<'signed-in' | 'metrics' | 'cite', Authorizer>>
  readonly invoke: (name: LambdaName, event: unknown) => Promise<Outcome>
  /** The local clock: it becomes the event's time. */
  readonly now: () => Date
  /** What CloudFront, before the gateway, puts on every answer in place of a function's own; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>
  /** How long an integration may take; HTTP APIs allow 30 seconds and no more. */
  readonly timeoutMilliseconds?: number
}

export type Gateway = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Lambda's limit for a synchronous event or answer. */
const payloadBytes = 6 * 1024 * 1024
const integrationMilliseconds = 30_000

/** The gateway's own business, whatever a function says of them. */
const connectionHeaders = ['content-length', 'connection', 'transfer-encoding']

export const metricsScope = 'murmur/metrics'

const isText = (contentType: string | undefined): boolean =>
  /^(text\/|application\/(json|xml|javascript)\b)/i.test(contentType ?? '')

const resultSchema = z.object({
  statusCode: z.coerce.number().int(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
})

/** Header names in lower case, duplicates joined by a comma; cookies stand apart. */
const headersOf = (request: IncomingMessage): Record<string, string> => {
  const headers: Record<string, string> = {}
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = (request.rawHeaders[index] ?? '').toLowerCase()
    const value = request.rawHeaders[index + 1] ?? ''
    if (name === 'cookie' || name === 'connection' || name === 'transfer-encoding') continue
    headers[name] = name in headers ? `${headers[name]},${value}` : value
  }
  return headers
}

const queryOf = (search: string): Record<string, string> => {
  const query: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(search)) {
    query[name] = name in query ? `${query[name]},${value}` : value
  }
  return query
}

/** `12/Mar/2026:19:03:58 +0000`, as web servers log. */
const logTime = (at: Date): string => {
  const [, day, month, year, time] = at.toUTCString().split(' ')
  return `${day}/${month}/${year}:${time} +0000`
}

interface Received {
  readonly request: IncomingMessage
  readonly match: Match
  readonly path: string
  readonly search: string
  readonly body: Buffer
  readonly at: Date
  readonly jwt: { readonly claims: unknown; readonly scopes: string[] | null } | null
}

const eventOf = ({ request, match, path, search, body, at, jwt }: Received) => {
  const headers = headersOf(request)
  const routeKey = `${match.route.method} ${match.route.path}`
  const text = isText(headers['content-type'])
  const cookies = request.headers.cookie?.split(/;\s*/)
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: search,
    ...(cookies ? { cookies } : {}),
    headers,
    ...(search ? { queryStringParameters: queryOf(search) } : {}),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      ...(jwt ? { authorizer: { jwt } } : {}),
      domainName: request.headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: '127.0.0.1',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: logTime(at),
      timeEpoch: at.getTime(),
    },
    ...(Object.keys(match.pathParameters).length > 0 ? { pathParameters: match.pathParameters } : {}),
    ...(body.length > 0 ? { body: body.toString(text ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: body.length > 0 && !text,
  }
}

const message = (response: ServerResponse, status: number, text: string): void =>
  sendJson(response, status, { message: text })

const respond = (response: ServerResponse, outcome: Outcome, fixed: ReadonlySet<string>): void => {
  if (outcome.failed || Buffer.byteLength(outcome.payload) > payloadBytes) {
    message(response, 500, 'Internal Server Error')
    return
  }
  const value: unknown = JSON.parse(outcome.payload)
  const hasStatus = typeof value === 'object' && value !== null && 'statusCode' in value
  // A result without a status code is taken for the body of a 200.
  const result = hasStatus
    ? resultSchema.safeParse(value)
    : { success: true as const, data: { statusCode: 200, body: outcome.payload, headers: {} } }
  if (!result.success) {
    message(response, 500, 'Internal Server Error')
    return
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = resultSchema.parse(result.data)
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8')
  response.statusCode = statusCode
  response.setHeader('content-type', 'application/json')
  for (const [name, header] of Object.entries(headers ?? {})) {
    if (!fixed.has(name.toLowerCase())) response.setHeader(name, String(header))
  }
  if (cookies && cookies.length > 0) response.setHeader('set-cookie', cookies)
  response.setHeader('content-length', bytes.length)
  if (response.req.method === 'HEAD') response.end()
  else response.end(bytes)
}

/** An HTTP API decodes the path before it matches and hands it over, and ends it at a decoded question mark. */
const pathOf = (pathname: string): string | null => {
  try {
    return decodeURIComponent(pathname).split('?', 1)[0] ?? null
  } catch {
    return null
  }
}

export const createGateway = (settings: GatewaySettings): Gateway => {
  const limit = settings.timeoutMilliseconds ?? integrationMilliseconds
  const headers = Object.entries(settings.headers ?? {})
  const fixed = new Set([...connectionHeaders, ...headers.map(([name]) => name)])

  const within = async (work: Promise<Outcome>): Promise<Outcome | null> => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<null>(resolve => {
      timer = setTimeout(() => resolve(null), limit)
    })
    const outcome = await Promise.race([work, late])
    clearTimeout(timer)
    return outcome
  }

  return async (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    response.setHeader('date', settings.now().toUTCString())
    const [pathname = '/', search = ''] = (request.url ?? '/').split(/\?(.*)/s)
    const path = pathOf(pathname)
    const match = path === null ? null : matchRoute(settings.routes, request.method ?? 'GET', path)
    if (!match || path === null) {
      message(response, 404, 'Not Found')
      return
    }
    let jwt: Received['jwt'] = null
    const { access } = match.route
    if (access === 'signed-in' || access === 'cite' || access === 'metrics') {
      const scope = access === 'metrics' ? metricsScope : null
      const verdict = await settings.authorize[access](request.headers.authorization, scope)
      if (!verdict.allowed) {
        if (verdict.status === 401) response.setHeader('www-authenticate', 'Bearer')
        message(response, verdict.status, verdict.status === 401 ? 'Unauthorized' : 'Forbidden')
        return
      }
      jwt = { claims: verdict.claims, scopes: verdict.scopes }
    }
    try {
      const body = await readBody(request, payloadBytes)
      const event = eventOf({ request, match, path, search, body, at: settings.now(), jwt })
      if (Buffer.byteLength(JSON.stringify(event)) > payloadBytes) throw new BodyTooLarge()
      const outcome = await within(settings.invoke(match.name, event))
      if (outcome && !outcome.throttled) respond(response, outcome, fixed)
      else message(response, 503, 'Service Unavailable')
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) throw error
      message(response, 413, 'Request Entity Too Large')
    }
  }
}
