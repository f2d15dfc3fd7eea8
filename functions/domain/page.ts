/** A list that grows is answered in pages: as many items as one asks for, and from where the next page goes on. */

/** Where a page ended: the item's place in its index. It holds whether or not the item is still there. */
export interface Position {
  readonly at: string
  readonly pk: string
  readonly sk: string
}

export interface Page<Item> {
  readonly items: Item[]
  /** Null: this was the last page. */
  readonly next: Position | null
}

export interface AskedPage {
  readonly limit: number
  /** Null: from the beginning. */
  readonly after: Position | null
}

export const limitMaximum = 200
/** What one reads who asks for no number. */
export const usualLimit = 100
/**
 * A page of large items ends earlier. An answer of Lambda holds 6 MB, in which each quotation mark of the text may have
 * become four characters.
 */
export const pageBytes = 1_000_000

/** The first of them, so many at most, that an answer has room for; of what is shown beside something else. */
export const firstThatFit = <Item>(items: readonly Item[], most: number): Item[] => {
  let bytes = 0
  const end = items.slice(0, most).findIndex((item, index) => {
    bytes += new TextEncoder().encode(JSON.stringify(item)).length
    return index > 0 && bytes > pageBytes
  })
  return items.slice(0, end === -1 ? most : end)
}

/** A page of a list that is at hand whole and in order; `isAfter`: this place comes after that one in it. */
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
