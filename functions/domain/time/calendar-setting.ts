/** Which quarters an organisation has, as its stack says it. */
import * as z from 'zod'
import { zoneSchema } from './zone.ts'

export const calendarSettings = {
  /** Where the organisation's days begin. */
  zone: zoneSchema.default('UTC'),
  /** The month in which its year begins: 1 is January. */
  yearStartsIn: z.coerce.number().int().min(1).max(12).default(1),
}
