/** Lessons and records, searched in the browser: what is typed goes nowhere. */
import MiniSearch from 'minisearch'
import type { Lesson } from '../../../functions/domain/lesson.ts'
import type { MeetingRecord } from '../../../functions/domain/record.ts'

export interface Entry {
  readonly id: string
  readonly kind: 'lesson' | 'record'
  readonly title: string
  readonly text: string
  /** Of the review's meeting, or when the lesson was written. */
  readonly at: string
  readonly reviewId: string
}

export const entriesOf = (lessons: readonly Lesson[], records: readonly MeetingRecord[]): Entry[] => [
  ...lessons.map(({ id, title, text, at, reviewId }): Entry => ({ id, kind: 'lesson', title, text, at, reviewId })),
  ...records.map(
    ({ reviewId, title, meetingAt, understanding, factors, decisions }): Entry => ({
      id: `record ${reviewId}`,
      kind: 'record',
      title,
      text: [
        understanding,
        factors.join(', '),
        ...decisions.map(({ text, tradeOffs }) => [text, tradeOffs].filter(Boolean).join('. ')),
      ]
        .filter(Boolean)
        .join('\n'),
      at: meetingAt,
      reviewId,
    }),
  ),
]

export interface Hit {
  readonly entry: Entry
  /** The words of it that matched, as they stand there, in lower case. */
  readonly terms: readonly string[]
}

/** The best first; without a query all, the latest first. */
export const searcher = (entries: readonly Entry[]): ((query: string) => Hit[]) => {
  const byId = new Map(entries.map(entry => [entry.id, entry]))
  const index = new MiniSearch<Entry>({
    fields: ['text', 'title'],
    searchOptions: {
      boost: { text: 2 },
      combineWith: 'AND',
      prefix: true,
      fuzzy: term => (term.length > 5 ? 0.2 : false),
    },
  })
  index.addAll(entries)
  const latestFirst = entries.toSorted((a, b) => b.at.localeCompare(a.at))
  return query =>
    query.trim() === ''
      ? latestFirst.map(entry => ({ entry, terms: [] }))
      : index.search(query).flatMap(({ id, match }) => {
          const entry = byId.get(String(id))
          return entry ? [{ entry, terms: Object.keys(match) }] : []
        })
}

export interface Piece {
  readonly text: string
  readonly hit: boolean
}

/** The text in pieces, those that matched marked; around the first one where it is long. */
export const pieces = (text: string, terms: readonly string[], longest = 280): Piece[] => {
  const known = new Set(terms)
  const isWord = /[\p{L}\p{N}]+/gu
  const words = [...text.matchAll(isWord)]
  const first = words.find(([word]) => known.has(word.toLowerCase()))?.index ?? 0
  const from = text.length <= longest ? 0 : Math.max(0, Math.min(first - 60, text.length - longest))
  const to = Math.min(text.length, from + longest)
  const made: Piece[] = from > 0 ? [{ text: '… ', hit: false }] : []
  let at = from
  for (const match of words) {
    const [word] = match
    const begins = match.index
    if (begins < from || begins + word.length > to || !known.has(word.toLowerCase())) continue
    if (begins > at) made.push({ text: text.slice(at, begins), hit: false })
    made.push({ text: word, hit: true })
    at = begins + word.length
  }
  if (at < to) made.push({ text: text.slice(at, to), hit: false })
  return to < text.length ? [...made, { text: ' …', hit: false }] : made
}
