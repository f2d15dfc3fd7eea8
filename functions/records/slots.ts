/** Who may still be given a pass: the hash of a link, and whether its pass was issued. */
import * as z from 'zod'
import { kind } from './kind.ts'

/** `mailer` may put a slot but not read one. */
export const slot = kind({
  table: 'slots',
  name: 'slot',
  partition: '{survey}',
  sort: '{slot}',
  schema: z.object({ cohort: z.string(), issued: z.string().optional() }),
  kept: {
    row: 'slot',
    holds: 'hash of a link, its cohort, open or issued',
    retentionDays: 0,
    until: 'the survey is harvested',
  },
  blind: true,
  unversioned: true,
})
