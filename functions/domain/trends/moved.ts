/** Which questions, and which groups, have moved most in the latest pulse: named with their interval, and never ranked. */
import type { Language } from '../language/language.ts'
import type { Calendar } from '../time/calendar.ts'
import { byCodePoint } from '../suppression/parameters.ts'
import { trendWords } from './words/languages.ts'
import type { Comparison, Point, Trends } from './schema.ts'

const mostTold = 5

interface Named {
  readonly name: string
  readonly since: Comparison
}

/** Of the last quarter with a pulse. Those that moved most, in the order of their names. */
export const movedOf = (
  { series, byGroup, quarters }: Pick<Trends, 'series' | 'byGroup' | 'quarters'>,
  language: Language,
  calendar?: Calendar,
): Trends['moved'] => {
  const words = trendWords[language]
  const last = quarters.findLast(({ state }) => state !== 'none')
  // Of a pulse that is withheld nothing is told, and what an earlier one told is no news.
  const latest = last?.state === 'published' ? last.quarter : undefined
  const compared = (name: string, points: readonly Point[]): Named[] => {
    const since = points.find(({ quarter }) => quarter === latest)?.sincePrevious
    return since ? [{ name, since }] : []
  }
  const all = [
    ...series.slice(1).flatMap(({ name, points }) => compared(words.quoted(name), points)),
    ...byGroup.flatMap(({ label, points }) => compared(label, points)),
  ]
  const told = all
    .filter(({ since }) => since.direction !== 'none')
    .toSorted((a, b) => Math.abs(b.since.change) - Math.abs(a.since.change))
    .slice(0, mostTold)
    .toSorted((a, b) => byCodePoint(a.name, b.name))
  if (told.length === 0) return all.length === 0 ? [] : [words.nothingMoved(all.length)]
  return told.map(({ name, since: { direction, quarter, ...change } }) => {
    const said =
      direction === 'none' ? '' : words.changed(direction, words.quarterName(quarter, latest, calendar), change)
    return words.moved(name, said)
  })
}
