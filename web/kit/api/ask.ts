/**
 * Calls by the operations that answer them. Their types come from the API itself: an answer that no longer has what a
 * page reads does not compile. At run time the answer is held against what the page reads of it, as everywhere.
 */
import type * as z from 'zod'
import type { CallsOf } from '../../../functions/http/client.ts'
import type { organiseOperations } from '../../../functions/organise/operations.ts'
import { call } from './client.ts'

export type Calls = CallsOf<typeof organiseOperations>

/** What is read of an answer must be in it. */
type Reading<Schema extends z.ZodType, Answer> = Answer extends z.output<Schema> ? Schema : never

/** `ask('GET /api/surveys/{id}', surveyViewSchema, { params: { id } })`. */
export const ask = <Name extends keyof Calls, Schema extends z.ZodType>(
  name: Name,
  schema: Reading<Schema, Calls[Name]['answer']>,
  ...[request]: unknown extends Calls[Name]['request'] ? [] : [Calls[Name]['request']]
): Promise<z.output<Schema>> => {
  const { params = {}, query = {}, body, key }: Loose = request ?? {}
  const [method, path] = name.split(' ') as [Parameters<typeof call>[1], string]
  const address = path.replaceAll(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(params[part] ?? ''))
  const given = Object.entries(query).flatMap(([part, value]) => (value === undefined ? [] : [[part, String(value)]]))
  const search = new URLSearchParams(given).toString()
  return call(schema as Schema, method, search ? `${address}?${search}` : address, body, key)
}

/** Any request, as `ask` takes it apart. */
interface Loose {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: Parameters<typeof call>[3]
  readonly key?: string
}
