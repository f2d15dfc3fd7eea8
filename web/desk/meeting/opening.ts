/** What the page begins from: the server, and where it can't be reached what this tab and this browser kept. */
import { headingInRoom } from '../../../functions/domain/agenda/heading.ts'
import type { Agenda, AgendaItem } from '../../../functions/domain/agenda/schema.ts'
import type { ReviewView } from '../../../functions/domain/course/stage.ts'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { type Meeting, notesOf } from '../../../functions/domain/review/meeting.ts'
import { isPassing, isProblem } from '../../kit/api/problem.ts'
import { readLedAgenda } from '../calls/agenda.ts'
import { api } from '../calls/calls.ts'
import { meetingWords } from '../words/en-meeting.ts'
import { readMeeting } from './calls.ts'
import { dropOldMeetings, keepPage, keepUnsent, keptMeeting, keptPage } from './keep.ts'
import { freshState, type MeetingState, stepped } from './state.ts'

export interface Opening {
  readonly review: ReviewView
  /** Null before the survey's close, with the reason beside it. */
  readonly agenda: Agenda | null
  readonly noAgenda: unknown
  /** Null where the server could not be reached. */
  readonly meeting: Meeting | null
  readonly state: MeetingState
}

const agendaOf = async (review: ReviewView): Promise<Pick<Opening, 'agenda' | 'noAgenda'>> => {
  try {
    return { agenda: await readLedAgenda(review), noAgenda: undefined }
  } catch (error) {
    if (isProblem(error, 'survey_not_closed') || isProblem(error, 'not_harvested')) {
      return { agenda: null, noAgenda: error }
    }
    throw error
  }
}

export const openMeeting = async (id: ReviewId, now: number): Promise<Opening> => {
  dropOldMeetings(now)
  const kept = keptMeeting(id, now)
  try {
    const [review, meeting] = await Promise.all([api.review(id), readMeeting(id)])
    const found = await agendaOf(review)
    keepPage(id, { review, agenda: found.agenda })
    const state = kept ?? freshState(meeting)
    if (meeting.endedAt === null) return { review, ...found, meeting, state }
    const gone = stepped(state, { do: 'gone' })
    keepUnsent(id, gone, now)
    return { review, ...found, meeting, state: gone }
  } catch (error) {
    const page = keptPage(id)
    if (!page || !kept || !isPassing(error)) throw error
    return { ...page, noAgenda: undefined, meeting: null, state: kept }
  }
}

/** The agenda's items in order; without an agenda one that stands for the meeting. What takes no minutes is no item. */
export const itemsOf = (agenda: Agenda | null, durationMinutes: number): AgendaItem[] => {
  const items = agenda?.parts.flatMap(part => part.items).filter(item => item.minutes > 0) ?? []
  if (agenda && items.length > 0) return items.map(item => ({ ...item, title: headingInRoom(item, agenda) }))
  return [
    {
      id: 'meeting',
      kind: 'opening',
      title: meetingWords.general,
      minutes: durationMinutes,
      question: meetingWords.generalQuestion,
      voices: null,
      disagreement: false,
      observationIds: [],
      seeAlsoIds: [],
      notes: [],
      lines: [],
    },
  ]
}

/** Notes in the agenda's order, those on items that are gone from it at the end. */
export const writtenNotes = (
  items: readonly AgendaItem[],
  written: Pick<Meeting, 'notes' | 'captured'>,
): { title: string; text: string }[] => {
  const titles = new Map(items.map(({ id, title }) => [id, title]))
  const notes = notesOf(written)
  return [...new Set([...titles.keys(), ...Object.keys(notes)])]
    .map(id => ({ title: titles.get(id) ?? meetingWords.general, text: notes[id] ?? '' }))
    .filter(({ text }) => text.trim() !== '')
}
