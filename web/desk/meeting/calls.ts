/** The meeting's calls; their schemas come with its code. */
import * as z from 'zod'
import type { ObservationId, ReviewId } from '../../../functions/domain/ids.ts'
import { type DeskBoard, deskBoardSchema } from '../../../functions/domain/review/live.ts'
import { type Meeting, meetingSchema } from '../../../functions/domain/review/meeting.ts'
import { call, callIfChanged } from '../../kit/api/client.ts'
import type { Wanted } from './saver.ts'
import { type Base, countedOf } from './state.ts'

const meetingPath = (id: ReviewId): string => `/api/reviews/${id}/meeting`
const livePath = (id: ReviewId): string => `/api/reviews/${id}/live`

export const readMeeting = (id: ReviewId): Promise<Meeting> => call(meetingSchema, 'GET', meetingPath(id))

/**
 * While it runs only notes are sent: numbers that are stored again and again, in a table with a past, would be a log of
 * who spoke when. They follow once, at the end.
 */
export const saveMeeting = (id: ReviewId, { notes, ended }: Wanted, base: Base): Promise<Meeting> => {
  const { attendees, speakers, turns } = countedOf(base, ended) ?? base
  const json = { attendees, speakers, turns, notes, ended: ended !== null, version: base.version }
  return call(meetingSchema, 'POST', meetingPath(id), { json })
}

export const openLive = async (id: ReviewId, key: string): Promise<string> =>
  (await call(z.object({ url: z.string() }), 'POST', livePath(id), { json: {} }, key)).url

/** Null where nothing has changed since the tag. */
export const readBoard = (id: ReviewId, tag: string): Promise<{ value: DeskBoard; tag: string } | null> =>
  callIfChanged(deskBoardSchema, livePath(id), tag)

export const chooseRemark = (id: ReviewId, remark: ObservationId, hidden: boolean): Promise<unknown> =>
  call(z.unknown(), 'POST', `${livePath(id)}/${hidden ? 'hide' : 'show'}`, { json: { id: remark } })
