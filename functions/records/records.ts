/** The only place that reads and writes stored items, whether through the SDK or through the lighter requests. */
import { reached } from '../aws/reached.ts'
import type { TableAnswer, TableCall, TableInput, TableOperation } from '../aws/table-service.ts'
import { type TableName, tables } from '../tables.ts'
import { absent, anyOf, atMost, type Changes, expressions, present, type When } from './expressions.ts'
import { indexReads } from './indexes.ts'
import {
  type IdsOf,
  indexAttributes,
  type Item,
  type Kind,
  keyOf,
  partitionOf,
  type SomeIds,
  sortBeginning,
  type ValueOf,
  versionOf,
} from './kind.ts'
import { knownAttributes, lifted, readItem, restOf, storedVersion } from './reading.ts'
import { drawMark, type Ended, held, type Outcome, settled } from './writing.ts'

export type TableSettings = Readonly<Partial<Record<`${TableName}Table`, string>>>

export const tableNameOf = (settings: TableSettings, { table }: Pick<Kind, 'table'>): string => {
  const name = settings[`${table}Table`]
  if (!name) throw new Error(`no name is set for the table ${table}`)
  return name
}

export const itemOf = <K extends Kind>(of: K, ids: IdsOf<K>, value: ValueOf<K>): Item => ({
  ...indexAttributes(of, value),
  ...value,
  ...keyOf(of, ids),
  ...(of.unversioned ? {} : { v: versionOf(of) }),
})

interface Expiring {
  readonly expiresAtSeconds?: number
}

interface Listing {
  /** Sort keys, both ends included. */
  readonly between?: readonly [string, string]
  readonly having?: When
}

export type Records = ReturnType<typeof recordsOf>

export const recordsOf = (call: TableCall, settings: TableSettings) => {
  type Input = Omit<TableInput, 'TableName'>
  const send = (of: Kind, operation: TableOperation, input: Input): Promise<TableAnswer> =>
    call(operation, { TableName: tableNameOf(settings, of), ...input })
  const stored = async (of: Kind, key: Item, input: Input = {}): Promise<Item | undefined> =>
    (await reached(send(of, 'GetItem', { Key: key, ConsistentRead: true, ...input }))).Item

  /** Every write carries a mark of its own, so that its writer can recognise it when reading back. */
  const write = (of: Kind, key: Item, operation: TableOperation, input: Input, mark: string): Promise<Ended> => {
    const attributes = async () => (await send(of, operation, input)).Attributes
    const isOurs = (item: Item | undefined): boolean => item?.['wrote'] === mark || item?.['made'] === mark
    return settled(attributes(), of.blind ? null : isOurs, () => stored(of, key))
  }

  const notNewer = (of: Kind): When => ({ v: anyOf(absent, atMost(versionOf(of))) })

  const putItem = async (of: Kind, key: Item, item: Item, when: When, sign: 'made' | 'wrote'): Promise<Outcome> => {
    const mark = drawMark()
    const { condition, aliases } = expressions()
    const signed = of.blind ? {} : { [sign]: mark }
    const ConditionExpression = condition(when)
    const input = { Item: { ...item, ...signed }, ConditionExpression, ...aliases() }
    return (await write(of, key, 'PutItem', input, mark)).outcome
  }

  const updateItem = (of: Kind, key: Item, changes: Changes, when: When, input: Input = {}): Promise<Ended> => {
    const mark = drawMark()
    const { condition, changed, aliases } = expressions()
    const { partitionKey } = tables[of.table]
    const UpdateExpression = changed({ ...changes, ...(of.blind ? {} : { wrote: mark }) })
    const ConditionExpression = condition({ [partitionKey]: present, ...when })
    const whole = { ...input, Key: key, UpdateExpression, ConditionExpression, ...aliases() }
    return write(of, key, 'UpdateItem', whole, mark)
  }

  /** Changes in today's shape need an item in today's shape, so an older one is lifted in place first. */
  const update = async (of: Kind, key: Item, changes: Changes, when: When, input: Input = {}): Promise<Ended> => {
    const today = versionOf(of)
    const v = today === 1 ? anyOf(absent, 1) : today
    for (;;) {
      const ended = await updateItem(of, key, changes, { ...when, v }, input)
      const { outcome, item } = ended
      if (outcome !== 'refused' || !item || storedVersion(item) >= today) return ended
      const was = { v: typeof item['v'] === 'number' ? item['v'] : absent }
      const unchanged = typeof item['wrote'] === 'string' ? { wrote: item['wrote'] } : { wrote: absent }
      await held(putItem(of, key, { ...lifted(of, item), v: today }, { ...was, ...unchanged }, 'wrote'))
    }
  }

  const query = (of: Kind, { path, aliases }: ReturnType<typeof expressions>, input: Input): Promise<TableAnswer> => {
    const projected =
      of.attributes && input.Select === undefined
        ? { Select: 'SPECIFIC_ATTRIBUTES' as const, ProjectionExpression: of.attributes.map(path).join(', ') }
        : {}
    return reached(send(of, 'Query', { ...input, ...projected, ...aliases() }))
  }

  /** The pages of a partition, narrowed by `ids` and `between`. */
  const answers = async function* <K extends Kind>(
    of: K,
    ids: SomeIds<K>,
    { between, having, ...input }: Listing & Input,
  ): AsyncGenerator<TableAnswer> {
    const { partitionKey, sortKey } = tables[of.table]
    const expressed = expressions()
    const { path, value, condition } = expressed
    const beginning = between ? undefined : sortBeginning(of, ids)
    const parts = [`${path(partitionKey)} = ${value(partitionOf(of, ids))}`]
    if (beginning) parts.push(`begins_with(${path(sortKey)}, ${value(beginning)})`)
    if (between) parts.push(`${path(sortKey)} BETWEEN ${between.map(value).join(' AND ')}`)
    const asked = { ...input, KeyConditionExpression: parts.join(' AND '), ConsistentRead: true }
    const filter = having ? { FilterExpression: condition(having) } : {}
    let from: Item | undefined
    do {
      const answer = await query(of, expressed, { ...asked, ...filter, ExclusiveStartKey: from })
      yield answer
      from = answer.LastEvaluatedKey
    } while (from)
  }

  const pages = async function* <K extends Kind>(
    of: K,
    ids: SomeIds<K>,
    { pageSize, ...listing }: Listing & { readonly pageSize?: number } = {},
  ): AsyncGenerator<ValueOf<K>[]> {
    const limit = pageSize === undefined ? {} : { Limit: pageSize }
    for await (const { Items = [] } of answers(of, ids, { ...listing, ...limit })) {
      yield Items.flatMap(item => readItem(of, item) ?? [])
    }
  }

  const add = <K extends Kind>(of: K, ids: IdsOf<K>, value: ValueOf<K>, expiring: Expiring = {}): Promise<Outcome> => {
    const { partitionKey } = tables[of.table]
    return putItem(of, keyOf(of, ids), { ...itemOf(of, ids, value), ...expiring }, { [partitionKey]: absent }, 'made')
  }

  /** Writes the whole item over the given `version` (null: none). Attributes of a newer program version stay. */
  const put = async <K extends Kind>(
    of: K,
    ids: IdsOf<K>,
    value: ValueOf<K>,
    before: number | null,
  ): Promise<Outcome> => {
    if (before === null) return add(of, ids, value)
    const key = keyOf(of, ids)
    const gone = Object.fromEntries(knownAttributes(of).map(name => [name, undefined]))
    const changes = Object.entries({ ...gone, ...itemOf(of, ids, value) }).filter(([name]) => !(name in key))
    const when = { version: before, ...notNewer(of) }
    return (await updateItem(of, key, Object.fromEntries(changes), when)).outcome
  }

  return {
    /** Null if there is none or it was set aside. */
    get: async <K extends Kind>(of: K, ids: IdsOf<K>): Promise<ValueOf<K> | null> => {
      const { path, aliases } = expressions()
      const projection = of.attributes ? { ProjectionExpression: of.attributes.map(path).join(', '), ...aliases() } : {}
      const item = await stored(of, keyOf(of, ids), projection)
      return item ? readItem(of, item) : null
    },

    /** Null if there is none. Rejects if it is there and cannot be read: for what must not be taken for absent. */
    getReadable: async <K extends Kind>(of: K, ids: IdsOf<K>): Promise<ValueOf<K> | null> => {
      const item = await stored(of, keyOf(of, ids))
      const value = item ? readItem(of, item) : null
      if (item && value === null) throw new Error(`${of.name}_unreadable`)
      return value
    },

    /** Ordered by sort key, one page at a time, strongly consistent. Items that cannot be read are left out. */
    pages,
    list: async <K extends Kind>(of: K, ids: SomeIds<K>, listing: Listing = {}): Promise<ValueOf<K>[]> => {
      const all: ValueOf<K>[] = []
      for await (const page of pages(of, ids, listing)) all.push(...page)
      return all
    },

    /** The item whose sort key comes last, strongly consistent. Null if there is none. */
    last: async <K extends Kind>(of: K, ids: SomeIds<K>): Promise<ValueOf<K> | null> => {
      for await (const { Items = [] } of answers(of, ids, { ScanIndexForward: false, Limit: 1 })) {
        const [item] = Items
        return item ? readItem(of, item) : null
      }
      return null
    },

    count: async <K extends Kind>(of: K, ids: SomeIds<K>, listing: Listing = {}): Promise<number> => {
      let count = 0
      for await (const { Count } of answers(of, ids, { ...listing, Select: 'COUNT' })) count += Count ?? 0
      return count
    },

    ...indexReads(query),

    /** Refused if the item already exists. */
    add,

    /** Succeeds if the item exists, whoever wrote it. */
    ensure: async <K extends Kind>(of: K, ids: IdsOf<K>, value: ValueOf<K>, expiring: Expiring = {}): Promise<void> => {
      await held(add({ ...of, blind: true }, ids, value, expiring))
    },

    /** Writes the whole item whether or not there is one, unless `when` or a newer `v` refuses. */
    overwrite: <K extends Kind>(
      of: K,
      ids: IdsOf<K>,
      value: ValueOf<K>,
      { when = {}, over, ...expiring }: Expiring & { readonly when?: When; readonly over?: ValueOf<K> | null } = {},
    ): Promise<Outcome> => {
      const item = { ...(over ? restOf(of, over) : {}), ...itemOf(of, ids, value), ...expiring }
      return putItem(of, keyOf(of, ids), item, { ...notNewer(of), ...when }, 'wrote')
    },

    put,

    /** Writes each `version` over the one before; version 1 requires that there is none. */
    save: <K extends Kind>(of: K, ids: IdsOf<K>, value: ValueOf<K> & { readonly version: number }): Promise<Outcome> =>
      put(of, ids, value, value.version === 1 ? null : value.version - 1),

    change: async <K extends Kind>(of: K, ids: IdsOf<K>, changes: Changes, when: When = {}): Promise<Outcome> =>
      (await update(of, keyOf(of, ids), changes, when)).outcome,

    /** Like `change`, and returns the item afterwards; null if it cannot be read. */
    claim: async <K extends Kind>(
      of: K,
      ids: IdsOf<K>,
      changes: Changes,
      when: When = {},
    ): Promise<{ readonly outcome: Outcome; readonly value: ValueOf<K> | null }> => {
      const { outcome, item } = await update(of, keyOf(of, ids), changes, when, { ReturnValues: 'ALL_NEW' })
      return { outcome, value: outcome === 'done' && item ? readItem(of, item) : null }
    },

    /** Removing an item that no longer exists succeeds. */
    remove: async <K extends Kind>(of: K, ids: IdsOf<K>, when: When = {}): Promise<Outcome> => {
      const key = keyOf(of, ids)
      const { condition, aliases } = expressions()
      const conditional = Object.keys(when).length > 0 ? { ConditionExpression: condition(when), ...aliases() } : {}
      const removal = send(of, 'DeleteItem', { Key: key, ...conditional }).then(() => undefined)
      return (await settled(removal, of.blind ? null : item => !item, () => stored(of, key))).outcome
    },
  }
}
