/** Every call that is answered: the API's description is made of it, and a test holds it against the apps. */
import * as z from 'zod'
import { incidentOperations } from './incidents.ts'
import {
  actionIdSchema,
  counterfactualIdSchema,
  debtIdSchema,
  formatChangeIdSchema,
  incidentIdSchema,
  lessonIdSchema,
  reviewIdSchema,
  surveyIdSchema,
} from '../../domain/ids.ts'
import { followingOperations } from './following.ts'
import { sectionNameSchema } from '../../domain/learning-review/inputs.ts'
import { learningOperations } from './learning.ts'
import { meetingOperations } from './meeting.ts'
import { learningReviewOperations } from './learning-reviews.ts'
import type { Operation } from './operation.ts'
import { organiseOperations } from './organise.ts'
import { participantOperations } from './participant.ts'
import { trendsOperations } from './trends.ts'

export const operations: readonly Operation[] = [
  ...organiseOperations,
  ...incidentOperations,
  ...learningOperations,
  ...meetingOperations,
  ...followingOperations,
  ...trendsOperations,
  ...learningReviewOperations,
  ...participantOperations,
]

/** Of a `{name}` of a path. */
export const pathParameter = (path: string, name: string): z.ZodType => {
  if (name === 'quarter') return z.string()
  if (name === 'section') return sectionNameSchema
  if (path.includes('/debts/')) return debtIdSchema
  return path.includes('/format-changes/') ? formatChangeIdSchema : pathId(path)
}

/** Of the `{id}` of a path. */
export const pathId = (path: string): z.ZodType => {
  if (path.startsWith('/api/incidents')) return incidentIdSchema
  if (path.startsWith('/api/actions')) return actionIdSchema
  if (path.startsWith('/api/counterfactuals')) return counterfactualIdSchema
  if (path.startsWith('/api/lessons')) return lessonIdSchema
  if (path.startsWith('/api/reviews')) return reviewIdSchema
  if (path.startsWith('/api/failure-modes')) return z.string()
  return path.startsWith('/api/unsubscribe') ? z.string() : surveyIdSchema
}
