/** What a matter is called where the room reads it. */
import type { Quote } from '../synthesis/schema.ts'
import type { Agenda, AgendaItem, Differing } from './schema.ts'
import { wordsOf } from './words/languages.ts'

type Titled = Pick<AgendaItem, 'title' | 'observationIds'>

/** The two accounts that are all of an item, while its title is still a clause of one of them. */
export const pairIn = ({ title, observationIds }: Titled, differing: readonly Differing[]): Differing | null => {
  const own = new Set(observationIds)
  const pair = own.size === 2 && differing.find(({ a, b }) => own.has(a.observationId) && own.has(b.observationId))
  return pair && [pair.a, pair.b].some(({ text }) => text.includes(title)) ? pair : null
}

const mostLetters = 48

/** Cut at a word where there are spaces. */
const begun = ({ text }: Quote): string => {
  const one = text.replaceAll(/\s+/gu, ' ').trim()
  const letters = Array.from(one)
  if (letters.length <= mostLetters) return one
  const cut = letters.slice(0, mostLetters).join('')
  return `${cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut} …`
}

/** A clause of one account would take its side: the heading holds both. */
export const headingOf = (
  item: Titled,
  { differing = [], language }: Pick<Agenda, 'differing' | 'language'>,
): string => {
  const pair = pairIn(item, differing)
  return pair ? wordsOf({ language }).bothAccounts(begun(pair.a), begun(pair.b)) : item.title
}

/** Where the room listens, neither account speaks first: the two are quoted below. */
export const headingInRoom = (
  item: Titled,
  { differing = [], language }: Pick<Agenda, 'differing' | 'language'>,
): string => (pairIn(item, differing) ? wordsOf({ language }).briefTitles.differing : item.title)
