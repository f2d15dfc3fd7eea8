/** What the clock follows besides surveys: the pulse plan, and the progress of this hour's reminders. */
import * as z from 'zod'
import { pulsePlanSchema } from '../domain/survey/pulse-plan.ts'
import { kind } from './kind.ts'

export const pulsePlan = kind({
  table: 'people',
  name: 'pulsePlan',
  partition: 'pulse-plan',
  sort: 'pulse-plan',
  schema: pulsePlanSchema,
  kept: {
    row: 'pulsePlan',
    holds: 'when the pulse of each quarter opens and closes, and the addresses of its leaders',
    retentionDays: null,
    until: 'changed',
  },
})

export const reminderHours = kind({
  table: 'people',
  name: 'reminders',
  partition: 'reminders',
  sort: 'action-hours',
  schema: z.object({
    /** For example '2026-12-01T09', in UTC. */
    hour: z.string(),
    /** Where the next page begins; null for the first. */
    from: z.record(z.string(), z.unknown()).nullable(),
    done: z.boolean(),
    version: z.int(),
  }),
  kept: {
    row: 'reminders',
    holds: 'how far this hour’s reminders have got',
    retentionDays: null,
    until: 'the next hour',
  },
})
