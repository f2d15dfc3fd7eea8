/** From a stored item to its value: lifted to today's `v`, and set aside with its reason where it cannot be read. */
import type * as z from 'zod'
import { log } from '../aws/log.ts'
import { tables } from '../tables.ts'
import { idsIn, type IdsOf, type Item, type Kind, keyOf, type ValueOf, versionOf } from './kind.ts'

/** An item without `v` is of the first. */
export const storedVersion = (item: Item): number => (typeof item['v'] === 'number' ? item['v'] : 1)

/** One of a newer `v` is taken as it is: it may well say what is asked of it. */
export const lifted = ({ lifts = [] }: Pick<Kind, 'lifts'>, item: Item): Item =>
  lifts.slice(storedVersion(item) - 1).reduce<Item>((older, lift) => lift(older), item)

/** Of a value that was read: the item it was read from. */
const sources = new WeakMap<object, Item>()
export const sourceOf = (value: object): Item | undefined => sources.get(value)
export const idsOf = <K extends Kind>(of: K, value: ValueOf<K>): IdsOf<K> | null => idsIn(of, sourceOf(value) ?? {})

const reasonOf = ({ issues: [issue] }: z.ZodError): string => `${String(issue?.path[0] ?? 'item')}: ${issue?.code}`

/** Null: set aside, and told of by its kind and what is wrong with which attribute, without a word of what is in it. */
export const readItem = <K extends Kind>(of: K, item: Item): ValueOf<K> | null => {
  const aside = (reason: string): null => {
    log('record_set_aside', { kind: of.name, reason })
    return null
  }
  try {
    const parsed = of.schema.safeParse(lifted(of, item))
    if (!parsed.success) return aside(reasonOf(parsed.error))
    sources.set(parsed.data, item)
    return parsed.data as ValueOf<K>
  } catch (error) {
    return aside(`lift: ${error instanceof Error ? error.name : 'unknown'}`)
  }
}

/** What today's schema and indexes know of an item; the rest was written by a newer version. */
export const knownAttributes = ({ table, schema }: Pick<Kind, 'table' | 'schema'>): string[] => [
  ...('shape' in schema && typeof schema.shape === 'object' && schema.shape !== null ? Object.keys(schema.shape) : []),
  ...tables[table].indexes.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]),
]

/** What a value was read with and does not know: it goes along where the item is written whole. */
export const restOf = (of: Kind, value: object): Item => {
  const known = new Set([...knownAttributes(of), ...Object.keys(keyOf(of, {})), 'v', 'wrote', 'made'])
  return Object.fromEntries(Object.entries(sourceOf(value) ?? {}).filter(([name]) => !known.has(name)))
}

export const isNewer = (of: Kind, value: object): boolean => storedVersion(sourceOf(value) ?? {}) > versionOf(of)
