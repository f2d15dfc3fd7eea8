/** Growing lists are answered in pages: the requested number of items, and where the next page begins. */

/** Where a page ended: the item's position in its index. It stays valid even if the item is gone. */
export interface Position {
  readonly at: string
  readonly pk: string
  readonly sk: string
}

export interface Page<Item> {
  readonly items: Item[]
  /** Null if this is the last page. */
  readonly next: Position | null
}

export interface AskedPage {
  readonly limit: number
  /** Null for the first page. */
  readonly after: Position | null
}

export const limitMaximum = 200
/** The limit if the request names none. */
export const usualLimit = 100
/** Larger pages end earlier. Lambda allows 6 MB, in which each quotation mark may take four characters. */
export const pageBytes = 1_000_000

/** The first items, at most `most`, that fit into an answer next to other content. */
export const firstThatFit = <Item>(items: readonly Item[], most: number): Item[] => {
  let bytes = 0
  const end = items.slice(0, most).findIndex((item, index) => {
    bytes += new TextEncoder().encode(JSON.stringify(item)).length
    return index > 0 && bytes > pageBytes
  })
  return items.slice(0, end === -1 ? most : end)
}

/** A page of a sorted list that is in memory. `isAfter` says whether the first position comes after the second. */
export const pageOf = <Item>(
  sorted: readonly Item[],
  placeOf: (item: Item) => Position,
  isAfter: (one: Position, other: Position) => boolean,
  { limit, after }: AskedPage,
): Page<Item> => {
  const rest = after === null ? sorted : sorted.filter(item => isAfter(placeOf(item), after))
  const items = firstThatFit(rest, limit)
  const last = items.at(-1)
  return { items, next: last !== undefined && items.length < rest.length ? placeOf(last) : null }
}
