/** Lists that the API answers in pages. */
import type * as z from 'zod'
import { callPage, type Page } from './client.ts'

/** As many as the API gives at once: for whoever reads on to the end. */
const largestPage = 200

const withLimit = (path: string): string => `${path}${path.includes('?') ? '&' : '?'}limit=${largestPage}`

/** A list as its first page and the pages after it, by the address that the page before gives. */
export type PagedList<Item> = (next: string | null) => Promise<Page<Item>>

export const paged =
  <Schema extends z.ZodType>(schema: Schema, path: string): PagedList<z.infer<Schema>> =>
  next =>
    callPage(schema, next ?? withLimit(path))

/** The whole list, page after page: for what can only be computed over all of it. An item that moved stands once. */
export const everyItem = async <Item extends object>(list: PagedList<Item>, keyOf: (item: Item) => string) => {
  const items = new Map<string, Item>()
  let next: string | null = null
  do {
    const page: Page<Item> = await list(next)
    for (const item of page.items) items.set(keyOf(item), item)
    next = page.next
  } while (next !== null)
  return [...items.values()]
}
