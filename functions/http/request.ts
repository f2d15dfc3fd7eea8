/**
 * Turns an HTTP request into what an operation's handler receives; anything that does not fit is refused with its code.
 */
import type * as z from 'zod'
import { preferredBy } from '../domain/language/language.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Caller } from './access.ts'
import { parseBody, parseJson, parseLeniently } from './body.ts'
import type { Declaration, RequestOf } from './operation.ts'
import { pageQuery } from './page.ts'
import type { Tracing } from './trace.ts'

/** A request before its operation has looked at it, as both adapters supply it. */
export interface Received {
  readonly path: string
  /** The path's parameters, decoded. */
  readonly params: Readonly<Record<string, string | undefined>>
  readonly query: (name: string) => string | undefined
  readonly header: (name: string) => string | undefined
  readonly bytes: () => Promise<Uint8Array>
  /** Whoever the operation's access check let in; null if nobody needs to sign in. */
  readonly caller: Caller | null
  readonly now: string
  readonly requestId: string
  /** What leaves a trace of those who sign in; participants have none. */
  readonly tracing?: Tracing
}

/** Enough for a form, a review or a list of a thousand addresses, which is the most that ordinary routes receive. */
const usualBytes = 300_000

const paramsIn = ({ parameters = {} }: Declaration, { params }: Received): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, { schema, unknown }]) => {
      const parsed = schema.safeParse(params[name])
      if (!parsed.success) throw new Refusal(unknown)
      return [name, parsed.data]
    }),
  )

/** Refuses `invalid_body`, naming the parameters. */
const queryIn = ({ query, paged }: Declaration, received: Received): Record<string, unknown> => {
  const issues: { path: string; message: string }[] = []
  const parsed = (name: string, schema: z.ZodType): unknown => {
    const value = received.query(name)
    if (value === undefined) return undefined
    const result = schema.safeParse(value)
    if (!result.success) issues.push(...result.error.issues.map(({ message }) => ({ path: name, message })))
    return result.data
  }
  const schemas = Object.entries({ ...query, ...(paged ? pageQuery : {}) })
  const values = Object.fromEntries(schemas.map(([name, schema]) => [name, parsed(name, schema)]))
  if (issues.length === 0) return values
  throw new Refusal('invalid_body', issues.map(({ path, message }) => `${path}: ${message}`).join('; '), { issues })
}

/** Refuses `body_too_large` beyond `maximumBytes` bytes. */
const bodyIn = async ({ who, body, reads, maximumBytes = usualBytes }: Declaration, received: Received) => {
  if (!body) return undefined
  const bytes = await received.bytes()
  if (bytes.byteLength > maximumBytes) throw new Refusal('body_too_large', `At most ${maximumBytes} bytes.`)
  const text = new TextDecoder().decode(bytes)
  if (reads) return reads(text, (received.header('content-type') ?? '').toLowerCase(), bytes)
  const parse = who === 'participant' || who === 'anybody' ? parseLeniently : parseBody
  return parse(body, parseJson(text))
}

export const readRequest = async <D extends Declaration>(declaration: D, received: Received): Promise<RequestOf<D>> => {
  const { path, header, caller, now, requestId } = received
  const language = preferredBy(header('accept-language'))
  const params = paramsIn(declaration, received)
  const query = queryIn(declaration, received)
  const body = await bodyIn(declaration, received)
  // Each value was parsed by the very schema that its type is inferred from, which the compiler cannot follow.
  return { path, header, language, caller, now, requestId, params, query, body, drawn: null } as unknown as RequestOf<D>
}
