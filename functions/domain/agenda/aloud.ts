/** What is read aloud of what people wrote: which of many, and how much of each. */
import type { Purpose } from '../synthesis/schema.ts'
import { sentencesOf } from '../synthesis/sentences.ts'
import { contentStems, wordsOf as segmentsOf } from '../synthesis/words.ts'
import type { Agenda, AgendaItem, Brief } from './schema.ts'

/** Longer statements are cut at a sentence. */
export const mostQuoteWords = 32
const fewestToldWords = 7
/** Thai, Lao, Khmer, Burmese, Kana and Han. */
const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/u

/** Signs that stand alone are read as a word is; in a script without spaces a word is what its reader takes for one. */
export const wordsIn = (text: string): number =>
  text
    .split(/\s+/u)
    .filter(Boolean)
    .reduce((total, part) => total + (unspaced.test(part) ? Math.max(1, segmentsOf(part).length) : 1), 0)

/** At the end of a word, whether or not a space follows it. */
const cutAtWord = (text: string, most: number): string => {
  if (!unspaced.test(text)) return text.split(' ').slice(0, most).join(' ')
  const last = segmentsOf(text)[most - 1]
  return last ? text.slice(0, last.end) : text
}

/** A few words over are not worth a cut, which may take the very word that denies. */
const wordsOver = 4
const clauseEnd = /[,;:、，；：](?=\s|$)|\s[–—-](?=\s)/gu

/** At the end of a clause in its second half, else of a word. */
const cutAtClause = (text: string, most: number): string => {
  const cut = cutAtWord(text, most)
  const ends = [...cut.matchAll(clauseEnd)].map(({ index }) => index).filter(index => index * 2 > cut.length)
  return cut.slice(0, ends.at(-1) ?? cut.length)
}

/**
 * The first sentences that fit, marked where more follows; a sentence too long is cut at the end of a clause. `most` are
 * words; some more are kept where they are the end of it.
 */
export const shortened = (text: string, most: number): string => {
  const one = text.replaceAll(/\s+/gu, ' ').trim()
  if (wordsIn(one) <= most + Math.min(wordsOver, Math.floor(most / 4))) return one
  const fitting = sentencesOf(one)
    .map(({ end }) => one.slice(0, end))
    .findLast(part => wordsIn(part) <= most)
  return `${fitting ?? cutAtClause(one, most)} …`
}

/** What says where it was seen or why it made sense, before what somebody wishes or is glad of. */
export const telling = ['surprise', 'missing-information', 'moment', 'reasons', 'vendor'] as const

type Statement = Agenda['appendix'][number]

/** It tells what somebody saw, in enough words, and judges nobody. */
export const isTold = ({ text, question, hidden }: Statement): boolean =>
  question === null && !hidden && !/[?？؟]/u.test(text) && wordsIn(text) >= fewestToldWords

/**
 * What shares most words with the incident and with what others wrote, up to three; then what is nearest to twenty
 * words. What shares none is chat, and left out where anybody’s words are another’s.
 */
export const rankedToTell = (
  appendix: readonly Statement[],
  happened: readonly string[],
): (<T extends { readonly text: string }>(statements: readonly T[]) => T[]) => {
  const told = new Set(contentStems(happened.join('\n')))
  const counts = new Map<string, number>()
  for (const { text } of appendix)
    for (const stem of new Set(contentStems(text))) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  const shared = (text: string): number =>
    Math.min(3, new Set(contentStems(text).filter(stem => told.has(stem) || (counts.get(stem) ?? 0) > 1)).size)
  const isAnyShared = appendix.some(({ text }) => shared(text) > 0)
  return statements => {
    const told = statements.map(one => ({
      one,
      shared: shared(one.text),
      off: Math.abs(wordsIn(one.text) - 20),
    }))
    return told
      .filter(one => one.shared > 0 || !isAnyShared)
      .toSorted((a, b) => b.shared - a.shared || a.off - b.off)
      .map(({ one }) => one)
  }
}

/** Conditions and proposals are listed whole, and what somebody would not say aloud is not read aloud. */
const readAloud: ReadonlySet<Purpose | null> = new Set([...telling, 'went-well', null])
/** Below this many the room has time for what stands alone. */
const fewThemes = 3

/** Statements that stand whole among the conditions or the proposals. */
export const listedIn = (items: readonly AgendaItem[]): ReadonlySet<string> =>
  new Set(
    items.flatMap(({ kind, seeAlsoIds }) => (kind === 'proposals' || kind === 'counterfactuals' ? seeAlsoIds : [])),
  )

const quotedIn = ({ matters, differing, told = [], alone, wentWell, seen }: Brief): ReadonlySet<string> =>
  new Set(
    [
      ...matters.flatMap(({ quote }) => quote ?? []),
      ...differing.flatMap(({ a, b }) => [a, b]),
      ...told,
      ...alone,
      ...wentWell,
      ...(seen ? [seen] : []),
    ].map(({ observationId }) => observationId),
  )

/**
 * The items with two quotes for each pile of what stands alone, or one where themes of several take the room; what the
 * first page does not quote comes first.
 */
export const quotedPiles = <T extends AgendaItem>(
  items: readonly T[],
  appendix: readonly Statement[],
  brief: Brief,
): T[] => {
  const onFirstPage = quotedIn(brief)
  const byId = new Map(appendix.map(entry => [entry.id, entry]))
  const listed = listedIn(items)
  const ranked = rankedToTell(appendix, brief.happened)
  const most = items.filter(({ kind, topics }) => kind === 'theme' && !topics).length < fewThemes ? 2 : 1
  return items.map(item =>
    item.kind === 'raised-once' && item.topics
      ? {
          ...item,
          topics: item.topics.map(topic => {
            const told = topic.observationIds
              .flatMap(id => byId.get(id) ?? [])
              .filter(one => isTold(one) && readAloud.has(one.purpose) && !listed.has(one.id))
            const quotes = ranked(told)
              .toSorted((a, b) => Number(onFirstPage.has(a.id)) - Number(onFirstPage.has(b.id)))
              .slice(0, most)
              .map(({ id, text }) => ({ observationId: id, text: shortened(text, mostQuoteWords) }))
            return { ...topic, quotes }
          }),
        }
      : item,
  )
}
