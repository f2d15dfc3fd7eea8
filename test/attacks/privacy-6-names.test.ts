/** Names that outlive what they were kept for: in the row of a survey, and where nobody looks when a person asks. */
import * as z from 'zod'
import { describe, expect, test } from 'vitest'
import { everyKind } from '../../functions/records/every.ts'
import type { Kind } from '../../functions/records/kind.ts'
import { type TableName, tableNames } from '../../functions/tables.ts'
import { found, searchedTables } from '../../infra/commands/person-records.ts'
import { switchedOff } from './switched-off.ts'

const email = 'ana@example.com'

type Json = Readonly<Record<string, unknown>>
const asJson = z.record(z.string(), z.unknown())
const jsonOf = (value: unknown): Json => asJson.safeParse(value).data ?? {}

/** Whether a text of this schema could be an address. What says nothing of itself can be anything. */
const holdsAddress = (schema: Json): boolean => {
  if ('const' in schema || 'enum' in schema) return false
  if (schema['type'] !== undefined && schema['type'] !== 'string') return false
  if (typeof schema['pattern'] === 'string' && !new RegExp(schema['pattern'], 'u').test(email)) return false
  if (typeof schema['format'] === 'string' && schema['format'] !== 'email') return false
  return !(typeof schema['maxLength'] === 'number' && schema['maxLength'] < email.length)
}

interface Leaf {
  readonly path: string
  /** The address in that place, and nothing else. */
  readonly value: unknown
}

/** Every place of a schema where a text stands that could be an address. */
const leavesOf = (schema: Json, root: Json, path: string, depth = 0): Leaf[] => {
  if (depth > 12) return []
  const within = (inner: unknown, name: string, wrap: (value: unknown) => unknown): Leaf[] =>
    leavesOf(jsonOf(inner), root, `${path}${name}`, depth + 1).map(leaf => ({ ...leaf, value: wrap(leaf.value) }))
  const reference = schema['$ref']
  if (typeof reference === 'string') {
    const target = reference
      .split('/')
      .slice(1)
      .reduce<unknown>((value, step) => jsonOf(value)[step], root)
    return leavesOf(jsonOf(target), root, path, depth + 1)
  }
  const either = ['anyOf', 'oneOf', 'allOf'].flatMap(name => z.array(z.unknown()).safeParse(schema[name]).data ?? [])
  if (either.length > 0) return either.flatMap(one => within(one, '', value => value))
  if (schema['type'] === 'object' || 'properties' in schema) {
    const fields = Object.entries(jsonOf(schema['properties'])).flatMap(([name, inner]) =>
      within(inner, `.${name}`, value => ({ [name]: value })),
    )
    const others = schema['additionalProperties']
    const more = typeof others === 'object' ? within(others, '.*', value => ({ any: value })) : []
    const keys =
      typeof others === 'object' && holdsAddress(jsonOf(schema['propertyNames']))
        ? [{ path: `${path}.(key)`, value: { [email]: 1 } }]
        : []
    return [...fields, ...more, ...keys]
  }
  if (schema['type'] === 'array') return within(schema['items'] ?? {}, '[]', value => [value])
  return holdsAddress(schema) ? [{ path, value: email }] : []
}

const placesOf = (kind: Kind): Leaf[] => {
  const schema = jsonOf(z.toJSONSchema(kind.schema, { unrepresentable: 'any', io: 'output' }))
  // Keys are made of what the declaration says of them.
  return leavesOf(schema, schema, kind.name).filter(({ path }) => !/^\w+\.(pk|sk)$/.test(path))
}

/** As the command reads an item, under a key of its kind. */
const itemWith = ({ partition, sort }: Kind, value: unknown) => {
  const filled = (text: string): string => text.replaceAll(/\{\w+\}/g, 'x')
  return { ...jsonOf(value), pk: filled(partition), sk: filled(sort) }
}

/** Hashes, digests under keys that are stored nowhere, serials, sealed bytes, and what a ballot is checked by: whoever adds a text to these tables has to have it looked for, or say here why not. */
const nobodys: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  slots: ['slot.cohort', 'slot.issued', 'slot.owner', 'slot.instead'],
  ballots: [
    'ballot.serial',
    'ballot.cohort',
    'ballot.sealed',
    'ballot.digest',
    'ballot.message',
    'ballot.pass',
    'ballot.proof',
    'checkpoint.serial',
    'checkpoint.sealed',
  ],
}

const isSearched = (table: TableName): boolean => searchedTables.some(searched => searched === table)

describe('export and erase', () => {
  test.each(tableNames)('look into %s, or nothing in it can be told to be somebody’s', table => {
    const places = everyKind[table].flatMap(placesOf).map(({ path }) => path)
    if (!isSearched(table)) expect(places.toSorted()).toEqual([...(nobodys[table] ?? [])].toSorted())
    else expect(places.length).toBeGreaterThan(0)
  })

  const missedBy = (of: typeof found, table: (typeof searchedTables)[number]): string[] =>
    everyKind[table].flatMap(kind =>
      placesOf(kind).flatMap(({ path, value }) => (of(itemWith(kind, value), email, []) ? [] : [path])),
    )

  test.each(searchedTables)('find an address wherever an item of %s could hold it', table => {
    expect(missedBy(found, table)).toEqual([])
  })

  test('missed it where it stands as a key, while only values were read', async () => {
    const file = 'infra/commands/person-records.ts'
    const text = '...(Array.isArray(value) ? [] : Object.keys(value)), '
    const { found: unprotected } = await switchedOff<{ found: typeof found }>(file, { file, text, instead: '' })
    expect(searchedTables.flatMap(table => missedBy(unprotected, table))).not.toEqual([])
  })

  test('find whatever is stored under an address', () => {
    const keyed = tableNames.flatMap(table => everyKind[table].filter(({ sort }) => sort.includes('{email}')))
    expect(keyed.map(({ name }) => name)).toContain('person')
    for (const { partition } of keyed) expect(found({ pk: partition, sk: email }, email, [])).not.toBeNull()
  })
})
