/**
 * The agenda as the room's screen shows it. Whoever leads the meeting and does not stand in the terms gets nothing else
 * of it: no statement but the quotes on the screen, no number by which one is found, no note, no count of voices.
 */
import * as z from 'zod'
import { agendaSchema, type Agenda, agendaItemSchema } from './schema.ts'

const quotesAtMost = 2

export const roomAgendaSchema = z.object({
  items: z.array(
    agendaItemSchema.pick({ id: true, kind: true, title: true, minutes: true }).extend({
      part: agendaSchema.shape.parts.element.shape.name,
      question: z.string().nullable(),
      quotes: z.array(z.string()).max(quotesAtMost),
    }),
  ),
})
export type RoomAgenda = z.infer<typeof roomAgendaSchema>

/**
 * What takes no minutes has no turn on the screen. Of `agenda` after its edits: what was hidden is in it no more. A
 * statement that judges somebody is put to no room.
 */
export const roomAgenda = ({ parts, appendix }: Agenda): RoomAgenda => {
  const shown = new Set(appendix.flatMap(({ id, hidden, question }) => (hidden || question !== null ? [] : [id])))
  return {
    items: parts.flatMap(part =>
      part.items
        .filter(({ minutes }) => minutes > 0)
        .map(({ id, kind, title, minutes, question, quotes = [] }) => ({
          id,
          kind,
          part: part.name,
          title,
          question: question || null,
          quotes: quotes
            .filter(({ observationId }) => shown.has(observationId))
            .slice(0, quotesAtMost)
            .map(({ text }) => text),
          minutes,
        })),
    ),
  }
}
