/** The meeting's calls; their schemas come with its code. */
import * as z from 'zod'
import { roomAnswerSchema } from '../../../functions/domain/agenda/room-view.ts'
import type { ObservationId, ReviewId } from '../../../functions/domain/ids.ts'
import { type DeskBoard, deskBoardSchema } from '../../../functions/domain/review/live.ts'
import { type Meeting, meetingSchema } from '../../../functions/domain/review/meeting.ts'
import { type Running, runningViewSchema } from '../../../functions/domain/review/running.ts'
import { ask, askIfChanged } from '../../kit/api/ask.ts'
import type { Wanted } from './saver.ts'
import { type Base, countedOf } from './state.ts'

export const readMeeting = (id: ReviewId): Promise<Meeting> =>
  ask('GET /api/reviews/{id}/meeting', meetingSchema, { params: { id } })

/**
 * While it runs only words are sent: numbers that are stored again and again, in a table with a past, would be a log of
 * who spoke when. They follow once, at the end.
 */
export const saveMeeting = (id: ReviewId, { written, ended }: Wanted, base: Base): Promise<Meeting> => {
  const { attendees, speakers, turns } = countedOf(base, ended) ?? base
  const json = { attendees, speakers, turns, ...written, ended: ended !== null, version: base.version }
  return ask('POST /api/reviews/{id}/meeting', meetingSchema, { params: { id }, body: { json } })
}

/** `version`: the one that is known; -1 for whatever is there. */
export const readRunning = (id: ReviewId, version: number) =>
  ask('GET /api/reviews/{id}/running', runningViewSchema, {
    params: { id },
    query: version < 0 ? {} : { version: String(version) },
  })

export const saveRunning = (id: ReviewId, json: Running) =>
  ask('PUT /api/reviews/{id}/running', runningViewSchema, { params: { id }, body: { json } })

export const readRoom = (id: ReviewId, tag: string) =>
  ask('GET /api/reviews/{id}/room', roomAnswerSchema, { params: { id }, query: tag === '' ? {} : { tag } })

const linkSchema = z.object({ url: z.string() })

/** The link of the channel, which is opened where it was not. */
export const openLive = async (id: ReviewId): Promise<string> =>
  (await ask('POST /api/reviews/{id}/live', linkSchema, { params: { id } })).url

export const renewLive = async (id: ReviewId, key: string): Promise<string> =>
  (await ask('POST /api/reviews/{id}/live/renew', linkSchema, { params: { id }, key })).url

/** Null where nothing has changed since the tag. */
export const readBoard = (id: ReviewId, tag: string): Promise<{ value: DeskBoard; tag: string } | null> =>
  askIfChanged('GET /api/reviews/{id}/live', deskBoardSchema, tag, { params: { id } })

export const chooseRemark = (id: ReviewId, remark: ObservationId, hidden: boolean): Promise<unknown> =>
  ask(hidden ? 'POST /api/reviews/{id}/live/hide' : 'POST /api/reviews/{id}/live/show', z.unknown(), {
    params: { id },
    body: { json: { id: remark } },
  })
