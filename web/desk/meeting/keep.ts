/** Where a running meeting is kept: in this browser's storage, over a reload and a lost connection, for a day. */
import * as z from 'zod'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { dayMilliseconds } from '../../../functions/domain/time/instants.ts'
import { meetingKeys, meetingPrefix } from '../../kit/session/meeting-names.ts'
import { type MeetingState, meetingStateSchema } from './state.ts'

const keptSchema = z.object({ at: z.number(), state: meetingStateSchema })

const read = (key: string, now: number): MeetingState | null => {
  const stored = localStorage.getItem(key)
  if (stored === null) return null
  try {
    const parsed = keptSchema.safeParse(JSON.parse(stored))
    return parsed.success && now - parsed.data.at < dayMilliseconds ? parsed.data.state : null
  } catch {
    return null
  }
}

export const keptMeeting = (id: ReviewId, now: number): MeetingState | null => read(meetingPrefix + id, now)

export const keepMeeting = (id: ReviewId, state: MeetingState, now: number): void =>
  localStorage.setItem(meetingPrefix + id, JSON.stringify({ at: now, state }))

export const dropMeeting = (id: ReviewId): void => localStorage.removeItem(meetingPrefix + id)

/** Meetings of other days: nobody comes back to them, and their names have no business here. */
export const dropOldMeetings = (now: number): void => {
  for (const key of meetingKeys()) if (read(key, now) === null) localStorage.removeItem(key)
}
