/** What `learning` reads of surveys: their rows, and what the harvest has filed of them. */
import * as z from 'zod'
import { readFiled } from '../../aws/filed.ts'
import type { AskedSurvey } from '../../domain/agenda/of-review.ts'
import { type ReviewId, type RunId, type SurveyId, surveyIdSchema } from '../../domain/ids.ts'
import { type FiledReview, filedReviewSchema, receiptsSchema } from '../../domain/suppression/filed.ts'
import { surveySchema } from '../../domain/survey/survey.ts'
import { getItem, type LearningTable } from './items.store.ts'

export interface SurveyTables extends LearningTable {
  readonly surveysTable: string
}

const claimSchema = z.object({ surveyId: surveyIdSchema })
const askedSchema = surveySchema.pick({
  surveyId: true,
  kind: true,
  status: true,
  meetingAt: true,
  closesAt: true,
  invited: true,
  filed: true,
})

export type SurveyStore = ReturnType<typeof surveyStore>

export const surveyStore = ({ documents, learningTable, surveysTable }: SurveyTables) => {
  const readSurvey = async (surveyId: SurveyId): Promise<AskedSurvey | null> => {
    const item = await getItem(documents, surveysTable, { pk: 'survey', sk: surveyId }, Object.keys(askedSchema.shape))
    return item ? askedSchema.parse(item) : null
  }

  return {
    readSurvey,

    /** By the review's claim; null also where the claim's survey was never made. */
    surveyOf: async (reviewId: ReviewId): Promise<AskedSurvey | null> => {
      const claim = await getItem(documents, surveysTable, { pk: 'claim', sk: `review#${reviewId}` })
      const survey = claim ? await readSurvey(claimSchema.parse(claim).surveyId) : null
      // Nobody was ever invited to it: a barred id of a run that was cut off.
      return survey?.status === 'cancelled' && survey.invited === 0 ? null : survey
    },

    readStatements: async (surveyId: SurveyId, run: RunId): Promise<FiledReview | null> => {
      const document = await readFiled(documents, learningTable, { surveyId, run }, 'statements')
      return document === null ? null : filedReviewSchema.parse(document)
    },

    readReceipts: async (surveyId: SurveyId, run: RunId): Promise<z.infer<typeof receiptsSchema> | null> => {
      const document = await readFiled(documents, learningTable, { surveyId, run }, 'receipts')
      return document === null ? null : receiptsSchema.parse(document)
    },
  }
}
