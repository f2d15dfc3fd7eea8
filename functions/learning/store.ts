/** Incidents, reviews with their agendas' edits, and what the harvest has filed; of surveys it only reads. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Item } from '../aws/documents.ts'
import { readFiled } from '../aws/filed.ts'
import { filedReviewSchema, type FiledReview, receiptsSchema } from '../domain/filed.ts'
import { type ReviewId, type RunId, type SurveyId, surveyIdSchema } from '../domain/ids.ts'
import { type Incident, incidentSchema, primaryModeKey } from '../domain/incident.ts'
import { quarterOf } from '../domain/instants.ts'
import type { AskedPage, Page } from '../domain/page.ts'
import { type AskedSurvey, type Edits, editsSchema } from '../domain/review-agenda.ts'
import { isFacilitator, type Review, reviewSchema } from '../domain/review.ts'
import { surveySchema } from '../domain/survey.ts'
import { modeFacet } from './failure-mode-store.ts'
import { followStore } from './follow-store.ts'
import { getItem, learningItems } from './items-store.ts'

export interface LearningStoreSettings {
  readonly documents: DynamoDBDocumentClient
  readonly learningTable: string
  readonly surveysTable: string
  readonly liveTable: string
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
export type LearningStore = ReturnType<typeof learningStore>

export const learningStore = ({ documents, learningTable, surveysTable }: LearningStoreSettings) => {
  const { get, page, put, remove } = learningItems(documents, learningTable)
  const follow = followStore(documents, learningTable)

  /** By its facet the first incident ever of a failure mode is one item read. */
  const incidentItem = (incident: Incident): Item => {
    const mode = primaryModeKey(incident)
    const key = { pk: `incident#${incident.id}`, sk: 'incident' }
    // No index has it any more.
    if (incident.removing) return { ...key, ...incident }
    return {
      ...key,
      kind: `incident#${quarterOf(incident.startedAt)}`,
      at: incident.startedAt,
      ...(mode === null ? {} : { facet: modeFacet(mode), facetAt: incident.startedAt }),
      ...incident,
    }
  }

  const reviewItem = (review: Review): Item => ({
    pk: `review#${review.id}`,
    sk: 'review',
    kind: 'review',
    at: review.meetingAt,
    ...review,
  })

  const readSurvey = async (surveyId: SurveyId): Promise<AskedSurvey | null> => {
    const item = await getItem(documents, surveysTable, { pk: 'survey', sk: surveyId }, Object.keys(askedSchema.shape))
    return item ? askedSchema.parse(item) : null
  }

  return {
    /** False: an incident of this id is there already. */
    addIncident: (incident: Incident) => put(incidentItem(incident), null),

    /** False: it has been changed since that version. */
    changeIncident: (incident: Incident, before: number) => put(incidentItem(incident), before),

    /** False: it has been changed since that version, or is gone. */
    deleteIncident: ({ id, version }: Pick<Incident, 'id' | 'version'>) =>
      remove(`incident#${id}`, 'incident', version),

    readIncident: async (incidentId: string): Promise<Incident | null> => {
      const item = await get(`incident#${incidentId}`, 'incident')
      return item ? incidentSchema.parse(item) : null
    },

    /** Latest first, by when they started. */
    listIncidents: (quarter: string, asked: AskedPage): Promise<Page<Incident>> =>
      page(
        {
          index: 'kind',
          value: `incident#${quarter}`,
          newestFirst: true,
          show: items => items.map(item => incidentSchema.parse(item)),
        },
        asked,
      ),

    /** False: a review of this id is there already. Refuses `unknown_incident` where its incident is being deleted. */
    addReview: async (review: Review): Promise<boolean> => {
      await follow.pointFromIncident(review.incidentId, 'review', review.id)
      return put(reviewItem(review), null)
    },

    /** False: it has been changed since that version. */
    changeReview: (review: Review, before: number) => put(reviewItem(review), before),

    readReview: async (reviewId: string): Promise<Review | null> => {
      const item = await get(`review#${reviewId}`, 'review')
      return item ? reviewSchema.parse(item) : null
    },

    /** Those that this address facilitates; latest meeting first. */
    listReviews: (email: string, asked: AskedPage): Promise<Page<Review>> =>
      page(
        {
          index: 'kind',
          value: 'review',
          newestFirst: true,
          show: items =>
            items.map(item => {
              const review = reviewSchema.parse(item)
              return isFacilitator(review, email) ? review : null
            }),
        },
        asked,
      ),

    readSurvey,

    /** By the review's claim; null also where the claim's survey was never made. */
    surveyOf: async (reviewId: ReviewId): Promise<AskedSurvey | null> => {
      const claim = await getItem(documents, surveysTable, { pk: 'claim', sk: `review#${reviewId}` })
      const survey = claim ? await readSurvey(claimSchema.parse(claim).surveyId) : null
      // Nobody was ever invited to it: a barred id of a run that was cut off.
      return survey?.status === 'cancelled' && survey.invited === 0 ? null : survey
    },

    /** Null: none were saved yet. */
    readEdits: async (reviewId: ReviewId): Promise<Edits | null> => {
      const item = await get(`review#${reviewId}`, 'edits')
      return item ? editsSchema.parse(item) : null
    },

    /** False: others were saved since the version that these follow. */
    saveEdits: (reviewId: ReviewId, edits: Edits) =>
      put({ pk: `review#${reviewId}`, sk: 'edits', ...edits }, edits.version === 1 ? null : edits.version - 1),

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
