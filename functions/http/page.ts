/**
 * Pages of a list over HTTP. The body is an array of items; the header `Link` with rel="next" (RFC 8288) is the address
 * of the next page, which the last page lacks.
 */
import * as z from 'zod'
import { type AskedPage, limitMaximum, type Page, type Position, usualLimit } from '../domain/page.ts'
import { Refusal } from '../domain/refusal.ts'

export const limitSchema = z.coerce.number().int().min(1).max(limitMaximum)
export const cursorSchema = z.string().max(2000)
export const pageQuery = { limit: limitSchema, cursor: cursorSchema } as const

const part = z.string().min(1).max(1000)
const positionSchema = z.tuple([part, part, part])

/**
 * Ties the position to its list and reveals a cursor that was mistyped or cut short. It is not a signature: anybody who
 * computes one only reads the same list from another position.
 */
const checksum = async (list: string, place: string): Promise<string> => {
  const text = new TextEncoder().encode(`murmur page 1|${list}|${place}`)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text))
  return Buffer.from(digest.subarray(0, 9)).toString('base64url')
}

const cursorOf = async (list: string, { at, pk, sk }: Position): Promise<string> => {
  const place = Buffer.from(JSON.stringify([at, pk, sk])).toString('base64url')
  return `${place}.${await checksum(list, place)}`
}

const positionIn = async (list: string, cursor: string): Promise<Position> => {
  const [place = ''] = cursor.split('.')
  if (cursor !== `${place}.${await checksum(list, place)}`) throw new Refusal('bad_cursor')
  try {
    const [at, pk, sk] = positionSchema.parse(JSON.parse(Buffer.from(place, 'base64url').toString('utf8')))
    return { at, pk, sk }
  } catch {
    throw new Refusal('bad_cursor')
  }
}

interface PageRequest {
  readonly path: string
  readonly query: { readonly limit: number | undefined; readonly cursor: string | undefined }
}

/**
 * One page, as `limit` and `cursor` ask for it. `parameters` are those that select this list, with defaults filled in,
 * so that the next page continues the same list even if a quarter has ended in between. Refuses `bad_cursor`.
 */
export const answerWithPage = async <Item>(
  { path, query: { limit, cursor } }: PageRequest,
  parameters: Readonly<Record<string, string | undefined>>,
  read: (asked: AskedPage) => Promise<Page<Item>>,
): Promise<{ status: 200; json: Item[]; headers: Record<string, string> }> => {
  const given = Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  const list = `${path}?${new URLSearchParams(given)}`
  const after = cursor === undefined ? null : await positionIn(list, cursor)
  const { items, next } = await read({ limit: limit ?? usualLimit, after })
  if (!next) return { status: 200, json: items, headers: {} }
  const more = new URLSearchParams([
    ...given,
    ...(limit === undefined ? [] : [['limit', String(limit)]]),
    ['cursor', await cursorOf(list, next)],
  ])
  return { status: 200, json: items, headers: { link: `<${path}?${more}>; rel="next"` } }
}
