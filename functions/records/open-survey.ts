/** The bulletin's row as the participants' functions read it, apart from `survey.ts` for their cold start. */
import { openSurveySchema } from '../domain/ballot/bulletin.ts'
import { kind } from './kind.ts'

/** In the index `queue`: surveys that the clock still has work on. */
export const activeSurvey = 'active'

export const openSurvey = kind({
  table: 'surveys',
  name: 'survey',
  partition: 'survey',
  sort: '{survey}',
  schema: openSurveySchema,
  kept: {
    row: 'survey',
    holds:
      'times, status, public keys, terms and digests of who reads by them, counts; in the terms of a pulse the addresses of those who used a role, and for the day in which it waits to be cancelled of who asked for that, else no name in plain text',
    retentionDays: 1100,
    until: 'the survey closes',
  },
})
