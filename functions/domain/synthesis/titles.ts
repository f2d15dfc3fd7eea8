/** What a theme is called: a clause of one of its statements, quoted, never reworded. */
import { isBlaming } from './blame.ts'
import { rarityOf } from './rarity.ts'
import { sentencesOf } from './sentences.ts'
import { contentStems, wordsOf } from './words.ts'

export const mostTitleWords = 11
/** What stands further on in a text is hardly its best clause, and a pasted log would cost seconds. */
const longestRead = 2_000
const fewestTitleWords = 3
const clauseEnd =
  /[,;:–—()]\s|\s[–—-]\s|\s(?=(?:because|since|so that|but|which|weil|aber|denn|parce que|mais|car|porque|pero|pois|mas|bo|ale|ponieważ)\s)/gu

/** The parts of a sentence between its commas and conjunctions, each with all that may follow it up to eleven words. */
const clausesOf = (sentence: string): string[] => {
  const cuts = [0, ...[...sentence.matchAll(clauseEnd)].map(match => match.index + match[0].length), sentence.length]
  return cuts.slice(0, -1).flatMap((from, index) =>
    cuts.slice(index + 1, index + 1 + mostTitleWords).flatMap(to => {
      const text = sentence.slice(from, to).replace(/^[\s,;:–—()-]+|[\s,;:–—(.!?…-]+$/gu, '')
      return wordsOf(text).length <= mostTitleWords ? [text] : []
    }),
  )
}

/** Its first eleven words, where no clause of it is short enough. */
const beginning = (sentence: string): string => {
  const last = wordsOf(sentence)[mostTitleWords - 1]
  return last ? sentence.slice(0, last.end) : sentence
}

/**
 * The clause that best says what the texts have in common, at most eleven words of one of them. Texts that blame give
 * none unless all do.
 */
export const titleOf = (texts: readonly string[]): string => {
  const shared = new Map<string, number>()
  for (const text of texts)
    for (const stem of new Set(contentStems(text))) shared.set(stem, (shared.get(stem) ?? 0) + 1)
  const worth = (clause: string): number => {
    const stems = new Set(contentStems(clause))
    const said = [...stems].reduce((sum, stem) => sum + ((shared.get(stem) ?? 1) - 1) * rarityOf(stem), 0)
    const words = wordsOf(clause).length
    // A whole thought is better read than two of its words.
    return said + (words >= 5 ? 6 : 0) - (words < fewestTitleWords ? 20 : 0) - 0.2 * words
  }
  const fair = texts.filter(text => !isBlaming(text))
  const candidates = (fair.length > 0 ? fair : texts).flatMap(text =>
    text
      .slice(0, longestRead)
      .split('\n')
      .flatMap(line =>
        sentencesOf(line).flatMap(({ start, end }) => {
          const sentence = line.slice(start, end)
          const clauses = clausesOf(sentence)
          return clauses.length > 0 ? clauses : [beginning(sentence)]
        }),
      ),
  )
  const best = candidates
    .filter(clause => /\p{L}/u.test(clause))
    .map(clause => ({ clause, worth: worth(clause) }))
    .toSorted((a, b) => b.worth - a.worth || (a.clause < b.clause ? -1 : 1))
  return best[0]?.clause ?? beginning(texts[0] ?? '')
}
