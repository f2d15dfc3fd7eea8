/** One way to call the API: the ID token as bearer, problem documents as `ApiProblem`, a refused token ends the sign-in. */
import * as z from 'zod'
import { hearTime } from '../session/clock.ts'
import { expire, isAccountRefusal, notAllowed, signedIn } from '../session/session.ts'
import { pageLanguage } from '../page-language.ts'
import { isMade, onceKey } from './once.ts'
import { problemOf, unreachable, unreadable } from './problem.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What is sent: JSON, or a file's text with its type. */
type Body = { readonly json: unknown } | { readonly text: string; readonly type: string }

/** Longer than any answer takes: a line on which nothing comes is told as none. What is sent may be a file. */
const patience = { answer: 40_000, sent: 120_000, file: 600_000 } as const

const request = async (
  method: Method,
  path: string,
  body?: Body,
  key?: string,
  tag?: string,
  limit: number = body ? patience.sent : patience.answer,
): Promise<Response> => {
  const now = signedIn()
  const headers = new Headers({ accept: 'application/json, application/problem+json;q=0.9, */*;q=0.5' })
  headers.set('accept-language', pageLanguage())
  if (now.state === 'signed-in') headers.set('authorization', `Bearer ${now.session.idToken}`)
  if (key) headers.set('idempotency-key', key)
  if (tag) headers.set('if-none-match', tag)
  if (body) headers.set('content-type', 'json' in body ? 'application/json' : body.type)
  const sent = body && ('json' in body ? JSON.stringify(body.json) : body.text)
  const response = await fetch(path, {
    method,
    headers,
    cache: 'no-store',
    signal: AbortSignal.timeout(limit),
    ...(sent === undefined ? {} : { body: sent }),
  }).catch(() => {
    throw unreachable()
  })
  hearTime(response.headers.get('date'))
  if (response.ok || response.status === 304) return response
  const problem = await problemOf(response)
  if (problem.code === 'not_signed_in') expire()
  if (isAccountRefusal(problem.code)) notAllowed(problem.code)
  throw problem
}

/**
 * The answer as its schema has it; anything else is `unreadable`. `key`: sent again under it, a POST makes one thing;
 * with 'once', the same words do.
 */
export const call = async <Schema extends z.ZodType>(
  schema: Schema,
  method: Method,
  path: string,
  body?: Body,
  key?: string,
): Promise<z.infer<Schema>> => {
  const once = key === 'once'
  const response = await request(method, path, body, once ? onceKey(path, JSON.stringify(body)) : key)
  const parsed = schema.safeParse(await response.json().catch(() => undefined))
  if (!parsed.success) throw unreadable()
  if (once) isMade(path)
  return parsed.data
}

export interface Page<Item> {
  readonly items: Item[]
  /** The address of the page after it; null: this was the last one. */
  readonly next: string | null
}

/** One page of a list, and where it goes on: never but at the API itself. */
export const callPage = async <Schema extends z.ZodType>(
  schema: Schema,
  path: string,
): Promise<Page<z.infer<Schema>>> => {
  const response = await request('GET', path)
  const parsed = z.array(schema).safeParse(await response.json().catch(() => undefined))
  if (!parsed.success) throw unreadable()
  const next = /<(\/api\/[^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1] ?? null
  return { items: parsed.data, next }
}

/** The answer with its tag; null where it is still the one of `tag`. */
export const callIfChanged = async <Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  tag: string,
): Promise<{ value: z.infer<Schema>; tag: string } | null> => {
  const response = await request('GET', path, undefined, undefined, tag)
  if (response.status === 304) return null
  const parsed = schema.safeParse(await response.json().catch(() => undefined))
  if (!parsed.success) throw unreadable()
  return { value: parsed.data, tag: response.headers.get('etag') ?? '' }
}

/** A file and the name the API gives it; null where it gives none. */
export const download = async (path: string): Promise<{ blob: Blob; name: string | null }> => {
  const response = await request('GET', path, undefined, undefined, undefined, patience.file)
  const name = /filename="?([^";]+)"?/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? null
  return { blob: await response.blob(), name }
}
