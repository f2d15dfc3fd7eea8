/** The agenda's calls stand apart from the others: their schemas come with the agenda's code, when there is an agenda. */
import { keptEditsSchema, type MoreEdits } from '../../../functions/domain/agenda/edit.ts'
import { agendaSchema } from '../../../functions/domain/agenda/schema.ts'
import { careSchema } from '../../../functions/domain/synthesis/schema.ts'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { ask } from '../../kit/api/ask.ts'

export const readAgenda = (id: ReviewId) => ask('GET /api/reviews/{id}/agenda.json', agendaSchema, { params: { id } })

/** Read apart from the agenda: it stands on this screen and in no file. */
export const readCare = (id: ReviewId) => ask('GET /api/reviews/{id}/care', careSchema, { params: { id } })

/** Before any edit, with the words that facilitators keep from the room: for the desk on which they arrange it. */
export const readRaw = (id: ReviewId) => ask('GET /api/reviews/{id}/agenda/raw', agendaSchema, { params: { id } })

export const readEdits = (id: ReviewId) =>
  ask('GET /api/reviews/{id}/agenda/edits', keptEditsSchema, { params: { id } })

export const addEdits = (id: ReviewId, more: MoreEdits) =>
  ask('POST /api/reviews/{id}/agenda/edits', keptEditsSchema, { params: { id }, body: { json: more } })
