/** Reviews and the edits of their agendas. */
import type { Item } from '../../aws/documents.ts'
import { type Edits, editsSchema } from '../../domain/agenda/of-review.ts'
import type { ReviewId } from '../../domain/ids.ts'
import type { AskedPage, Page } from '../../domain/page.ts'
import { isFacilitator, type Review, reviewSchema } from '../../domain/review/review.ts'
import { followStore } from '../items/follow.store.ts'
import { learningItems, type LearningTable } from '../items/items.store.ts'

const reviewItem = (review: Review): Item => ({
  pk: `review#${review.id}`,
  sk: 'review',
  kind: 'review',
  at: review.meetingAt,
  ...review,
})

export type ReviewStore = ReturnType<typeof reviewStore>

export const reviewStore = ({ documents, learningTable }: LearningTable) => {
  const { get, page, put } = learningItems(documents, learningTable)
  const follow = followStore(documents, learningTable)

  return {
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

    /** Null: none were saved yet. */
    readEdits: async (reviewId: ReviewId): Promise<Edits | null> => {
      const item = await get(`review#${reviewId}`, 'edits')
      return item ? editsSchema.parse(item) : null
    },

    /** False: others were saved since the version that these follow. */
    saveEdits: (reviewId: ReviewId, edits: Edits) =>
      put({ pk: `review#${reviewId}`, sk: 'edits', ...edits }, edits.version === 1 ? null : edits.version - 1),
  }
}
