/**
 * The Hono app behind each signed-in API: refusals become problem documents, and the caller comes from the authorizer.
 */
import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { preferredBy } from '../domain/language/language.ts'
import { Refusal } from '../domain/refusal.ts'
import { admit, type Caller, usedRoles } from './access.ts'
import type { TokenRules } from './claims.ts'
import type { Answered, Declaration, Handled, Who } from './operation.ts'
import { problemOf } from './problem.ts'
import { type TraceKeeper, tracingOf } from './trace.ts'

/** The part of an API Gateway v2 event that is read besides the request itself. */
interface GatewayEvent {
  readonly requestContext?: {
    readonly timeEpoch?: number
    readonly requestId?: string
    readonly authorizer?: { readonly jwt?: { readonly claims?: Record<string, unknown> } }
  }
}
export interface AppEnvironment {
  Bindings: { readonly event: GatewayEvent }
}

export interface AppSettings extends TokenRules {
  readonly trace: TraceKeeper
  /** Receives an unknown error and the request's id, to log the error's name. */
  readonly report: (error: Error, requestId: string) => void
}

const refusalsAsProblems = (app: Hono<AppEnvironment>, report: AppSettings['report']): void => {
  app.onError((error, context) => {
    const requestId = requestOf(context).requestId ?? ''
    if (!(error instanceof Refusal)) report(error, requestId)
    const problem = problemOf(error, requestId, languageFor(context))
    return new Response(problem.body, { status: problem.status, headers: problem.headers })
  })
}

const languageFor = (context: Context<AppEnvironment>) => preferredBy(context.req.header('accept-language'))
const requestOf = (context: Context<AppEnvironment>) => context.env.event.requestContext ?? {}

/** In the order in which a refusal lists the methods a path takes. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Sorts literal segments before `{name}`, so that a literal is never taken for an id in any listed order. */
const rank = (path: string): string =>
  path
    .split('/')
    .map(segment => (segment.startsWith('{') ? '1' : '0'))
    .join('')

/** A tag is marked as weak when its answer is compressed. */
const tagsOf = (header: string): string[] => header.split(',').map(tag => tag.trim().replace(/^W\//, ''))

/** For conditional requests: the tag of a text, and whether `If-None-Match` names it. */
const tagged = async (text: string, ifNoneMatch = ''): Promise<{ etag: string; known: boolean }> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  const etag = `"${Array.from(digest.subarray(0, 16), byte => byte.toString(16).padStart(2, '0')).join('')}"`
  return { etag, known: tagsOf(ifNoneMatch).includes(etag) }
}

const responseOf = async (operation: Declaration, answer: Answered, ifNoneMatch: string | undefined) => {
  const { status, json, body } = answer
  const declared = operation.answers[status as keyof Declaration['answers']]
  const type = json !== undefined ? 'application/json' : declared && 'contentType' in declared && declared.contentType
  const headers = { 'cache-control': 'no-store', ...(type ? { 'content-type': type } : {}), ...answer.headers }
  const content = json === undefined ? (body ?? null) : JSON.stringify(json)
  if (typeof content !== 'string') return new Response(content, { status, headers })
  // By which what is too short to gain from it is not compressed.
  Object.assign(headers, { 'content-length': String(Buffer.byteLength(content)) })
  if (!operation.conditional) return new Response(content, { status, headers })
  const { etag, known } = await tagged(content, ifNoneMatch)
  return known
    ? new Response(null, { status: 304, headers: { 'cache-control': 'no-store', etag } })
    : new Response(content, { status, headers: { ...headers, etag } })
}

/**
 * An app that answers these operations and nothing else. Each checks the role it declares. A method that a path does
 * not take is refused with a list of those it does; HEAD comes with GET. Only facilitators and keepers are told that a
 * path does not exist.
 */
export const operationsApp = <Dependencies>(
  operations: readonly (Declaration & Handled<Dependencies>)[],
  dependencies: Dependencies,
  settings: AppSettings,
): Hono<AppEnvironment> => {
  const app = new Hono<AppEnvironment>()
  // Here and not by CloudFront, which compresses only what it may keep, and nobody's answer is kept.
  app.use(compress({ encoding: 'gzip' }))
  const { around: tracing, used } = tracingOf(settings.trace, settings.report)
  const admitted = (context: Context<AppEnvironment>, who: Who): Caller | null => {
    const verified = requestOf(context).authorizer?.jwt?.claims
    return admit(who, { authorization: context.req.header('authorization'), verified }, settings)
  }
  const paths = [...Map.groupBy(operations, ({ path }) => path)].sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1))
  for (const [path, own] of paths) {
    const pattern = path.replaceAll(/\{(\w+)\}/g, ':$1')
    for (const operation of own) {
      const answer = operation.bind(dependencies)
      app.on(operation.method, pattern, async context => {
        const caller = admitted(context, operation.who)
        const { timeEpoch = 0, requestId = '' } = requestOf(context)
        const now = new Date(timeEpoch).toISOString()
        if (caller) await used(caller, usedRoles(caller, operation.who), { now, requestId })
        const answered = await answer({
          path: context.req.path,
          params: context.req.param(),
          query: name => context.req.query(name),
          header: name => context.req.header(name),
          bytes: async () => new Uint8Array(await context.req.arrayBuffer()),
          caller,
          now,
          requestId,
          tracing,
        })
        return responseOf(operation, answered, context.req.header('if-none-match'))
      })
    }
    const allow = methods.filter(name =>
      own.some(({ method }) => method === name || (name === 'HEAD' && method === 'GET')),
    )
    const isOpen = own.every(({ who }) => who === 'anybody' || who === 'participant')
    app.all(pattern, context => {
      admitted(context, isOpen ? 'anybody' : 'organiser')
      const refusal = new Refusal('method_not_allowed', `It takes ${allow.join(', ')}.`)
      const problem = problemOf(refusal, requestOf(context).requestId ?? '', languageFor(context))
      return new Response(problem.body, {
        status: problem.status,
        headers: { ...problem.headers, allow: allow.join(', ') },
      })
    })
  }
  app.notFound(context => {
    admitted(context, 'organiser')
    throw new Refusal('not_found')
  })
  refusalsAsProblems(app, settings.report)
  return app
}
