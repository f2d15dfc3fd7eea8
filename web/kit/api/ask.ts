/**
 * Calls by the operations that answer them. Their types come from the API itself: an answer that no longer has what a
 * page reads does not compile. At run time the answer is held against what the page reads of it, as everywhere.
 */
import type * as z from 'zod'
import type { operations } from '../../../functions/calls/operations.ts'
import type { CallsOf } from '../../../functions/http/client.ts'
import { call, callIfChanged } from './client.ts'
import { type PagedList, paged } from './pages.ts'

type Calls = CallsOf<(typeof operations)[keyof typeof operations]>
export type Requested<Name extends keyof Calls> = Calls[Name]['request']

/** What is read of an answer must be in it. */
type Reading<Schema extends z.ZodType, Answer> = [Answer] extends [z.output<Schema>] ? Schema : never
type ReadingEach<Schema extends z.ZodType, Answer> = [Answer] extends [readonly z.output<Schema>[]] ? Schema : never

/** Left out where there is nothing to say. */
type Given<Request> = unknown extends Request ? [] : Partial<Request> extends Request ? [Request?] : [Request]

/** Any request, as it is taken apart here. */
interface Loose {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: Parameters<typeof call>[3]
  readonly key?: string
}

const addressOf = (path: string, { params = {}, query = {} }: Loose): string => {
  const address = path.replaceAll(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(params[part] ?? ''))
  const given = Object.entries(query).flatMap(([part, value]) => (value === undefined ? [] : [[part, String(value)]]))
  const search = new URLSearchParams(given).toString()
  return search ? `${address}?${search}` : address
}

const partsOf = (name: string) => name.split(' ') as [Parameters<typeof call>[1], string]

/** `ask('GET /api/surveys/{id}', surveyViewSchema, { params: { id } })`. */
export const ask = <Name extends keyof Calls, Schema extends z.ZodType>(
  name: Name,
  schema: Reading<Schema, Calls[Name]['answer']>,
  ...[request]: Given<Requested<Name>>
): Promise<z.output<Schema>> => {
  const loose: Loose = request ?? {}
  const [method, path] = partsOf(name)
  return call(schema as Schema, method, addressOf(path, loose), loose.body, loose.key)
}

/** A list that is answered in pages; `schema` is of one item. */
export const askPages = <Name extends keyof Calls, Schema extends z.ZodType>(
  name: Name,
  schema: ReadingEach<Schema, Calls[Name]['answer']>,
  ...[request]: Given<Requested<Name>>
): PagedList<z.output<Schema>> => paged(schema as Schema, addressOf(partsOf(name)[1], request ?? {}))

/** With its tag; null where it is still the one of `tag`. */
export const askIfChanged = <Name extends keyof Calls, Schema extends z.ZodType>(
  name: Name,
  schema: Reading<Schema, Calls[Name]['answer']>,
  tag: string,
  ...[request]: Given<Requested<Name>>
): Promise<{ value: z.output<Schema>; tag: string } | null> =>
  callIfChanged(schema as Schema, addressOf(partsOf(name)[1], request ?? {}), tag)
