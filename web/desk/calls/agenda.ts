/** The agenda's calls stand apart from the others: their schemas come with the agenda's code, when there is an agenda. */
import * as z from 'zod'
import { type AgendaEdit, agendaEditsSchema } from '../../../functions/domain/agenda/edits.ts'
import { agendaSchema } from '../../../functions/domain/agenda/schema.ts'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { call } from '../../kit/api/client.ts'

const editsSchema = z.object({ version: z.int(), edits: agendaEditsSchema })
const versionSchema = z.object({ version: z.int() })

const editsPath = (id: ReviewId): string => `/api/reviews/${id}/agenda/edits`

export const readAgenda = (id: ReviewId) => call(agendaSchema, 'GET', `/api/reviews/${id}/agenda.json`)

export const readEdits = (id: ReviewId) => call(editsSchema, 'GET', editsPath(id))

/** The version after it. */
export const putEdits = async (id: ReviewId, version: number, edits: readonly AgendaEdit[]): Promise<number> =>
  (await call(versionSchema, 'PUT', editsPath(id), { json: { version, edits } })).version
