/** A Hono app as every signed-in API is: refusals become problem documents, the caller comes from the authorizer. */
import { Hono } from 'hono'
import { Refusal } from '../domain/refusal.ts'
import { type Caller, callerOf, requireRole, scopesOf } from './access.ts'
import { problemHeaders, problemOf } from './problem.ts'

/** What of an API Gateway v2 event is read beside the request itself. */
interface GatewayEvent {
  readonly requestContext?: {
    readonly timeEpoch?: number
    readonly requestId?: string
    readonly authorizer?: { readonly jwt?: { readonly claims?: Record<string, unknown> } }
  }
}
export interface AppEnvironment {
  Bindings: { readonly event: GatewayEvent }
  Variables: { caller: Caller | null; now: string; requestId: string }
}

export interface AppSettings {
  readonly groupsClaim: string
  /** What is told of an unknown error: its name and the request's id. */
  readonly report: (error: Error, requestId: string) => void
  /** Paths that anybody may call; everything else needs its role of the access table. */
  readonly open?: RegExp
}

/** `now` is the event's time: the moment the gateway took the request. */
export const createApp = (settings: AppSettings): Hono<AppEnvironment> => {
  const app = new Hono<AppEnvironment>()
  app.use(async (context, next) => {
    const request = context.env.event.requestContext ?? {}
    context.set('now', new Date(request.timeEpoch ?? 0).toISOString())
    context.set('requestId', request.requestId ?? '')
    const claims = request.authorizer?.jwt?.claims
    context.set('caller', callerOf(claims, settings.groupsClaim))
    if (!settings.open?.test(context.req.path)) {
      requireRole(context.req.method, context.req.path, context.get('caller'), scopesOf(claims))
    }
    await next()
    context.header('cache-control', 'no-store')
  })
  app.onError((error, context) => {
    const requestId = context.get('requestId') ?? ''
    if (!(error instanceof Refusal)) settings.report(error, requestId)
    const problem = problemOf(error, requestId)
    return new Response(problem.body, { status: problem.status, headers: problemHeaders })
  })
  app.notFound(() => {
    throw new Refusal('not_found')
  })
  return app
}

/** The signed-in caller of a route that `createApp` let through. */
export const signedIn = (caller: Caller | null): Caller => {
  if (!caller) throw new Refusal('not_signed_in')
  return caller
}
