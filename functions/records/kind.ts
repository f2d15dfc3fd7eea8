/** What a kind of stored item is: where it is stored, what it looks like, and how long it is kept. */
import type * as z from 'zod'
import { dayMilliseconds } from '../domain/time/instants.ts'
import { type Table, type TableName, tables } from '../tables.ts'

export type Item = Readonly<Record<string, unknown>>

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never
/** The values for the placeholders in a key's text: `invitation#{survey}` needs a `survey`. */
export type Ids<Text extends string> = Readonly<Record<NamesIn<Text>, string>>

/** A row of the privacy page. Kinds that are kept alike and mean one thing to a reader share a row. */
export interface Kept {
  readonly row: string
  readonly holds: string
  /** Days after the event named in `until`; null if kept until somebody deletes it. */
  readonly retentionDays: number | null
  readonly until: string
}

/** The retention of what is kept until somebody deletes it. */
export const untilDeleted = { retentionDays: null, until: 'deleted' } as const

/** For the name of an index, the values of its two keys. */
export type Indexed = Readonly<Record<string, readonly [partition: string, sort: string]>>

export interface Kind<Partition extends string = string, Sort extends string = string, Value extends object = object> {
  readonly table: TableName
  readonly name: string
  readonly partition: Partition
  readonly sort: Sort
  readonly schema: z.ZodType<Value>
  readonly kept: Kept
  /** The entries in indexes that the item gets when it is written whole. */
  indexed?(value: Value): Indexed
  /** The first one lifts an item from `v` 1 to `v` 2, and so on, so today's `v` is one more than their number. */
  readonly lifts?: readonly ((item: Item) => Item)[]
  /** Some roles that write it may not read it, so each write must hold again when it is repeated. */
  readonly blind?: true
  /** Exists only as long as its survey or meeting, always in one shape. A `v` would tell early items from late ones. */
  readonly unversioned?: true
  /** The attributes to read, if not all of them. */
  readonly attributes?: readonly string[]
}

/** The ids that name one item of a kind. */
export type IdsOf<K extends Pick<Kind, 'partition' | 'sort'>> = Ids<K['partition']> & Ids<K['sort']>
/** The ids that name some of the items in a partition. */
export type SomeIds<K extends Kind> = Ids<K['partition']> & Partial<Ids<K['sort']>>
export type ValueOf<K extends Pick<Kind, 'schema'>> = z.output<K['schema']>

export const kind = <const Partition extends string, const Sort extends string, Value extends object>(
  declared: Kind<Partition, Sort, Value>,
): Kind<Partition, Sort, Value> => declared

/**
 * The same items with only these attributes. Kinds with lifts are read whole, because a lift may need any attribute.
 */
export const part = <Partition extends string, Sort extends string, Value extends object>(
  of: Kind<Partition, Sort>,
  schema: z.ZodObject & z.ZodType<Value>,
): Kind<Partition, Sort, Value> => {
  const { table, name, partition, sort, kept, lifts = [] } = of
  const attributes = lifts.length > 0 ? {} : { attributes: Object.keys(schema.shape) }
  return { table, name, partition, sort, kept, lifts, schema, ...attributes }
}

export const versionOf = ({ lifts = [] }: Pick<Kind, 'lifts'>): number => lifts.length + 1

/** As much of a key's text as `ids` fill: all of it, or the prefix shared by every key with these ids. */
const filled = (text: string, ids: Readonly<Record<string, string | undefined>>): string => {
  let result = ''
  for (const [index, piece] of text.split(/\{(\w+)\}/).entries()) {
    const value = index % 2 === 0 ? piece : ids[piece]
    if (value === undefined) return result
    result += value
  }
  return result
}

/** The values that a text was filled with; null if it does not match. */
const filledIn = (text: string, whole: unknown): Readonly<Record<string, string>> | null => {
  const pattern = new RegExp(`^${text.replaceAll(/\{(\w+)\}/g, '(?<$1>.+?)')}$`)
  const found = pattern.exec(String(whole))
  return found && { ...found.groups }
}

export const partitionOf = <K extends Pick<Kind, 'partition'>>(of: K, ids: Ids<K['partition']>): string =>
  filled(of.partition, ids)

/** Undefined if `ids` say nothing about the sort key. */
export const sortBeginning = (of: Pick<Kind, 'sort'>, ids: Readonly<Record<string, string>>): string | undefined =>
  filled(of.sort, ids) || undefined

export const keyOf = <K extends Pick<Kind, 'table' | 'partition' | 'sort'>>(
  of: K,
  ids: IdsOf<K>,
): Readonly<Record<string, string>> => {
  const { partitionKey, sortKey } = tables[of.table]
  return { [partitionKey]: filled(of.partition, ids), [sortKey]: filled(of.sort, ids) }
}

/** The inverse of `keyOf`; null if the item's key is not of this kind. */
export const idsIn = <K extends Pick<Kind, 'table' | 'partition' | 'sort'>>(of: K, item: Item): IdsOf<K> | null => {
  const { partitionKey, sortKey } = tables[of.table]
  const [first, second] = [filledIn(of.partition, item[partitionKey]), filledIn(of.sort, item[sortKey])]
  return first && second && ({ ...first, ...second } as IdsOf<K>)
}

export const indexAttributes = (of: Kind, value: object): Item => {
  const { indexes }: Table = tables[of.table]
  const stands = of.indexed?.(value) ?? {}
  return Object.fromEntries(
    indexes.flatMap(({ name, partitionKey, sortKey }) => {
      const place = stands[name]
      return place ? [[partitionKey, place[0]] as const, [sortKey, place[1]] as const] : []
    }),
  )
}

/** Refuses a kind that is kept until somebody deletes it. */
export const retentionDays = ({ kept, name }: Pick<Kind, 'kept' | 'name'>): number => {
  if (kept.retentionDays === null) throw new RangeError(`${name} is kept until somebody deletes it`)
  return kept.retentionDays
}

/** When DynamoDB may delete an item of this kind, if the event in its `until` happens at `instant`. */
export const expiresAtSeconds = (of: Pick<Kind, 'kept' | 'name'>, instant: string): number =>
  Math.floor((Date.parse(instant) + retentionDays(of) * dayMilliseconds) / 1000)
