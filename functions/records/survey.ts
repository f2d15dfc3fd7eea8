/** The whole row of the bulletin, and the claim that limits a review or a quarter to one survey. */
import * as z from 'zod'
import { surveyIdSchema } from '../domain/ids.ts'
import { surveySchema } from '../domain/survey/survey.ts'
import { kind } from './kind.ts'
import { activeSurvey, openSurvey } from './open-survey.ts'

export const survey = kind({
  ...openSurvey,
  schema: surveySchema,
  // A barred id invites nobody and leaves the clock nothing to do; neither does a survey that was announced.
  indexed: ({ status, closesAt, announcedAt }) =>
    status === 'cancelled' || announcedAt !== null ? {} : { queue: [activeSurvey, closesAt] },
})

/** By the seal key that opens them, so that what an opening that was cut off left behind belongs to no survey. */
export const rosterNames = kind({
  table: 'surveys',
  name: 'rosterNames',
  partition: 'names#{survey}',
  sort: '{sealKey}#{chunk}',
  schema: z.object({ sealed: z.string() }),
  kept: {
    row: 'rosterNames',
    holds: 'names of the roster, sealed so that only the harvest can open them',
    retentionDays: 0,
    until: 'the survey is harvested',
  },
})

export const claim = kind({
  table: 'surveys',
  name: 'claim',
  partition: 'claim',
  sort: '{kind}#{of}',
  schema: z.object({ surveyId: surveyIdSchema }),
  kept: { row: 'claim', holds: 'which survey a review or a quarter has', retentionDays: null, until: 'replaced' },
})
