/** The meeting of a review: its counts and notes. */
import { type Meeting, meetingSchema } from '../../domain/review/meeting.ts'
import type { ReviewId } from '../../domain/ids.ts'
import { quarterOf } from '../../domain/time/instants.ts'
import { learningItems, type LearningTable } from '../items/items.store.ts'

export type MeetingStore = ReturnType<typeof meetingStore>

export const meetingStore = ({ documents, learningTable }: LearningTable) => {
  const { get, put } = learningItems(documents, learningTable)
  return {
    readMeeting: async (reviewId: ReviewId): Promise<Meeting | null> => {
      const item = await get(`review#${reviewId}`, 'meeting')
      return item ? meetingSchema.parse(item) : null
    },

    /** False: it has been changed since the version before. */
    saveMeeting: (meeting: Meeting): Promise<boolean> =>
      put(
        {
          pk: `review#${meeting.reviewId}`,
          sk: 'meeting',
          kind: `meeting#${quarterOf(meeting.meetingAt)}`,
          at: meeting.meetingAt,
          ...meeting,
        },
        meeting.version === 1 ? null : meeting.version - 1,
      ),
  }
}
