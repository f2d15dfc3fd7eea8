/** The bulletin's row whole, and the claim that keeps a review or a quarter to one survey. */
import * as z from 'zod'
import { surveyIdSchema } from '../domain/ids.ts'
import { surveySchema } from '../domain/survey/survey.ts'
import { kind } from './kind.ts'
import { openSurvey } from './open-survey.ts'

/** In the index `queue`: the clock has still work with it. */
export const activeSurvey = 'active'

export const survey = kind({
  ...openSurvey,
  schema: surveySchema,
  // An id that is barred invites nobody, and is nobody's work; one that was announced is done with.
  indexed: ({ status, closesAt, announcedAt }) =>
    status === 'cancelled' || announcedAt !== null ? {} : { queue: [activeSurvey, closesAt] },
})

export const claim = kind({
  table: 'surveys',
  name: 'claim',
  partition: 'claim',
  sort: '{kind}#{of}',
  schema: z.object({ surveyId: surveyIdSchema }),
  kept: { row: 'claim', holds: 'which survey a review or a quarter has', retentionDays: null, until: 'replaced' },
})
