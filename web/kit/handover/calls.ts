import * as z from 'zod'
import { handoverSchema, type handoverInputSchema, leftAloneSchema } from '../../../functions/domain/review/handing.ts'
import { ask } from '../api/ask.ts'

export const handOver = (input: z.input<typeof handoverInputSchema>) =>
  ask('POST /api/handovers', handoverSchema, { body: { json: input } })

/** For leadership alone. */
export const readLeftAlone = () => ask('GET /api/handovers', z.array(leftAloneSchema))
