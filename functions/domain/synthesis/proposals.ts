/** What people propose, and in which of their words a list of proposals names it. */
import { largestShare, personal } from './conditions.ts'
import { lens } from './lens.ts'
import type { FiledObservation } from './schema.ts'
import { isStopword } from './words.ts'

/** How a proposal is worded. */
const proposing =
  /(?:^|[.!?:]\s+)(?:please |maybe |perhaps |let's |also |just )?(?:add|agree|allow|announce|ask|automate|build|change|check|clarify|consider|create|decide|define|describe|discuss|document|enable|ensure|expand|extend|fix|improve|increase|introduce|investigate|limit|listen to|make sure|measure|migrate|monitor|move|need to|offer|provide|publish|reduce|remove|replace|review|rotate|run|schedule|separate|set ?up|share|shorten|simplify|split|stop|test|train|update|use|verify|write)\b|(?:^|[.!?:]\s+)(?:more|better|fewer|less|clearer|shorter|earlier|faster)\b(?! than\b)(?=\s\w)|\b(?:we|they|it|there|someone|somebody|this|that) (?:should|must|need(?:s)? to|ought to|could)(?! have\b| not have\b)(?!n.t have\b)|\bneeds? (?:to be|more|better|improv)|\bcould (?:be (?:a )?(?:(?:little|bit|lot) )*(?:(?:much|even) )?(?:better|\w+er|more|improved)|(?!have\b)\w+ (?:a )?(?:(?:little|bit|lot) )*(?:much )?better)\b|\b(?:i(?:'d| would)? (?:suggest|propose|recommend)|my (?:suggestion|proposal)|would like to see|action item|how about|let's)\b/i

export const isProposal = ({ text, flags }: Pick<FiledObservation, 'text' | 'flags'>): boolean =>
  proposing.test(text) && !flags.includes('counterfactual')

const fewestWords = 2
const mostWords = 10
const mostCharacters = 80

const wordsFrom = (sentence: string, most: number): string => {
  const all = sentence.trim().split(/\s+/)
  const taken: string[] = []
  for (const word of all.slice(0, mostWords)) {
    if ([...taken, word].join(' ').length > most || personal.test(word)) break
    taken.push(word)
  }
  if (taken.length === all.length) return taken.join(' ').replace(/[.!;,:\s]+$/, '')
  // `Ask for a quote of the` breaks off where nobody would.
  while (taken.length > 0 && isStopword((taken.at(-1) ?? '').replace(/^\W+|\W+$/g, ''))) taken.pop()
  const cut = taken
    .join(' ')
    .replace(/^((?:\S+ ){3,}\S+)[,;] .*$/, '$1')
    .replace(/[.!;,:\s]+$/, '')
  return cut === '' ? '' : `${cut} …`
}

const isFit = (excerpt: string): boolean =>
  excerpt.split(' ').filter(word => word !== '…').length >= fewestWords &&
  proposing.test(excerpt) &&
  !personal.test(excerpt) &&
  lens(excerpt).length === 0

const excerptOf = (text: string): string | null => {
  const most = Math.min(mostCharacters, Math.floor(text.trim().length * largestShare))
  const sentences = text.slice(0, 2_000).split(/(?<=[.!?])\s+|\n+/)
  // `Alerts: add one for the queue` may lose what it proposes when it is cut, not what stands before the colon.
  const parts = sentences.flatMap(sentence => [sentence, ...sentence.split(/:\s/).slice(1)])
  const excerpt = parts.map(part => wordsFrom(part, most)).find(isFit)
  return excerpt === undefined ? null : excerpt.charAt(0).toUpperCase() + excerpt.slice(1)
}

/**
 * The beginning of the first proposal that can be quoted of the statements, which come redacted: two to ten words, at
 * most three quarters of a statement, ending in an ellipsis where it is cut, never about a person. Null where none can.
 */
export const proposalOf = (texts: readonly string[]): string | null => {
  for (const text of texts) {
    const excerpt = excerptOf(text)
    if (excerpt !== null) return excerpt
  }
  return null
}
