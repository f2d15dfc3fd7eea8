/**
 * The agenda as the room's screen shows it. Whoever leads the meeting and does not stand in the terms gets nothing else
 * of it: no statement but the quotes on the screen, no number by which one is found, no note, no count of voices.
 */
import * as z from 'zod'
import { languageOf } from '../language/language.ts'
import type { Review } from '../review/review.ts'
import { headingInRoom } from './heading.ts'
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
export const roomAgenda = (agenda: Agenda): RoomAgenda => {
  const { parts, appendix } = agenda
  const shown = new Set(appendix.flatMap(({ id, hidden, question }) => (hidden || question !== null ? [] : [id])))
  return {
    items: parts.flatMap(part =>
      part.items
        .filter(({ minutes }) => minutes > 0)
        .map(({ id, kind, title, minutes, question, observationIds, quotes = [] }) => ({
          id,
          kind,
          part: part.name,
          title: headingInRoom({ title, observationIds }, agenda),
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

/** The same as an agenda that says no more: its statements are the quotes, which stand under no id of their own. */
export const agendaOfRoom = (
  { items }: RoomAgenda,
  { id, title, language, meetingAt, zone }: Pick<Review, 'id' | 'title' | 'language' | 'meetingAt' | 'zone'>,
): Agenda => {
  const quoted = items.flatMap(item =>
    item.quotes.map((text, index) => ({ id: `${item.id} ${index}`, text, theme: item.title })),
  )
  const parts = Map.groupBy(items, ({ part }) => part)
  return {
    reviewId: id,
    surveyId: null,
    title,
    language: languageOf(language),
    meetingAt,
    zone,
    minutes: items.reduce((total, { minutes }) => total + minutes, 0),
    takenPart: null,
    brief: { happened: [], matters: [], differing: [], alone: [], proposals: [], wentWell: [] },
    parts: [...parts].map(([name, own]) => ({
      name,
      minutes: own.reduce((total, { minutes }) => total + minutes, 0),
      items: own.map(item => ({
        id: item.id,
        kind: item.kind,
        title: item.title,
        minutes: item.minutes,
        question: item.question ?? '',
        voices: null,
        disagreement: false,
        observationIds: item.quotes.map((_quote, index) => `${item.id} ${index}`),
        seeAlsoIds: [],
        notes: [],
        lines: [],
        quotes: item.quotes.map((text, index) => ({ observationId: `${item.id} ${index}`, text })),
      })),
    })),
    matrix: [],
    appendix: quoted.map(entry => ({
      ...entry,
      pseudonym: null,
      signedBy: null,
      purpose: null,
      factor: null,
      question: null,
    })),
    furtherThemesOnly: 0,
    care: 0,
    nonAnswers: 0,
    withheld: null,
  }
}
