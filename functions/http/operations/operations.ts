/** What `learning` answers, as declarations. */
import * as z from 'zod'
import { debtIdSchema, formatChangeIdSchema, lessonIdSchema, reviewIdSchema, surveyIdSchema } from '../../domain/ids.ts'
import { sectionNameSchema } from '../../domain/learning-review/inputs.ts'
import type { RefusalCode } from '../../domain/refusal.ts'
import type { Declaration, Parameter } from '../operation.ts'
import type { Tag } from '../tags.ts'
import { followingOperations } from './following.ts'
import { learningReviewOperations } from './learning-reviews.ts'
import { learningOperations } from './learning.ts'
import { meetingOperations } from './meeting.ts'
import type { Operation } from './operation.ts'
import { trendsOperations } from './trends.ts'

const byPath: readonly (readonly [RegExp, z.ZodType, RefusalCode])[] = [
  [/\/debts\//, debtIdSchema, 'unknown_debt'],
  [/\/format-changes\//, formatChangeIdSchema, 'unknown_format_change'],
  [/^\/api\/lessons/, lessonIdSchema, 'unknown_lesson'],
  [/^\/api\/reviews/, reviewIdSchema, 'unknown_review'],
  [/./, surveyIdSchema, 'unknown_survey'],
]

const parameterOf = (path: string, name: string): Parameter => {
  if (name === 'quarter') return { schema: z.string(), unknown: 'not_found' }
  if (name === 'section') return { schema: sectionNameSchema, unknown: 'not_found' }
  const [, schema = z.string(), unknown = 'not_found' as const] = byPath.find(([pattern]) => pattern.test(path)) ?? []
  return { schema, unknown }
}

const tagsByPath: readonly (readonly [RegExp, Tag])[] = [
  [/live|\/meeting$/, 'meetings'],
  [/reviews\/\{id\}|\/api\/reviews/, 'reviews'],
  [/lessons/, 'actions'],
  [/trends/, 'trends'],
  [/learning-reviews/, 'learning-reviews'],
  [/receipts/, 'participation'],
  [/./, 'metrics'],
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
    ...(names.length > 0 ? { parameters: Object.fromEntries(names.map(name => [name, parameterOf(path, name)])) } : {}),
    answers: { [status]: answer ?? (contentType ? { contentType } : null) },
  }
}

export const learningDeclarations: readonly Declaration[] = [
  ...learningOperations,
  ...meetingOperations,
  ...followingOperations,
  ...trendsOperations,
  ...learningReviewOperations,
].map(declared)
