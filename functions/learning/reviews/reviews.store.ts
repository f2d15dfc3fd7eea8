/** Reviews and the edits of their agendas. */
import type { Edits } from '../../domain/agenda/of-review.ts'
import type { ReviewId } from '../../domain/ids.ts'
import type { AskedPage, Page } from '../../domain/page.ts'
import { isFacilitator, type Review } from '../../domain/review/review.ts'
import { agendaEdits } from '../../records/meetings.ts'
import { review as reviewKind } from '../../records/review.ts'
import { held } from '../../records/writing.ts'
import { followStore } from '../items/follow.store.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

export type ReviewStore = ReturnType<typeof reviewStore>

export const reviewStore = (settings: LearningTable) => {
  const { add, get, page, put, save } = recordsIn(settings)
  const follow = followStore(settings)

  return {
    /** False: a review of this id is there already. Refuses `unknown_incident` where its incident is being deleted. */
    addReview: async (review: Review): Promise<boolean> => {
      await follow.pointFromIncident(review.incidentId, 'review', review.id)
      return held(add(reviewKind, { review: review.id }, review))
    },

    /** False: it has been changed since that version. */
    changeReview: (review: Review, before: number) => held(put(reviewKind, { review: review.id }, review, before)),

    readReview: (review: string): Promise<Review | null> => get(reviewKind, { review }),

    /** Those that this address facilitates; latest meeting first. */
    listReviews: (email: string, asked: AskedPage): Promise<Page<Review>> => {
      const show = (reviews: Review[]) => reviews.map(review => (isFacilitator(review, email) ? review : null))
      return page(reviewKind, { index: 'kind', value: 'review', newestFirst: true, show }, asked)
    },

    /** Null: none were saved yet. */
    readEdits: (review: ReviewId): Promise<Edits | null> => get(agendaEdits, { review }),

    /** False: others were saved since the version that these follow. */
    saveEdits: (review: ReviewId, edits: Edits) => held(save(agendaEdits, { review }, edits)),
  }
}
