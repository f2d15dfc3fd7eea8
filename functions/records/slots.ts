/** Who may still be given a pass: a link's hash and whether one was. */
import * as z from 'zod'
import { kind } from './kind.ts'

/** `mailer` may put one and not read it. */
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
