/** Checks an answer against the declaration of its operation: status, schema without extra keys, refusals. */
import { isDeepStrictEqual } from 'node:util'
import type * as z from 'zod'
import type { RefusalCode } from '../functions/domain/refusal.ts'
import { type Declaration, refusalsOf, type Status } from '../functions/http/operation.ts'
import { statusOf } from '../functions/http/problem.ts'

interface Given {
  readonly status: number
  readonly contentType: string
  readonly text: string
  readonly json: unknown
  readonly code: string | undefined
}

const segments = (path: string): string[] => (path.split('?')[0] ?? '').split('/')

const isOf = (pattern: string, path: string): boolean => {
  const given = segments(path)
  const wanted = segments(pattern)
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith('{') || part === given[index])
}

/** The operation of a call. If two paths match, the one with fewer parameters. */
export const operationOf = (
  operations: readonly Declaration[],
  method: string,
  path: string,
): Declaration | undefined =>
  operations
    .filter(one => one.method === (method === 'HEAD' ? 'GET' : method) && isOf(one.path, path))
    .toSorted((a, b) => a.path.split('{').length - b.path.split('{').length)[0]

const isSchema = (answer: object): answer is z.ZodType => 'safeParse' in answer

/** A schema drops unknown keys, so any difference afterwards was not declared. */
const fits = (schema: z.ZodType, json: unknown): string[] => {
  const parsed = schema.safeParse(json)
  if (!parsed.success) return [parsed.error.message]
  const again: unknown = JSON.parse(JSON.stringify(parsed.data))
  return isDeepStrictEqual(again, json) ? [] : [`has more than its schema: ${JSON.stringify(json).slice(0, 500)}`]
}

/** What an answer contains that its operation does not declare, one sentence each. */
export const undeclared = (operation: Declaration, method: string, given: Given): string[] => {
  const { status, contentType, text, json, code } = given
  const named = `${method} ${operation.path} ${status}`
  if (status >= 400) {
    const known = refusalsOf(operation).find(refusal => refusal === code)
    if (known === undefined) return [`${named} refuses ${code}, which it does not declare`]
    return statusOf(known satisfies RefusalCode) === status ? [] : [`${named} has not the status of ${code}`]
  }
  if (status === 304) return operation.conditional && text === '' ? [] : [`${named} is not declared`]
  const answer = operation.answers[status as Status]
  if (answer === undefined) return [`${named} is not declared`]
  if (method === 'HEAD') return []
  if (answer === null) return text === '' ? [] : [`${named} has a body`]
  if (operation.alsoAnswers?.includes(contentType)) return []
  const type = isSchema(answer) ? 'application/json' : answer.contentType
  const typed = contentType.startsWith(type) ? [] : [`${named} is ${contentType}, not ${type}`]
  return [...typed, ...(isSchema(answer) ? fits(answer, json).map(problem => `${named}: ${problem}`) : [])]
}

/** Refusals of a call that matches no operation: a wrong path or method, or a caller who may not be told which. */
const unknownCall: readonly (string | undefined)[] = ['not_found', 'method_not_allowed', 'not_signed_in', 'not_allowed']

/** Throws if the answer is not one that its operation declares. Without operations nothing is checked. */
export const requireDeclared = (
  operations: readonly Declaration[],
  method: string,
  path: string,
  given: Given,
): void => {
  const operation = operationOf(operations, method, path)
  const isKnown = operations.length === 0 || unknownCall.includes(given.code)
  const problems = operation
    ? undeclared(operation, method, given)
    : isKnown
      ? []
      : [`${method} ${path} is no operation, and is answered ${given.status} ${given.code ?? ''}`]
  if (problems.length > 0) throw new Error(problems.join('\n'))
}
