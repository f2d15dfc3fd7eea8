/** What the clock follows besides surveys: the pulse plan, and the progress of this hour's reminders. */
import * as z from 'zod'
import { emailSchema } from '../domain/people/address.ts'
import { pulsePlanSchema } from '../domain/survey/pulse-plan.ts'
import { usableZone } from '../domain/time/zone.ts'
import { kind } from './kind.ts'

/** A zone that nobody can use any more, or one bad address among the leaders, must not hold up everybody's pulse. */
const storedPlanSchema = pulsePlanSchema.extend({
  zone: z.string().transform(zone => usableZone(zone)),
  leaders: z
    .array(z.unknown())
    .transform(leaders => leaders.flatMap(leader => emailSchema.safeParse(leader).data ?? [])),
})

export const pulsePlan = kind({
  table: 'people',
  name: 'pulsePlan',
  partition: 'pulse-plan',
  sort: 'pulse-plan',
  schema: storedPlanSchema,
  kept: {
    row: 'pulsePlan',
    holds: 'when the pulse of each quarter opens and closes, and the addresses of its leaders',
    retentionDays: null,
    until: 'changed',
  },
})

/** Editions of which leadership was told, as long as they are news; `name` is the quarter and the number. */
export const toldEditions = kind({
  table: 'people',
  name: 'toldEditions',
  partition: 'reminders',
  sort: 'editions',
  schema: z.object({ told: z.array(z.object({ name: z.string(), at: z.string() })), version: z.int() }),
  kept: {
    row: 'toldEditions',
    holds: 'which editions of learning reviews leadership was mailed about of late',
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
