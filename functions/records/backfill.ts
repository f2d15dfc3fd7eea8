/** How far the job is that enters older items into the indexes that came after them (`infra/commands/backfill.ts`). */
import * as z from 'zod'
import { instantSchema } from '../domain/time/instants.ts'
import { kind } from './kind.ts'

export const backfillSchema = z.object({
  /** Whose indexes they are: one that another release began is begun anew. */
  release: z.string(),
  startedAt: instantSchema,
  at: instantSchema,
  /** The last item that was looked at; null before the first, and once all were. */
  after: z.object({ pk: z.string(), sk: z.string() }).nullable(),
  looked: z.int(),
  filled: z.int(),
  /** As counted at the start; items that come later are written with their entries. */
  left: z.int(),
  done: z.boolean(),
})
export type Backfill = z.infer<typeof backfillSchema>

export const backfill = kind({
  table: 'learning',
  name: 'backfill',
  partition: 'backfill',
  sort: 'indexes',
  schema: backfillSchema,
  kept: {
    row: 'backfill',
    holds: 'how far the last update of the software was in entering older items into new indexes',
    retentionDays: null,
    until: 'the next update',
  },
})
