/** What `learning` answers, as declarations. */
import * as z from 'zod'
import {
  actionIdSchema,
  counterfactualIdSchema,
  importIdSchema,
  incidentIdSchema,
  reviewIdSchema,
} from '../../domain/ids.ts'
import type { RefusalCode } from '../../domain/refusal.ts'
import type { Declaration, Parameter } from '../operation.ts'
import type { Tag } from '../tags.ts'
import { followingOperations } from './following.ts'
import { incidentOperations } from './incidents.ts'
import { learningOperations } from './learning.ts'
import type { Operation } from './operation.ts'

const byPath: readonly (readonly [RegExp, z.ZodType, RefusalCode])[] = [
  [/\/imports\//, importIdSchema, 'unknown_import'],
  [/^\/api\/incidents/, incidentIdSchema, 'unknown_incident'],
  [/^\/api\/actions/, actionIdSchema, 'unknown_action'],
  [/^\/api\/counterfactuals/, counterfactualIdSchema, 'unknown_counterfactual'],
  [/^\/api\/reviews/, reviewIdSchema, 'unknown_review'],
  [/^\/api\/failure-modes/, z.string(), 'unknown_failure_mode'],
]

const parameterOf = (path: string): Parameter => {
  const [, schema = z.string(), unknown = 'not_found' as const] = byPath.find(([pattern]) => pattern.test(path)) ?? []
  return { schema, unknown }
}

const tagsByPath: readonly (readonly [RegExp, Tag])[] = [
  [/incidents|failure-modes/, 'incidents'],
  [/reviews\/\{id\}|\/api\/reviews/, 'reviews'],
  [/actions|counterfactuals/, 'actions'],
]

const declared = ({ does, status, answer, contentType, path, ...rest }: Operation): Declaration => {
  const [summary = does, ...further] = does.split(/(?<=\.) /)
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  return {
    ...rest,
    path,
    tag: tagsByPath.find(([pattern]) => pattern.test(path))?.[1] ?? 'metrics',
    summary,
    ...(further.length > 0 ? { description: further.join(' ') } : {}),
    ...(names.length > 0 ? { parameters: Object.fromEntries(names.map(name => [name, parameterOf(path)])) } : {}),
    answers: { [status]: answer ?? (contentType ? { contentType } : null) },
  }
}

export const learningDeclarations: readonly Declaration[] = [
  ...incidentOperations,
  ...learningOperations,
  ...followingOperations,
].map(declared)
