/** Reviews, the edits of their agendas, and the counts and notes of their meetings. */
import type { KeptEdits } from '../../domain/agenda/edit.ts'
import type { IncidentId, ReviewId } from '../../domain/ids.ts'
import type { Meeting } from '../../domain/review/meeting.ts'
import type { Reading } from '../../domain/review/reading.ts'
import type { AskedPage, Page } from '../../domain/page.ts'
import { mayLead, type Review } from '../../domain/review/review.ts'
import { agendaEdits, meeting as meetingKind } from '../../records/meetings.ts'
import { review as reviewKind } from '../../records/review.ts'
import { held } from '../../records/writing.ts'
import { deskStore } from '../items/desk.store.ts'
import { followStore } from '../items/follow.store.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

export type ReviewStore = ReturnType<typeof reviewStore>

export const reviewStore = (settings: LearningTable) => {
  const { add, get, page, put, save } = recordsIn(settings)
  const follow = followStore(settings)
  const desk = deskStore(settings)
  const isArranged = async (review: ReviewId): Promise<boolean> =>
    ((await get(agendaEdits, { review }))?.edits.length ?? 0) > 0
  const readMeeting = (review: ReviewId): Promise<Meeting | null> => get(meetingKind, { review })

  return {
    /** False if a review with this id exists. Refuses `unknown_incident` if its incident is being deleted. */
    addReview: async (review: Review): Promise<boolean> => {
      await follow.pointFromIncident(review.incidentId, 'review', review.id)
      return desk.changing([review.id], () => held(add(reviewKind, { review: review.id }, review)))
    },

    /** False if it has been changed since that version. */
    changeReview: (review: Review, before: number): Promise<boolean> =>
      desk.changing([review.id], () => held(put(reviewKind, { review: review.id }, review, before))),

    readReview: (review: string): Promise<Review | null> => get(reviewKind, { review }),

    /** Those of an incident, in no particular order. */
    reviewsOf: (incident: IncidentId): Promise<Review[]> =>
      follow.followingIncident(incident, 'review', review => get(reviewKind, { review })),

    /** Reviews that this address leads, the latest meeting first. */
    listReviews: (email: string, asked: AskedPage): Promise<Page<Review>> => {
      const show = (reviews: Review[]) => reviews.map(review => (mayLead(review, email) ? review : null))
      return page(reviewKind, { index: 'kind', value: 'review', newestFirst: true, show }, asked)
    },

    /** Null if none were saved yet. */
    readEdits: ({ review }: Reading): Promise<KeptEdits | null> => get(agendaEdits, { review: review.id }),

    /** Whether anybody has arranged its agenda. */
    isArranged,

    /** False if others were saved since the version before. */
    saveEdits: async (review: ReviewId, edits: KeptEdits): Promise<boolean> => {
      const work = () => held(save(agendaEdits, { review }, edits))
      // Each edit is a press; the desk knows whether there is any.
      const isSame = (await isArranged(review)) === edits.edits.length > 0
      return isSame ? work() : desk.changing([review], work)
    },

    readMeeting,

    /** False if it has been changed since the version before. */
    saveMeeting: async (meeting: Meeting): Promise<boolean> => {
      const work = () => held(save(meetingKind, { review: meeting.reviewId }, meeting))
      const before = meeting.version === 1 ? null : await readMeeting(meeting.reviewId)
      // Notes are saved every few seconds while somebody types.
      const isSame = before?.attendees === meeting.attendees && before.endedAt === meeting.endedAt
      return isSame ? work() : desk.changing([meeting.reviewId], work)
    },
  }
}
