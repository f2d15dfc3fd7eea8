/** The meeting's calls; their schemas come with its code. */
import * as z from 'zod'
import type { ObservationId, ReviewId } from '../../../functions/domain/ids.ts'
import { type DeskBoard, deskBoardSchema } from '../../../functions/domain/review/live.ts'
import { type Meeting, meetingSchema } from '../../../functions/domain/review/meeting.ts'
import { ask, askIfChanged } from '../../kit/api/ask.ts'
import type { Wanted } from './saver.ts'
import { type Base, countedOf } from './state.ts'

export const readMeeting = (id: ReviewId): Promise<Meeting> =>
  ask('GET /api/reviews/{id}/meeting', meetingSchema, { params: { id } })

/**
 * While it runs only notes are sent: numbers that are stored again and again, in a table with a past, would be a log of
 * who spoke when. They follow once, at the end.
 */
export const saveMeeting = (id: ReviewId, { notes, ended }: Wanted, base: Base): Promise<Meeting> => {
  const { attendees, speakers, turns } = countedOf(base, ended) ?? base
  const json = { attendees, speakers, turns, notes, ended: ended !== null, version: base.version }
  return ask('POST /api/reviews/{id}/meeting', meetingSchema, { params: { id }, body: { json } })
}

export const openLive = async (id: ReviewId, key: string): Promise<string> =>
  (await ask('POST /api/reviews/{id}/live', z.object({ url: z.string() }), { params: { id }, key })).url

/** Null where nothing has changed since the tag. */
export const readBoard = (id: ReviewId, tag: string): Promise<{ value: DeskBoard; tag: string } | null> =>
  askIfChanged('GET /api/reviews/{id}/live', deskBoardSchema, tag, { params: { id } })

export const chooseRemark = (id: ReviewId, remark: ObservationId, hidden: boolean): Promise<unknown> =>
  ask(hidden ? 'POST /api/reviews/{id}/live/hide' : 'POST /api/reviews/{id}/live/show', z.unknown(), {
    params: { id },
    body: { json: { id: remark } },
  })
