/** Conditions and changes as values, and their DynamoDB expressions. Dots in a path descend into maps. */

type Scalar = string | number | boolean | null
type Comparison =
  | { readonly test: 'absent' | 'present' }
  | { readonly test: 'not' | 'atMost'; readonly value: Scalar }
  | { readonly test: 'any'; readonly of: readonly Test[] }
/** A plain value means that the attribute equals it. */
export type Test = Scalar | Comparison

export const absent = { test: 'absent' } as const
export const present = { test: 'present' } as const
export const not = (value: Scalar): Test => ({ test: 'not', value })
export const atMost = (value: Scalar): Test => ({ test: 'atMost', value })
export const anyOf = (...of: Test[]): Test => ({ test: 'any', of })

/** All of them must hold. */
export type When = Readonly<Record<string, Test>>

/** Of an attribute that counts from nought where it is absent. */
export class Increase {
  readonly by: number
  constructor(by: number) {
    this.by = by
  }
}

/** The new values of attributes; undefined removes one. */
export type Changes = Readonly<Record<string, unknown>>

/**
 * The names and values of one request's expressions, each under an alias, so that reserved words need no special care.
 */
export const expressions = () => {
  const names = new Map<string, string>()
  const values: Record<string, unknown> = {}
  const aliasOf = (name: string): string => {
    const alias = names.get(name) ?? `#n${names.size}`
    names.set(name, alias)
    return alias
  }
  const path = (text: string): string => text.split('.').map(aliasOf).join('.')
  const value = (given: unknown): string => {
    const alias = `:v${Object.keys(values).length}`
    values[alias] = given
    return alias
  }
  const tested = (name: string, test: Test): string => {
    if (test === null || typeof test !== 'object') return `${name} = ${value(test)}`
    switch (test.test) {
      case 'absent':
        return `attribute_not_exists(${name})`
      case 'present':
        return `attribute_exists(${name})`
      case 'not':
        return `${name} <> ${value(test.value)}`
      case 'atMost':
        return `${name} <= ${value(test.value)}`
      case 'any':
        return `(${test.of.map(one => tested(name, one)).join(' OR ')})`
      default:
        return test satisfies never
    }
  }
  const changed = (changes: Changes): string => {
    const entries = Object.entries(changes).map(([name, given]) => [path(name), given] as const)
    const sets = entries
      .filter(([, given]) => given !== undefined)
      .map(([name, given]) =>
        given instanceof Increase
          ? `${name} = if_not_exists(${name}, ${value(0)}) + ${value(given.by)}`
          : `${name} = ${value(given)}`,
      )
    const removed = entries.filter(([, given]) => given === undefined).map(([name]) => name)
    const set = sets.length > 0 ? [`SET ${sets.join(', ')}`] : []
    return [...set, ...(removed.length > 0 ? [`REMOVE ${removed.join(', ')}`] : [])].join(' ')
  }
  return {
    path,
    value,
    condition: (when: When): string =>
      Object.entries(when)
        .map(([name, test]) => tested(path(name), test))
        .join(' AND '),
    changed,
    /** Must be called last. */
    aliases: () => ({
      ...(names.size > 0
        ? { ExpressionAttributeNames: Object.fromEntries([...names].map(([name, alias]) => [alias, name])) }
        : {}),
      ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
    }),
  }
}
