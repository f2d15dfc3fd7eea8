/** From a stored item to its value: lifts it to today's `v`, and sets it aside, with a reason, if it cannot be read. */
import type * as z from 'zod'
import { log } from '../aws/log.ts'
import { tables } from '../tables.ts'
import { absent, type When } from './expressions.ts'
import { idsIn, type IdsOf, type Item, type Kind, keyOf, type ValueOf, versionOf } from './kind.ts'

/** An item without `v` has version 1. */
export const storedVersion = (item: Item): number => (typeof item['v'] === 'number' ? item['v'] : 1)

/** An item with a newer `v` is taken as it is, since it may well contain what is needed. */
export const lifted = ({ lifts = [] }: Pick<Kind, 'lifts'>, item: Item): Item =>
  lifts.slice(storedVersion(item) - 1).reduce<Item>((older, lift) => lift(older), item)

/** The item that a value was read from. */
const sources = new WeakMap<object, Item>()
export const sourceOf = (value: object): Item | undefined => sources.get(value)
export const idsOf = <K extends Kind>(of: K, value: ValueOf<K>): IdsOf<K> | null => idsIn(of, sourceOf(value) ?? {})

/** That nobody has written the item since `value` was read from it; every write that may read leaves a mark of its own. */
export const asRead = (value: object): When => {
  const { wrote, made } = sourceOf(value) ?? {}
  const mark = (of: unknown) => (typeof of === 'string' ? of : absent)
  return { wrote: mark(wrote), made: mark(made) }
}

const reasonOf = ({ issues: [issue] }: z.ZodError): string => `${String(issue?.path[0] ?? 'item')}: ${issue?.code}`

/**
 * Null if the item was set aside. The log names its kind and which attribute is wrong in what way, never its contents.
 */
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

/** Attributes that today's schema and indexes know; any others were written by a newer version. */
export const knownAttributes = ({ table, schema }: Pick<Kind, 'table' | 'schema'>): string[] => [
  ...('shape' in schema && typeof schema.shape === 'object' && schema.shape !== null ? Object.keys(schema.shape) : []),
  ...tables[table].indexes.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]),
]

/** Attributes of the source item that the value does not know. They are kept when the item is written whole. */
export const restOf = (of: Kind, value: object): Item => {
  const known = new Set([...knownAttributes(of), ...Object.keys(keyOf(of, {})), 'v', 'wrote', 'made'])
  return Object.fromEntries(Object.entries(sourceOf(value) ?? {}).filter(([name]) => !known.has(name)))
}

export const isNewer = (of: Kind, value: object): boolean => storedVersion(sourceOf(value) ?? {}) > versionOf(of)
