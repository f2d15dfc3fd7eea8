/** Reads indexes. An index lags behind its table, so nobody uses it to read their own writes. */
import type { TableAnswer, TableInput } from '../aws/table-service.ts'
import { type AskedPage, type Page, pageBytes, type Position } from '../domain/page.ts'
import { Refusal } from '../domain/refusal.ts'
import { type Table, tables } from '../tables.ts'
import { expressions } from './expressions.ts'
import type { Item, Kind, ValueOf } from './kind.ts'
import { readItem, sourceOf } from './reading.ts'

/** A range of an index's sort key, both ends included. */
export interface Span {
  readonly from?: string
  readonly to?: string
}

export interface Place extends Span {
  readonly index: string
  readonly value: string
  readonly newestFirst?: boolean
}

interface Slice extends Place {
  readonly limit?: number
  /** The `next` of the previous slice. */
  readonly after?: Item | null | undefined
}

interface Sliced<Value> {
  readonly values: Value[]
  /** Null on the last. */
  readonly next: Item | null
}

/** A list that is answered in pages. */
export interface Listed<Value, Shown> extends Place {
  /** Where it goes on; no two places hold the same times. */
  readonly further?: readonly Place[]
  /** The values as they are answered; null for one that does not belong to the list. */
  readonly show: (values: Value[]) => (Shown | null)[] | Promise<(Shown | null)[]>
}

const [least, most] = [' ', '\uffff']

type Query = (
  of: Kind,
  expressed: ReturnType<typeof expressions>,
  input: Omit<TableInput, 'TableName'>,
) => Promise<TableAnswer>

export const indexReads = (query: Query) => {
  const keysOf = ({ table: name }: Kind, { index, value }: Place) => {
    const table: Table = tables[name]
    const { partitionKey, sortKey } = table.indexes.find(({ name }) => name === index) ?? table
    return {
      sortKey,
      placeOf: (item: Item = {}): Position => {
        const [pk, sk, at] = [table.partitionKey, table.sortKey, sortKey].map(key => String(item[key]))
        return { pk: pk ?? '', sk: sk ?? '', at: at ?? '' }
      },
      itemAt: ({ pk, sk, at }: Position): Item => ({
        [table.partitionKey]: pk,
        [table.sortKey]: sk,
        [partitionKey]: value,
        [sortKey]: at,
      }),
      partitionKey,
    }
  }

  /** One answer of the table. */
  const slice = async <K extends Kind>(
    of: K,
    { limit, after, newestFirst = false, from, to, ...place }: Slice,
  ): Promise<Sliced<ValueOf<K>>> => {
    const { partitionKey, sortKey } = keysOf(of, place)
    const expressed = expressions()
    const { path, value } = expressed
    const parts = [`${path(partitionKey)} = ${value(place.value)}`]
    const spanned = from !== undefined || to !== undefined
    if (spanned) parts.push(`${path(sortKey)} BETWEEN ${value(from ?? least)} AND ${value(to ?? most)}`)
    const input = {
      IndexName: place.index,
      KeyConditionExpression: parts.join(' AND '),
      ScanIndexForward: !newestFirst,
    }
    const limited = {
      ...input,
      ...(limit === undefined ? {} : { Limit: limit }),
      ExclusiveStartKey: after ?? undefined,
    }
    const { Items = [], LastEvaluatedKey } = await query(of, expressed, limited)
    return { values: Items.flatMap(item => readItem(of, item) ?? []), next: LastEvaluatedKey ?? null }
  }

  return {
    slice,

    /** All items there, the latest first. */
    everyOf: async <K extends Kind>(of: K, index: string, value: string, span: Span = {}): Promise<ValueOf<K>[]> => {
      const all: ValueOf<K>[] = []
      for (let after: Item | null | undefined; after !== null; ) {
        const { values, next } = await slice(of, { index, value, ...span, newestFirst: true, after })
        all.push(...values)
        after = next
      }
      return all
    },

    /**
     * Continues after the position where the previous page ended, and reads until the page is full, the answer is as
     * large as it may be, or the index ends. Refuses `bad_cursor` for a position outside the list.
     */
    page: async <K extends Kind, Shown>(
      of: K,
      { show, further = [], ...first }: Listed<ValueOf<K>, Shown>,
      { limit, after: asked }: AskedPage,
    ): Promise<Page<Shown>> => {
      const places: readonly Place[] = [first, ...further]
      const holds = ({ from = least, to = most }: Place): boolean => !asked || (asked.at >= from && asked.at <= to)
      const begun = places.findIndex(holds)
      if (asked && begun < 0) throw new Refusal('bad_cursor')
      const items: Shown[] = []
      let [bytes, last] = [0, asked]
      for (const [index, place] of places.slice(Math.max(0, begun)).entries()) {
        const { itemAt, placeOf } = keysOf(of, place)
        for (let after: Item | null | undefined = index === 0 && asked ? itemAt(asked) : undefined; after !== null; ) {
          const { values, next }: Sliced<ValueOf<K>> = await slice(of, { ...place, after, limit: limit + 1 })
          for (const [number, shown] of (await show(values)).entries()) {
            const value = values[number]
            if (shown === null || !value) continue
            const size = Buffer.byteLength(JSON.stringify(shown))
            // One item more than fits was read, so the last page is known to be the last.
            if (items.length === limit || (items.length > 0 && bytes + size > pageBytes)) return { items, next: last }
            items.push(shown)
            bytes += size
            last = placeOf(sourceOf(value))
          }
          after = next
        }
      }
      return { items, next: null }
    },
  }
}
