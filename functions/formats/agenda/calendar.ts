/** The meeting as a calendar entry with the outline of its agenda. */
import ical from 'ical-generator'
import { outlineOf } from '../../domain/agenda/outline.ts'
import { oneLine } from '../../domain/agenda/plain.ts'
import type { Agenda, AgendaItem } from '../../domain/agenda/schema.ts'
import { minuteMilliseconds, plus } from '../../domain/time/instants.ts'
import { wordsOf } from '../../domain/agenda/words/languages.ts'
import { words as spoken } from '../words/languages.ts'

/**
 * A calendar is read by more eyes than an agenda (assistants, shared screens, the provider): titles of themes come from
 * what people wrote, so each item is named by its kind alone.
 */
const label = (item: AgendaItem, theme: number, { wording }: ReturnType<typeof wordsOf>): string =>
  item.kind === 'theme' ? `${wording.theme.title} ${theme}` : wording[item.kind].title

/**
 * One VEVENT by RFC 5545 in UTC, which every client shows in its reader's zone. Its UID stays when the meeting moves, and
 * is that of the mailed invitation: `sequence`, the review's version, says which of the two is newer. Nothing that a
 * participant wrote is in it.
 */
export const agendaCalendar = (agenda: Agenda, sequence: number): string => {
  const outline = outlineOf(agenda)
  const words = spoken[outline.language]
  const ofItems = wordsOf(outline)
  let themes = 0
  const lines = outline.parts.flatMap(part => [
    `${part.from} ${part.name} (${words.minutes(part.minutes)})`,
    ...part.items.map(({ item, from }) => {
      if (item.kind === 'theme') themes += 1
      return `  ${from} ${label(item, themes, ofItems)} (${words.minutes(item.minutes)})`
    }),
  ])
  const calendar = ical({ prodId: { company: 'Murmur', product: 'agenda', language: outline.language.toUpperCase() } })
  calendar.createEvent({
    id: `${agenda.reviewId}@murmur.invalid`,
    start: new Date(agenda.meetingAt),
    end: new Date(plus(agenda.meetingAt, agenda.minutes * minuteMilliseconds)),
    sequence,
    // The agenda knows no time but the meeting's, and the same agenda is to give the same bytes.
    stamp: new Date(agenda.meetingAt),
    summary: words.calendarTitle(oneLine(outline.title)),
    description: [words.timesIn(outline.zone), '', ...lines].join('\n'),
  })
  return `${calendar.toString()}\r\n`
}
