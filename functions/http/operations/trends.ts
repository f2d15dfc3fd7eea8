/** `/api/trends`. */
import * as z from 'zod'
import { commentsViewSchema } from '../../domain/trends/comments.ts'
import { trendsSchema } from '../../domain/trends/schema.ts'
import type { Operation } from './operation.ts'

const filter = { group: z.string().optional(), instrument: z.string().optional() }
const refuses = ['invalid_body', 'unknown_group', 'unknown_instrument'] as const

export const trendsOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/trends',
    who: 'leadership',
    does: 'Published figures of the pulses and of the learning loop, quarter by quarter, each with its sentence.',
    query: filter,
    status: 200,
    answer: trendsSchema,
    refuses,
  },
  {
    method: 'GET',
    path: '/api/trends.csv',
    who: 'leadership',
    does: 'The pulses’ figures as a table.',
    query: filter,
    status: 200,
    contentType: 'text/csv',
    refuses,
  },
  {
    method: 'GET',
    path: '/api/trends/comments',
    who: 'leadership',
    does: 'What people wrote in a pulse, of the whole organisation; the latest pulse unless `quarter` names another.',
    query: { quarter: z.string().optional(), from: z.string().optional() },
    status: 200,
    answer: commentsViewSchema,
    refuses: ['invalid_body'],
  },
]
