/** Entries of whom one is counted among, apart from `survey.ts` for the cold start of what participants call. */
import * as z from 'zod'
import { kind } from './kind.ts'

/** By the public key that they are sealed to, so that what an opening that was cut off left behind is read by nobody. */
export const cohortList = kind({
  table: 'surveys',
  name: 'cohortList',
  partition: 'list#{survey}',
  sort: '{listKey}#{entry}',
  schema: z.object({ sealed: z.string() }),
  kept: {
    row: 'cohortList',
    holds:
      'whom one is counted among, by name and address up to 60, sealed so that only links of the same cohort open it',
    retentionDays: 0,
    until: 'the survey closes',
  },
})
/** The entry of the opening; one of a later addition is named like its chunk, one of a withdrawal as below. */
export const frozenEntryName = 'frozen'
export const withdrawnEntryPrefix = 'withdrawn-'
/** Behind a chunk's name: of those in it who stand in for others. */
export const insteadEntrySuffix = '-instead'
