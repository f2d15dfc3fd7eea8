/** Titles, lines and notes that are made of statements, each with those it is made of: `drawn` of the agenda. */
import type { Named } from '../synthesis/schema.ts'
import { titleOf } from '../synthesis/titles.ts'
import { wordsOf as wordsIn } from '../synthesis/words.ts'
import { momentIn } from './facts.ts'
import { numbersOf, type Said, type SaidTheme } from './said.ts'
import type { Agenda, AgendaFacts, AgendaItem } from './schema.ts'
import type { TimelineEntry } from './timeline.ts'
import { wordsOf } from './words/languages.ts'

type InLanguage = Pick<Agenda, 'language'>

/** What was named, with the numbers that its statements have in the appendix. */
export const namedLine = ({ text }: Pick<Named, 'text'>, numbers: readonly number[], of: InLanguage): string => {
  const words = wordsOf(of)
  return words.quotedLine(text, words.statements(numbers))
}

export const momentLine = ({ at, quote, observationId }: TimelineEntry, said: Said, facts: AgendaFacts): string => {
  const words = wordsOf(facts)
  const time = at === null ? null : momentIn(facts, at)
  return words.quotedLine(quote, words.statements(numbersOf(said, [observationId])), time)
}

interface Told {
  readonly id: string
  readonly text: string
}

/** A title is a clause of its statements; a model's is about all of them. */
const ofTitle = (theme: SaidTheme, said: Said): Named[] => {
  const own = new Set(theme.observationIds)
  const saying = said.observations.filter(({ id, text }) => own.has(id) && text.includes(theme.title))
  const observationIds = theme.titleBy === undefined ? saying.map(({ id }) => id) : theme.observationIds
  return observationIds.length === 0 ? [] : [{ text: theme.title, observationIds }]
}

export const drawnFrom = (said: Said, facts: AgendaFacts): Named[] => [
  ...said.themes.flatMap(theme => [
    ...ofTitle(theme, said),
    ...(theme.questionBy === undefined ? [] : [{ text: theme.question, observationIds: theme.observationIds }]),
    ...wordsOf(facts)
      .tookFor(theme.criterion)
      .map(text => ({ text, observationIds: theme.observationIds })),
  ]),
  ...[...said.conditions, ...said.proposals].map(named => ({
    text: namedLine(named, numbersOf(said, named.observationIds), facts),
    observationIds: named.observationIds,
  })),
  ...said.timeline.map(entry => ({
    text: momentLine(entry, said, facts),
    observationIds: [entry.observationId],
  })),
]

/** The statements by what is made of them. What two places say in the same words is made of those of both. */
export const sourcesIn = ({ drawn = [] }: Pick<Agenda, 'drawn'>): Map<string, ReadonlySet<string>> => {
  const sources = new Map<string, ReadonlySet<string>>()
  for (const { text, observationIds } of drawn)
    sources.set(text, new Set([...(sources.get(text) ?? []), ...observationIds]))
  return sources
}

/** Fewer words than these are anybody's. */
const fewestWords = 3

/** Whether somebody's own words are those of one of these statements: the whole of it, or some words in a row. */
export const repeats = (words: string, statements: readonly Told[]): Told[] =>
  statements.filter(
    ({ text }) =>
      text.includes(words) && (wordsIn(words).length >= fewestWords || text.trim().length <= words.trim().length),
  )

/** What a line is made of that keeps the title and the question of a theme which was merged away. */
export const ofHeading = (
  { title, question, observationIds }: Pick<AgendaItem, 'title' | 'question' | 'observationIds'>,
  line: string,
  agenda: Agenda,
): Named[] => {
  const sources = sourcesIn(agenda)
  const own = new Set(observationIds)
  const repeated = repeats(
    title,
    agenda.appendix.filter(({ id }) => own.has(id)),
  )
  const isByModel = sources.has(question) || agenda.reader?.titles.includes(title) === true
  const ids = isByModel ? observationIds : (sources.get(title) ?? repeated.map(({ id }) => id))
  return [...ids].length === 0 ? [] : [{ text: line, observationIds: [...ids] }]
}

/** A title that the desk took from the statements of a new theme, as `titleOf` gives it, is theirs and not its maker's. */
export const ofTakenTitle = (title: string, ids: readonly string[], agenda: Agenda): Named[] => {
  const members = agenda.appendix.filter(({ id }) => ids.includes(id))
  const saying = members.filter(({ text }) => text.includes(title))
  const isTaken = saying.length > 0 && titleOf(members.map(({ text }) => text)).startsWith(title)
  return isTaken ? [{ text: title, observationIds: saying.map(({ id }) => id) }] : []
}
