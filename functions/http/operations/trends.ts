/** `/api/trends`. */
import * as z from 'zod'
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
]
