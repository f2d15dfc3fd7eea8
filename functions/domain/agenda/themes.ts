/** What the desk arranges: themes, whether or not they share an item, what stands alone, and how many are where. */
import type { Agenda, AgendaItem, Topic } from './schema.ts'
import { family, itemsOf, statementsOf } from './standing.ts'

/** One card of the desk. */
export interface DeskTheme {
  readonly id: string
  readonly item: AgendaItem
  /** Where it shares the item with others. */
  readonly topic: Topic | null
  readonly title: string
  readonly question: string
  readonly voices: number | null
  readonly apart: number
  readonly disagreement: boolean
  readonly observationIds: readonly string[]
}

const cardOf = (item: AgendaItem, topic: Topic | null, id: string): DeskTheme => {
  const { title, question, voices, apart = 0, disagreement = false, observationIds } = topic ?? item
  return { id, item, topic, title, question, voices, apart, disagreement, observationIds }
}

const isPile = ({ kind }: AgendaItem): boolean => kind === 'raised-once' || kind === 'live'

/** In the order of the agenda: what can hold statements and is no pile. */
export const themesOf = (agenda: Agenda): DeskTheme[] =>
  itemsOf(agenda)
    .filter(item => family(item.kind) === 'said' && !isPile(item))
    .flatMap((item): DeskTheme[] => {
      if (!item.topics) return [cardOf(item, null, item.id)]
      const topics = item.topics.flatMap(topic => (topic.id === undefined ? [] : [cardOf(item, topic, topic.id)]))
      const inTopics = new Set(item.topics.flatMap(topic => topic.observationIds))
      const left = item.observationIds.filter(id => !inTopics.has(id))
      return left.length === 0 ? topics : [...topics, { ...cardOf(item, null, item.id), observationIds: left }]
    })

export interface Alone {
  /** The question it answers; empty where all answer one. */
  readonly title: string
  readonly observationIds: readonly string[]
}

/** What stands alone, by question, and what was added in the meeting. */
export const unsorted = (agenda: Agenda): Alone[] =>
  itemsOf(agenda)
    .filter(isPile)
    .flatMap((item): Alone[] => {
      const groups = item.topics ?? []
      const grouped = new Set(groups.flatMap(({ observationIds }) => observationIds))
      const left = item.observationIds.filter(id => !grouped.has(id))
      const title = item.kind === 'live' ? item.title : ''
      return left.length === 0 ? groups : [...groups, { title, observationIds: left }]
    })

export interface Coverage {
  readonly inThemes: number
  readonly themes: number
  readonly alone: number
  /** Kept from the room, wherever they stand. */
  readonly hidden: number
  /** For the facilitators' eyes alone. */
  readonly care: number
  /** Given for themes only. */
  readonly countedOnly: number
  /** All of the above. */
  readonly total: number
}

/** How many statements are where, over the agenda as facilitators see it. */
export const coverageOf = (agenda: Agenda, hidden: ReadonlySet<string>): Coverage => {
  const themes = themesOf(agenda)
  const alone = unsorted(agenda).flatMap(({ observationIds }) => observationIds)
  const among = statementsOf(agenda)
  const shown = (ids: readonly string[]): number => ids.filter(id => among.has(id) && !hidden.has(id)).length
  const silent = themes.reduce((total, { apart, observationIds }) => {
    const nameless = observationIds.filter(id => among.get(id)?.pseudonym === null).length
    return total + Math.max(0, apart - nameless)
  }, 0)
  const countedOnly = agenda.furtherThemesOnly + silent
  const inThemes = shown(themes.flatMap(({ observationIds }) => observationIds))
  return {
    inThemes,
    themes: themes.filter(({ observationIds }) => observationIds.length > 0).length,
    alone: shown(alone),
    hidden: [...hidden].filter(id => among.has(id)).length,
    care: agenda.care,
    countedOnly,
    total: agenda.appendix.length + agenda.care + countedOnly,
  }
}
