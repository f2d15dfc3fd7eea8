/** The bulletin's row, as the participants' functions take it: they start by it, so the rest of it is `survey.ts`. */
import { openSurveySchema } from '../domain/ballot/bulletin.ts'
import { kind } from './kind.ts'

export const openSurvey = kind({
  table: 'surveys',
  name: 'survey',
  partition: 'survey',
  sort: '{survey}',
  schema: openSurveySchema,
  kept: {
    row: 'survey',
    holds: 'times, status, public keys, terms, counts; no name in plain text',
    retentionDays: 1100,
    until: 'the survey closes',
  },
})
