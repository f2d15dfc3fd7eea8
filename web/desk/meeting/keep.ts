/** Where a running meeting is kept: in this browser's storage, over a reload and a lost connection, for a day. */
import * as z from 'zod'
import { agendaSchema } from '../../../functions/domain/agenda/schema.ts'
import { type RoomView, roomViewSchema } from '../../../functions/domain/agenda/room-view.ts'
import { reviewViewSchema } from '../../../functions/domain/course/stage.ts'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { dayMilliseconds } from '../../../functions/domain/time/instants.ts'
import { meetingKeys, meetingPrefix } from '../../kit/session/meeting-names.ts'
import { sameWritten } from './merge.ts'
import { type MeetingState, meetingStateSchema } from './state.ts'

const keptSchema = z.object({ at: z.number(), state: meetingStateSchema })

const pageSchema = z.object({ review: reviewViewSchema, agenda: agendaSchema.nullable() })
export type KeptPage = z.infer<typeof pageSchema>

const roomSchema = z.object({ room: roomViewSchema, skew: z.number() })
export interface KeptRoom {
  readonly room: RoomView
  /** Milliseconds by which the server's clock is before this device's. */
  readonly skew: number
}

/** Null where there is nothing, or nothing that this version can read. */
const parsed = <Schema extends z.ZodType>(schema: Schema, text: string | null): z.infer<Schema> | null => {
  try {
    const read = schema.safeParse(JSON.parse(text ?? 'null'))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

const read = (key: string, now: number): MeetingState | null => {
  const kept = parsed(keptSchema, localStorage.getItem(key))
  return kept && now - kept.at < dayMilliseconds ? kept.state : null
}

export const keptMeeting = (id: ReviewId, now: number): MeetingState | null => read(meetingPrefix + id, now)

/** A full storage stops no meeting. */
export const keepMeeting = (id: ReviewId, state: MeetingState, now: number): void => {
  try {
    localStorage.setItem(meetingPrefix + id, JSON.stringify({ at: now, state }))
  } catch {
    // What is open goes on.
  }
}

export const dropMeeting = (id: ReviewId): void => localStorage.removeItem(meetingPrefix + id)

/** Once the meeting has ended: nothing stays but words that are nowhere else. */
export const keepUnsent = (id: ReviewId, state: MeetingState, now: number): void => {
  if (sameWritten(state.written, state.base) && state.draft.text.trim() === '') dropMeeting(id)
  else keepMeeting(id, state, now)
}

/** Meetings of other days: nobody comes back to them, and their names have no business here. */
export const dropOldMeetings = (now: number): void => {
  for (const key of meetingKeys()) if (read(key, now) === null) localStorage.removeItem(key)
}

const pageKey = (id: ReviewId): string => `murmur.meeting-page.${id}`
const roomKey = (id: ReviewId): string => `murmur.meeting-room.${id}`

/** In this tab alone, and gone with it. */
const keepInTab = (key: string, value: unknown): void => {
  try {
    sessionStorage.setItem(key, JSON.stringify(value))
  } catch {
    // As above.
  }
}

export const keepPage = (id: ReviewId, page: KeptPage): void => keepInTab(pageKey(id), page)
export const keptPage = (id: ReviewId): KeptPage | null => parsed(pageSchema, sessionStorage.getItem(pageKey(id)))
export const keepRoom = (id: ReviewId, room: KeptRoom): void => keepInTab(roomKey(id), room)
export const keptRoom = (id: ReviewId): KeptRoom | null => parsed(roomSchema, sessionStorage.getItem(roomKey(id)))
