/** The agenda as JSON is the value itself; this is its published schema. */
import * as z from 'zod'
import { agendaSchema } from './schema.ts'

/** JSON Schema, draft 2020-12; `agenda.schema.json` beside this file is what it gives. */
export const agendaJsonSchema = (): Record<string, unknown> => ({ ...z.toJSONSchema(agendaSchema) })
