/** What `learning` reads of surveys: their rows, and what the harvest has filed. */
import type * as z from 'zod'
import type { AskedSurvey } from '../../domain/agenda/of-review.ts'
import type { ReviewId, RunId, SurveyId } from '../../domain/ids.ts'
import { type FiledReview, filedReviewSchema, receiptsSchema } from '../../domain/suppression/filed.ts'
import type { Counting, Reading } from '../../domain/review/reading.ts'
import { surveySchema } from '../../domain/survey/survey.ts'
import { surveyClaims } from '../../records/claims.ts'
import { filedDocuments } from '../../records/filed.ts'
import { part } from '../../records/kind.ts'
import { survey as surveyKind } from '../../records/survey.ts'
import { type LearningTable, recordsIn } from './tables.store.ts'

export interface SurveyTables extends LearningTable {
  readonly surveysTable: string
}

const askedSurvey = part(
  surveyKind,
  surveySchema.pick({
    surveyId: true,
    kind: true,
    reviewId: true,
    status: true,
    meetingAt: true,
    opensAt: true,
    closesAt: true,
    invited: true,
    issued: true,
    contested: true,
    filed: true,
    termsReaders: true,
    unreadAt: true,
    shortBy: true,
  }),
)

export type SurveyStore = ReturnType<typeof surveyStore>

export const surveyStore = (settings: SurveyTables) => {
  const records = recordsIn(settings)
  const { readFiled } = filedDocuments(records)
  const { readClaim } = surveyClaims(records)

  const readSurvey = (survey: SurveyId): Promise<AskedSurvey | null> => records.get(askedSurvey, { survey })

  return {
    readSurvey,

    /** Found through the review's claim. Null also if the claimed survey was never made. */
    surveyOf: async (reviewId: ReviewId): Promise<AskedSurvey | null> => {
      const surveyId = await readClaim({ kind: 'review', of: reviewId })
      const survey = surveyId ? await readSurvey(surveyId) : null
      // A barred id of a run that was cut off: nobody was ever invited to it.
      return survey?.status === 'cancelled' && survey.invited === 0 ? null : survey
    },

    /** What was filed of the review's survey; null if nothing was. */
    readStatements: async (why: Reading | Counting, survey: AskedSurvey | null): Promise<FiledReview | null> => {
      if (!survey?.filed || (why.purpose !== 'count' && why.review.id !== survey.reviewId)) return null
      const { surveyId } = survey
      const { run } = survey.filed
      const document = await readFiled({ surveyId, run }, 'statements')
      return document === null ? null : filedReviewSchema.parse(document)
    },

    readReceipts: async (surveyId: SurveyId, run: RunId): Promise<z.infer<typeof receiptsSchema> | null> => {
      const document = await readFiled({ surveyId, run }, 'receipts')
      return document === null ? null : receiptsSchema.parse(document)
    },
  }
}
