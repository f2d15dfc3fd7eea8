/** Registering routes: what a path takes, and a named refusal for what it does not. */
import type { Context, Handler, Hono } from 'hono'
import type * as z from 'zod'
import { Refusal, type RefusalCode } from '../domain/refusal.ts'
import type { AppEnvironment } from './app.ts'
import { parseBody, parseJson } from './body.ts'
import { problemHeaders, problemOf } from './problem.ts'

export type AppContext = Context<AppEnvironment>
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Any other method of the path is refused with `method_not_allowed` and the list of those it takes. HEAD comes with GET. */
export const route = (
  app: Hono<AppEnvironment>,
  path: string,
  handlers: Partial<Record<Method, Handler<AppEnvironment>>>,
): void => {
  const methods = Object.keys(handlers)
  const allow = methods.flatMap(method => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ')
  for (const [method, handler] of Object.entries(handlers)) app.on(method, path, handler)
  app.all(path, context => {
    const problem = problemOf(new Refusal('method_not_allowed', `It takes ${allow}.`), context.get('requestId'))
    return new Response(problem.body, { status: problem.status, headers: { ...problemHeaders, allow } })
  })
}

/** A path parameter as an id; one that cannot be an id is as unknown as one that is not there. */
export const idOf = <Schema extends z.ZodType>(
  context: AppContext,
  schema: Schema,
  unknown: RefusalCode,
): z.infer<Schema> => {
  const parsed = schema.safeParse(context.req.param('id'))
  if (!parsed.success) throw new Refusal(unknown)
  return parsed.data
}

/** Refuses `body_too_large` past `maximumBytes` of UTF-8. */
export const bodyText = async (context: AppContext, maximumBytes: number): Promise<string> => {
  const bytes = await context.req.arrayBuffer()
  if (bytes.byteLength > maximumBytes) throw new Refusal('body_too_large', `At most ${maximumBytes} bytes.`)
  return new TextDecoder().decode(bytes)
}

/** A form, a review, a list of a thousand addresses: nothing larger is sent to most routes. */
export const usualBytes = 300_000

/** The JSON body as it came. */
export const bodyJson = async (context: AppContext, maximumBytes = usualBytes): Promise<unknown> =>
  parseJson(await bodyText(context, maximumBytes))

/** The JSON body as its schema reads it. */
export const body = async <Schema extends z.ZodType>(
  context: AppContext,
  schema: Schema,
  maximumBytes = usualBytes,
): Promise<z.infer<Schema>> => parseBody(schema, await bodyJson(context, maximumBytes))

/** One query parameter; refuses `invalid_body` by its name. Undefined where it is not given. */
export const query = <Schema extends z.ZodType>(
  context: AppContext,
  name: string,
  schema: Schema,
): z.infer<Schema> | undefined => {
  const value = context.req.query(name)
  if (value === undefined) return undefined
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map(issue => ({ path: name, message: issue.message }))
  throw new Refusal('invalid_body', issues.map(issue => `${issue.path}: ${issue.message}`).join('; '), { issues })
}
