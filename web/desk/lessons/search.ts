/** Lessons and records, searched in the browser: what is typed goes nowhere. */
import MiniSearch from 'minisearch'
import type { Lesson } from '../../../functions/domain/review/lesson.ts'
import type { LibraryRecord } from '../../../functions/domain/review/record.ts'

export interface Entry {
  readonly id: string
  readonly kind: 'lesson' | 'record'
  readonly title: string
  readonly text: string
  /** Of the review's meeting, or when the lesson was written. */
  readonly at: string
  readonly reviewId: string
  /** A record that its reader still writes. */
  readonly own: boolean
}

export const entriesOf = (lessons: readonly Lesson[], records: readonly LibraryRecord[]): Entry[] => [
  ...lessons.map(
    ({ id, title, text, at, reviewId }): Entry => ({ id, kind: 'lesson', title, text, at, reviewId, own: false }),
  ),
  ...records.map(
    ({ reviewId, title, meetingAt, understanding, factors, decisions, own }): Entry => ({
      id: `record ${reviewId}`,
      kind: 'record',
      title,
      text: [
        understanding,
        factors.map(factor => factor.text).join(', '),
        ...decisions.map(({ text, tradeOffs }) => [text.replace(/[.!?]$/, ''), tradeOffs].filter(Boolean).join('. ')),
      ]
        .filter(Boolean)
        .join('\n'),
      at: meetingAt,
      reviewId,
      own,
    }),
  ),
]

export interface Hit {
  readonly entry: Entry
  /** The words of it that matched, as `folded` has them. */
  readonly terms: readonly string[]
}

/** Most text by far, and ten times as fast. */
const plain = /^[ -~\s]*$/

/** Without case and accents: whoever searches may have no key for them. */
export const folded = (text: string): string =>
  plain.test(text)
    ? text.toLowerCase()
    : text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss')

const wordPattern = /[\p{L}\p{N}]+/gu
const spaced = (text: string): string => (folded(text).match(wordPattern) ?? []).join(' ')
/** Written without spaces: a word of them begins anywhere. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/** Whether the words stand in the text one after the other, the last of them perhaps still being typed. */
const holds = (text: string, phrase: string): boolean =>
  unspaced.test(phrase) ? text.includes(phrase) : ` ${text}`.includes(` ${phrase}`)

/** From there on one letter in five may be another. */
const longEnoughForSlips = 5

interface Spaced {
  readonly id: string
  readonly entry: Entry
  readonly title: string
  readonly text: string
}

/**
 * The whole phrase in a title first, then in a text, then all of its words anywhere, titles before texts, as they are,
 * begun or with a slip; of two alike the later one. Without a query all, the latest first.
 */
export const searcher = (entries: readonly Entry[]): ((query: string) => Hit[]) => {
  const index = new MiniSearch<Spaced>({
    fields: ['title', 'text'],
    // Folded as a whole and spaced before, which is faster than word by word.
    tokenize: text => text.split(' '),
    processTerm: term => term || null,
    searchOptions: {
      boost: { title: 2 },
      combineWith: 'AND',
      prefix: true,
      fuzzy: term => (term.length >= longEnoughForSlips ? 0.2 : false),
    },
  })
  const latestFirst = entries.toSorted((a, b) => b.at.localeCompare(a.at))
  let made: readonly Spaced[] | null = null
  /** With the first query: whoever only reads the latest does not wait for it. */
  const make = (): readonly Spaced[] => {
    if (made) return made
    made = latestFirst.map(entry => ({
      id: entry.id,
      entry,
      title: spaced(entry.title),
      text: spaced(entry.text),
    }))
    index.addAll(made)
    return made
  }

  const rank = ({ title, text }: Spaced, phrase: string): number =>
    holds(title, phrase) ? 2 : holds(text, phrase) ? 1 : 0

  return query => {
    const phrase = spaced(query)
    if (query.trim() === '') return latestFirst.map(entry => ({ entry, terms: [] }))
    if (phrase === '') return []
    const all = make()
    const found = new Map(index.search(phrase).map(({ id, score, match }) => [String(id), { score, match }]))
    const ranked = all.flatMap(one => {
      const hit = found.get(one.entry.id)
      const whole = rank(one, phrase)
      if (!hit && whole === 0) return []
      const terms = hit ? Object.keys(hit.match) : phrase.split(' ')
      return [{ entry: one.entry, terms, whole, score: hit?.score ?? 0 }]
    })
    return ranked
      .toSorted((a, b) => b.whole - a.whole || b.score - a.score)
      .map(({ entry, terms }) => ({ entry, terms }))
  }
}

export interface Piece {
  readonly text: string
  readonly hit: boolean
}

/** The text in pieces, those that matched marked; around the first one where it is long. */
export const pieces = (text: string, terms: readonly string[], longest = 280): Piece[] => {
  const known = new Set(terms)
  const isHit = (word: string): boolean =>
    known.has(folded(word)) || (unspaced.test(word) && terms.some(term => folded(word).includes(term)))
  const words = [...text.matchAll(wordPattern)]
  const first = words.find(([word]) => isHit(word))?.index ?? 0
  const from = text.length <= longest ? 0 : Math.max(0, Math.min(first - 60, text.length - longest))
  const to = Math.min(text.length, from + longest)
  const made: Piece[] = from > 0 ? [{ text: '… ', hit: false }] : []
  let at = from
  for (const match of words) {
    const [word] = match
    const begins = match.index
    if (begins < from || begins + word.length > to || !isHit(word)) continue
    if (begins > at) made.push({ text: text.slice(at, begins), hit: false })
    made.push({ text: word, hit: true })
    at = begins + word.length
  }
  if (at < to) made.push({ text: text.slice(at, to), hit: false })
  return to < text.length ? [...made, { text: ' …', hit: false }] : made
}
