/** The names that a survey publishes at its opening, in items and lists of which each fits where it is stored. */
import { sealNames } from '../protocol/names.ts'
import { chunkName } from '../records/people.ts'
import type { ClockStore } from './store.ts'

interface Named {
  readonly name: string
  readonly email: string
}

/** DynamoDB takes items of 400 kB, and what is encrypted and written as text is a third longer. */
const bytesPerChunk = 200_000
const namesPerChunk = 1_000
/** The row also holds the names that its page shows, and its terms in every language. */
const bytesOnRow = 60_000
const bytesOnPage = 180_000

const bytesOf = (people: readonly Named[]): number => Buffer.byteLength(JSON.stringify(people))

/** Whether these fit on the survey's row; otherwise they are sealed in chunks, like the roster's. */
export const fitOnRow = (people: readonly Named[]): boolean => bytesOf(people) <= bytesOnRow

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })
const cutTo = (name: string, most: number): string =>
  Array.from(letters.segment(name), ({ segment }) => segment)
    .slice(0, most)
    .join('')

/** Longer names than this are cut only where all of them together do not fit. */
const lengths = [80, 40, 20, 10, 0]

/** As those who hold a link are shown them: each name whole, or so much of it that there is room for everybody. */
export const namesForPage = (people: readonly Named[]): Named[] => {
  let shown = [...people]
  for (const most of lengths) {
    if (bytesOf(shown) <= bytesOnPage) return shown
    shown = people.map(({ name, email }) => ({ name: cutTo(name, most), email }))
  }
  while (bytesOf(shown) > bytesOnPage) shown = shown.slice(0, Math.floor(shown.length * 0.9))
  return shown
}

const chunksOf = (people: readonly Named[]): Named[][] => {
  const chunks: Named[][] = []
  let room = 0
  for (const person of people) {
    const bytes = bytesOf([person])
    const chunk = chunks.at(-1)
    const fits = chunk !== undefined && bytes <= room && chunk.length < namesPerChunk
    if (fits) chunk.push(person)
    else chunks.push([person])
    room = (fits ? room : bytesPerChunk) - bytes
  }
  return chunks
}

/**
 * Seals `apart`, and the names of everybody on the roster who is neither there nor on the survey's row, for the harvest
 * alone: a colleague who was not asked is named as easily as one who was. They are items of their own, since participants'
 * functions read the row with every call. Gives how many there are.
 */
export const sealRoster = async (
  store: ClockStore,
  surveyId: string,
  sealKey: { readonly id: string; readonly publicKey: string },
  onRow: readonly Named[],
  apart: readonly Named[],
): Promise<number> => {
  const known = new Set([...onRow, ...apart].map(({ email }) => email))
  const others = (await store.readRoster())
    .filter(({ email }) => !known.has(email))
    .map(({ name, email }) => ({ name, email }))
  const chunks = chunksOf([...apart, ...others])
  for (const [index, some] of chunks.entries()) {
    const sealed = await sealNames(sealKey.publicKey, surveyId, some)
    await store.putRosterNames(surveyId, sealKey.id, chunkName(index), sealed)
  }
  return chunks.length
}
