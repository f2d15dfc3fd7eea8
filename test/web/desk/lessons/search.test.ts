import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lessonSchema } from '../../../../functions/domain/review/lesson.ts'
import { libraryRecordSchema } from '../../../../functions/domain/review/record.ts'
import { type Entry, entriesOf, pieces, searcher } from '../../../../web/desk/lessons/search.ts'

const entry = (id: string, more: Partial<Entry> = {}): Entry => ({
  id,
  kind: 'lesson',
  title: '',
  text: '',
  at: '2026-01-01T00:00:00.000Z',
  reviewId: 'rev_aaaaaaaaaaaaaaaa',
  own: false,
  ...more,
})
const found = (entries: readonly Entry[], query: string): string[] => searcher(entries)(query).map(hit => hit.entry.id)

describe('what is found comes in order', () => {
  test('the phrase in a title, then in a text, then its words apart', () => {
    const entries = [
      entry('apart', { title: 'Pool of connections', text: 'The pool was exhausted; connection after connection' }),
      entry('in text', { title: 'Checkout', text: 'Somebody saw the connection pool run dry' }),
      entry('in title', { title: 'Connection pool exhausted', text: 'It was small' }),
      entry('neither', { title: 'Certificate expired', text: 'Nobody was told' }),
    ]
    expect(found(entries, 'connection pool')).toStrictEqual(['in title', 'in text', 'apart'])
    expect(found(entries, '  Connection   POOL ')).toStrictEqual(['in title', 'in text', 'apart'])
  })

  test('a word of a title before the same word of a text', () => {
    const entries = [
      entry('text', { title: 'Checkout', text: 'a retry storm' }),
      entry('title', { title: 'Retry storm', text: 'checkout' }),
    ]
    expect(found(entries, 'storm')).toStrictEqual(['title', 'text'])
    expect(found(entries, 'checkout')).toStrictEqual(['text', 'title'])
  })

  test('of two alike the later one first', () => {
    const entries = [1, 3, 2].map(day =>
      entry(`day ${day}`, { text: 'Same words', at: `2026-01-0${day}T00:00:00.000Z` }),
    )
    expect(found(entries, 'same words')).toStrictEqual(['day 3', 'day 2', 'day 1'])
  })
})

describe('a word is found', () => {
  const entries = [
    entry('certificate', { text: 'The certificate had expired over the weekend' }),
    entry('german', { text: 'Die Störung begann mit einem großen Import' }),
    entry('french', { text: 'Le café était fermé' }),
    entry('greek', { text: 'Η βάση δεδομένων' }),
    entry('japanese', { text: 'データベース障害の報告' }),
  ]
  test.each([
    ['begun', 'certif', 'certificate'],
    ['with a slip', 'certficate', 'certificate'],
    ['with letters swapped for others', 'expirad', 'certificate'],
    ['in capitals', 'WEEKEND', 'certificate'],
    ['without its accents', 'storung', 'german'],
    ['with its accents', 'Störung', 'german'],
    ['with accents set beside their letters', 'Sto\u0308rung', 'german'],
    ['with ss for ß', 'grossen', 'german'],
    ['without é', 'cafe ferme', 'french'],
    ['in another script', 'δεδομενων', 'greek'],
    ['in a script without spaces, within its line', '障害', 'japanese'],
  ])('%s', (_how, query, id) => {
    expect(found(entries, query)).toStrictEqual([id])
  })

  test.each(['cert expired tomorrow', 'zebra', 'icate', '???', '\u0301'])('not by %j', query => {
    expect(found(entries, query)).toStrictEqual([])
  })

  test('short words take no slips: they would be others', () => {
    expect(found([entry('pool', { text: 'pool' }), entry('poll', { text: 'poll' })], 'pool')).toStrictEqual(['pool'])
  })
})

test('without a query everything is there, the latest first', () => {
  const entries = [1, 3, 2].map(day => entry(`day ${day}`, { at: `2026-01-0${day}T00:00:00.000Z` }))
  expect(found(entries, '')).toStrictEqual(['day 3', 'day 2', 'day 1'])
  expect(found(entries, ' \n')).toStrictEqual(['day 3', 'day 2', 'day 1'])
  expect(found([], 'anything')).toStrictEqual([])
})

test('any two neighbouring words of a text find it, before what has neither as a phrase', () => {
  const word = fc.stringMatching(/^[a-z]{2,8}$/)
  fc.assert(
    fc.property(fc.array(word, { minLength: 2, maxLength: 12 }), fc.nat(), (words, at) => {
      const begin = at % (words.length - 1)
      const query = words.slice(begin, begin + 2).join(' ')
      const other = entry('other', { text: 'something else altogether 1234' })
      expect(found([other, entry('this', { text: words.join(' ') })], query)[0]).toBe('this')
    }),
  )
})

test('marks show what matched, around the first of it where the text is long', () => {
  const hit = searcher([entry('a', { text: `${'word '.repeat(100)}die Störung danach ${'word '.repeat(100)}` })])(
    'storung',
  )[0]
  const shown = pieces(hit?.entry.text ?? '', hit?.terms ?? [])
  expect(shown.filter(piece => piece.hit).map(({ text }) => text)).toStrictEqual(['Störung'])
  expect(shown.map(({ text }) => text).join('').length).toBeLessThan(300)
  expect(pieces('データベース障害の報告', ['障害']).some(piece => piece.hit)).toBe(true)
})

test('of lessons and records together: factors and decisions are searched too', () => {
  const lesson = lessonSchema.parse({
    id: 'les_aaaaaaaaaaaaaaaa',
    version: 1,
    text: 'Renewals need an owner',
    reviewId: 'rev_aaaaaaaaaaaaaaaa',
    incidentId: 'inc_aaaaaaaaaaaaaaaa',
    title: 'Certificate expired',
    at: '2026-01-01T00:00:00.000Z',
  })
  const record = libraryRecordSchema.parse({
    publishedAt: null,
    own: true,
    version: 1,
    reviewId: 'rev_aaaaaaaaaaaaaaaa',
    incidentId: 'inc_aaaaaaaaaaaaaaaa',
    title: 'Certificate expired',
    meetingAt: '2026-01-02T00:00:00.000Z',
    understanding: 'Nobody read that mailbox',
    factors: [{ text: 'a team that no longer exists', confirmed: true }],
    decisions: [{ text: 'Renew by machine', tradeOffs: 'One more thing to watch', confirmed: false }],
  })
  const entries = entriesOf([lesson], [record])
  expect(found(entries, 'owner')).toStrictEqual([lesson.id])
  for (const query of ['mailbox', 'no longer', 'by machine', 'thing to watch'])
    expect(found(entries, query)).toStrictEqual([`record ${record.reviewId}`])
  expect(found(entries, 'certificate expired')).toStrictEqual([`record ${record.reviewId}`, lesson.id])
})
