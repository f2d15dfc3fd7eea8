/** `/api/reviews/{id}/agenda/room`: the agenda as the room’s screen shows it, for whoever leads. */
import { roomAgendaSchema } from '../../domain/agenda/room.ts'
import { operation } from '../../http/operation.ts'
import { requireOwnReview, reviewParameter } from '../reviews/own-review.ts'
import { agendaForRoom, type AgendaStores, planRefusals } from './laid-out.ts'

const readRoomAgenda = operation({
  who: 'facilitator',
  tag: 'reviews',
  parameters: { id: reviewParameter },
  method: 'GET',
  path: '/api/reviews/{id}/agenda/room',
  summary: 'The agenda as the room’s screen shows it: titles, questions, two quotes of each at most, minutes.',
  answers: { 200: roomAgendaSchema },
  refuses: planRefusals,
}).handledBy((stores: AgendaStores) => async request => {
  const review = await requireOwnReview(stores.reviews, request)
  return { status: 200, json: await agendaForRoom(stores, review, request.now) }
})

export const roomOperations = [readRoomAgenda] as const
