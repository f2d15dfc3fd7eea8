/** The meeting of a review: its counts and notes. */
import type { ReviewId } from '../../domain/ids.ts'
import type { Meeting } from '../../domain/review/meeting.ts'
import { meeting as meetingKind } from '../../records/meetings.ts'
import { held } from '../../records/writing.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

export type MeetingStore = ReturnType<typeof meetingStore>

export const meetingStore = (settings: LearningTable) => {
  const { get, save } = recordsIn(settings)
  return {
    readMeeting: (review: ReviewId): Promise<Meeting | null> => get(meetingKind, { review }),

    /** False: it has been changed since the version before. */
    saveMeeting: (meeting: Meeting): Promise<boolean> => held(save(meetingKind, { review: meeting.reviewId }, meeting)),
  }
}
