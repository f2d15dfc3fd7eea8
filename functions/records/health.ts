/** What is wrong with a survey, as the clock saw it last. One that is well has no row. */
import { healthSchema } from '../domain/survey/health.ts'
import { kind } from './kind.ts'

/** All in one partition, so that the clock reads them by one query. */
export const surveyHealth = kind({
  table: 'surveys',
  name: 'surveyHealth',
  partition: 'health',
  sort: '{survey}',
  schema: healthSchema,
  kept: {
    row: 'surveyHealth',
    holds: 'what is wrong with a survey and since when: keys, mail that is stuck, steps that are late; nobody',
    retentionDays: null,
    until: 'it is well again, or over',
  },
})
