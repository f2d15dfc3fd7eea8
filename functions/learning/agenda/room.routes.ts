/**
 * `/api/reviews/{id}/agenda/room`, the plan for whoever leads, and `/api/reviews/{id}/room`, what the room's screen shows
 * now: made here, so that its page receives nothing else.
 */
import * as z from 'zod'
import { roomAgendaSchema } from '../../domain/agenda/room.ts'
import { roomAnswerSchema, roomView } from '../../domain/agenda/room-view.ts'
import { observationIdSchema } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Channel, isClosed, type Remark, shownBatch } from '../../domain/review/live.ts'
import type { Review } from '../../domain/review/review.ts'
import { notBegun, type Running } from '../../domain/review/running.ts'
import { operation } from '../../http/operation.ts'
import { sha256Base64url } from '../../protocol/digest.ts'
import { linkOf } from '../reviews/live-desk.routes.ts'
import { requireOwnReview, reviewParameter } from '../reviews/own-review.ts'
import type { RunningStore } from '../reviews/running.store.ts'
import { agendaForRoom, type AgendaStores, type ForRoom, planRefusals, planVersion } from './laid-out.ts'

interface RoomStores extends AgendaStores {
  readonly running: RunningStore
  readonly siteUrl: string
}

const readRoomAgenda = operation({
  who: 'facilitator',
  tag: 'reviews',
  parameters: { id: reviewParameter },
  method: 'GET',
  path: '/api/reviews/{id}/agenda/room',
  summary: 'The agenda as the room’s screen shows it: titles, questions, two quotes of each at most, minutes.',
  trace: { act: 'agenda-read', about: 'review', daily: true },
  answers: { 200: roomAgendaSchema },
  refuses: planRefusals,
}).handledBy((stores: AgendaStores) => async request => {
  const review = await requireOwnReview(stores.reviews, request)
  return { status: 200, json: (await agendaForRoom(stores, review, request.now)).plan }
})

/** Null while the survey is open: the meeting is shown all the same. */
const agendaNow = async (stores: AgendaStores, review: Review, now: string): Promise<ForRoom | null> => {
  try {
    return await agendaForRoom(stores, review, now)
  } catch (error) {
    const isEarly = error instanceof Refusal && ['survey_not_closed', 'not_harvested'].includes(error.code)
    if (isEarly) return null
    throw error
  }
}

/** A remark that was hidden is on no screen, whoever has put it there. */
const wordsIn = (agenda: ForRoom | null, remarks: readonly Remark[]) => {
  const said = new Map<string, string>(remarks.flatMap(({ id, text, hidden }) => (hidden ? [] : [[id, text] as const])))
  return (id: string): string | null => said.get(id) ?? agenda?.wordsOf(id) ?? null
}

/** Remarks of batches that have ended, of those that somebody has put on the screen. */
const remarksFor = async (
  { live }: RoomStores,
  review: Review,
  { shown }: Running,
  channel: Channel | null,
  now: string,
): Promise<Remark[]> => {
  if (!channel) return []
  const batch = shownBatch(channel, now)
  const ids = [...new Set(Object.values(shown).flat())].flatMap(id => observationIdSchema.safeParse(id).data ?? [])
  const remarks = await Promise.all(ids.map(id => live.readRemark(review.id, id)))
  return remarks.filter(remark => remark !== null).filter(remark => remark.batch <= batch)
}

/** Asked again and again: small reads, one more for each statement shown, and some bytes while nothing is new. */
const readRoom = operation({
  method: 'GET',
  path: '/api/reviews/{id}/room',
  who: 'facilitator',
  tag: 'meetings',
  parameters: { id: reviewParameter },
  summary: 'What the room’s screen shows, or null where it is still as it was under the tag given.',
  query: { tag: z.string().max(100) },
  trace: { act: 'agenda-read', about: 'review', daily: true, onceFiled: true },
  answers: { 200: roomAnswerSchema },
  refuses: ['unknown_incident'],
}).handledBy((stores: RoomStores) => async request => {
  const { now } = request
  const review = await requireOwnReview(stores.reviews, request)
  const [stored, found, edits, survey] = await Promise.all([
    stores.running.readRunning(review.id),
    stores.live.readChannel(review.id),
    planVersion(stores, review),
    stores.surveys.surveyOf(review.id),
  ])
  const ended = stored === null && ((await stores.reviews.readMeeting(review.id))?.endedAt ?? null) !== null
  const channel = found && !isClosed(found, now) ? found : null
  const running = stored ?? notBegun
  const remarks = await remarksFor(stores, review, running, channel, now)
  const plan = [edits, review.version, survey?.filed?.run ?? null]
  const live = [channel?.keyHash ?? null, remarks.map(({ id, hidden }) => [id, hidden])]
  const tag = sha256Base64url(JSON.stringify([running.version, ended, plan, live]))
  const at = { now: Date.parse(now), tag }
  if (tag === request.query.tag) return { status: 200, json: { ...at, room: null } }
  const [agenda, link] = await Promise.all([agendaNow(stores, review, now), channel ? linkOf(stores, channel) : null])
  const room = roomView({
    review,
    agenda: agenda && agenda.plan,
    running,
    ended,
    link,
    wordsOf: wordsIn(agenda, remarks),
  })
  return { status: 200, json: { ...at, room } }
})

export const roomOperations = [readRoomAgenda, readRoom] as const
