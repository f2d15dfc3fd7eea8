/** The agenda's calls stand apart from the others: their schemas come with the agenda's code, when there is an agenda. */
import * as z from 'zod'
import { type AgendaEdit, agendaEditsSchema } from '../../../functions/domain/agenda/edits.ts'
import { agendaSchema } from '../../../functions/domain/agenda/schema.ts'
import { careSchema } from '../../../functions/domain/synthesis/schema.ts'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { ask } from '../../kit/api/ask.ts'

const editsSchema = z.object({ version: z.int(), edits: agendaEditsSchema })
const versionSchema = z.object({ version: z.int() })

export const readAgenda = (id: ReviewId) => ask('GET /api/reviews/{id}/agenda.json', agendaSchema, { params: { id } })

/** Read apart from the agenda: it stands on this screen and in no file. */
export const readCare = (id: ReviewId) => ask('GET /api/reviews/{id}/care', careSchema, { params: { id } })

export const readEdits = (id: ReviewId) => ask('GET /api/reviews/{id}/agenda/edits', editsSchema, { params: { id } })

/** The version after it. */
export const putEdits = async (id: ReviewId, version: number, edits: readonly AgendaEdit[]): Promise<number> =>
  (
    await ask('PUT /api/reviews/{id}/agenda/edits', versionSchema, {
      params: { id },
      body: { json: { version, edits } },
    })
  ).version
