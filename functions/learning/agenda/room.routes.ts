/** `/api/reviews/{id}/agenda/room`: the agenda as the room’s screen shows it. */
import { roomAgenda, roomAgendaSchema } from '../../domain/agenda/room.ts'
import { operation } from '../../http/operation.ts'
import { reviewParameter } from '../reviews/own-review.ts'
import { agendaRefusals, type AgendaStores, edited } from './agenda.routes.ts'

const readRoomAgenda = operation({
  who: 'facilitator',
  tag: 'reviews',
  parameters: { id: reviewParameter },
  method: 'GET',
  path: '/api/reviews/{id}/agenda/room',
  summary: 'The agenda as the room’s screen shows it: titles, questions, two quotes of each at most, minutes.',
  answers: { 200: roomAgendaSchema },
  refuses: agendaRefusals,
}).handledBy((stores: AgendaStores) => async request => {
  const { agenda } = await edited(stores, request)
  return { status: 200, json: roomAgenda(agenda) }
})

export const roomOperations = [readRoomAgenda] as const
