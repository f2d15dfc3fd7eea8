/** The agenda's calls stand apart from the others: their schemas come with the agenda's code, when there is an agenda. */
import { keptEditsSchema, type MoreEdits } from '../../../functions/domain/agenda/edit.ts'
import { agendaOfRoom, roomAgendaSchema } from '../../../functions/domain/agenda/room.ts'
import type { ReviewView } from '../../../functions/domain/course/stage.ts'
import { type Agenda, agendaSchema } from '../../../functions/domain/agenda/schema.ts'
import { careSchema } from '../../../functions/domain/synthesis/schema.ts'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { ask } from '../../kit/api/ask.ts'

export const readAgenda = (id: ReviewId) => ask('GET /api/reviews/{id}/agenda.json', agendaSchema, { params: { id } })

export const readRoomAgenda = (id: ReviewId) =>
  ask('GET /api/reviews/{id}/agenda/room', roomAgendaSchema, { params: { id } })

/** As whoever leads has it: for those in the terms all of it, for others what the room's screen shows. */
export const readLedAgenda = async (review: ReviewView): Promise<Agenda> =>
  review.reads ? readAgenda(review.id) : agendaOfRoom(await readRoomAgenda(review.id), review)

/** Read apart from the agenda: it stands on this screen and in no file. */
export const readCare = (id: ReviewId) => ask('GET /api/reviews/{id}/care', careSchema, { params: { id } })

/** Before any edit, with the words that facilitators keep from the room: for the desk on which they arrange it. */
export const readRaw = (id: ReviewId) => ask('GET /api/reviews/{id}/agenda/raw', agendaSchema, { params: { id } })

export const readEdits = (id: ReviewId) =>
  ask('GET /api/reviews/{id}/agenda/edits', keptEditsSchema, { params: { id } })

export const addEdits = (id: ReviewId, more: MoreEdits) =>
  ask('POST /api/reviews/{id}/agenda/edits', keptEditsSchema, { params: { id }, body: { json: more } })
