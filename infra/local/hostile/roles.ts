/**
 * Whether a role may make a call, judged as IAM judges it: an explicit denial goes before everything, and what nothing
 * allows is refused. Only the operators that the stack uses; any other is an error rather than a guess.
 */
import type { LambdaName } from '../../../functions/manifest.ts'
import type { Statement } from './template.ts'

/** What a request tells of itself; a key that a call does not have is absent. */
export type Context = Readonly<Record<string, readonly string[]>>

export interface Asked {
  readonly action: string
  readonly resource: string
  readonly context: Context
}

/** `*` and `?` as in IAM, over separators too. */
const isLike = (pattern: string, value: string): boolean => {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(value)
}

const tests: Readonly<Record<string, (wanted: readonly string[], value: string) => boolean>> = {
  StringEquals: (wanted, value) => wanted.includes(value),
  StringNotEquals: (wanted, value) => !wanted.includes(value),
  StringLike: (wanted, value) => wanted.some(pattern => isLike(pattern, value)),
}

const operatorPattern = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/

const holds = (operator: string, wanted: readonly string[], values: readonly string[] | undefined): boolean => {
  const [, every, name = '', ifExists] = operatorPattern.exec(operator) ?? []
  const test = tests[name]
  if (!test) throw new Error(`roles: ${operator} is not known here`)
  // IAM takes a key that is absent for one whose every value fits.
  if (values === undefined) return every === 'ForAllValues' || ifExists !== undefined
  const fits = (value: string): boolean => test(wanted, value)
  return every === 'ForAllValues' ? values.every(fits) : values.some(fits)
}

const covers = ({ Action, Resource, Condition }: Statement, { action, resource, context }: Asked): boolean =>
  Action.some(pattern => isLike(pattern.toLowerCase(), action.toLowerCase())) &&
  Resource.some(pattern => isLike(pattern, resource)) &&
  Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, wanted, context[key])),
  )

export type May = (caller: LambdaName, asked: Asked) => boolean

export const mayOf =
  (statements: Readonly<Record<LambdaName, readonly Statement[]>>): May =>
  (caller, asked) => {
    const mine = statements[caller].filter(statement => covers(statement, asked))
    return mine.length > 0 && mine.every(({ Effect }) => Effect === 'Allow')
  }
