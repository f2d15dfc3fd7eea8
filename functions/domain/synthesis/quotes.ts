/** Which words of a theme are read aloud. */
import type { Quote, Statement } from './schema.ts'
import { contentStems } from './words.ts'
import { isBlaming } from './blame.ts'
import { isCondition } from './conditions.ts'
import { isProposal } from './proposals.ts'
import { sentencesOf } from './sentences.ts'
import { writerOf } from './voices.ts'

const mostQuotes = 3
/** Longer than this nobody listens to. */
const longestQuote = 240

const shortened = (text: string, worth: (part: string) => number): string => {
  if (text.length <= longestQuote) return text
  const sentences = text
    .split('\n')
    .flatMap(line => sentencesOf(line).map(({ start, end }) => line.slice(start, end)))
    .filter(sentence => sentence.length <= longestQuote)
  return sentences.toSorted((a, b) => worth(b) - worth(a))[0] ?? text.slice(0, longestQuote).replace(/\s+\S*$/u, '')
}

/**
 * Two or three statements, or a sentence of one, that say most of what the theme shares, of different writers where
 * they can be told apart. What was comes before what somebody wishes for; what blames is not read aloud unless there is
 * nothing else.
 */
export const quotesOf = (members: readonly Statement[]): Quote[] => {
  const shared = new Map<string, number>()
  for (const { text } of members)
    for (const stem of new Set(contentStems(text))) shared.set(stem, (shared.get(stem) ?? 0) + 1)
  const worth = (text: string): number =>
    [...new Set(contentStems(text))].reduce((sum, stem) => sum + (shared.get(stem) ?? 1) - 1, 0)
  const fair = members.filter(({ text }) => !isBlaming(text))
  const heard = new Set<string>()
  const wishes = new Set(members.filter(({ text, purpose }) => isProposal(text, purpose) || isCondition(text)))
  return (fair.length > 0 ? fair : members)
    .toSorted(
      (a, b) =>
        Number(wishes.has(a)) - Number(wishes.has(b)) ||
        worth(b.text) - worth(a.text) ||
        a.text.length - b.text.length ||
        (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
    )
    .filter(one => {
      const writer = writerOf(one)
      return !heard.has(writer) && heard.add(writer).has(writer)
    })
    .slice(0, mostQuotes)
    .map(({ id, text }) => ({ observationId: id, text: shortened(text, worth) }))
}
