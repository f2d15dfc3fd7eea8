/** A hand-made ballot gives its writer a colleague’s name, a title or markup, which then stands in the agenda. */
import { expect, test, vi } from 'vitest'
import { readContent } from '../../functions/domain/ballot/content.ts'
import { pseudonymAt, pseudonymNumber } from '../../functions/domain/ballot/pseudonyms.ts'
import { preMeeting1 } from '../../functions/domain/instrument/pre-meeting.ts'
import { statementsOf } from '../../functions/harvest/material.ts'

/** With the list switched off, any word is as good as one of the list. */
const list = vi.hoisted(() => ({ isOff: false, words: [''] }))
vi.mock(import('../../functions/domain/ballot/pseudonyms.ts'), async original => {
  const real = await original()
  return {
    ...real,
    pseudonymNumber: pair => (list.isOff ? 10_000 + list.words.push(pair) - 1 : real.pseudonymNumber(pair)),
    pseudonymAt: number => list.words[number - 10_000] ?? real.pseudonymAt(number),
  }
})

const drawn = 'Drawn Animal'
const shownFor = (pseudonym: unknown): (string | null)[] => {
  const written = { instrument: preMeeting1.id, language: 'en', signature: null, pseudonym }
  const answers = { saw: { text: 'The console was green.', choice: 'verbatim' } }
  const content = readContent(new TextEncoder().encode(JSON.stringify({ ...written, answers })), preMeeting1)
  if (!content) throw new Error('not read')
  const { statements } = statementsOf([{ serial: '', digest: '', cohort: 'all', content }], preMeeting1, () => drawn)
  return statements.map(shown => shown.pseudonym)
}

const attempts: readonly unknown[] = [
  'Gil Grant',
  'gil.grant@example.com',
  'Head of Platform',
  '<b>Quiet Heron</b>',
  'Quiet Heron (Gil)',
  'Quiet  Heron',
  'quiet heron',
  'Quiet\u202eHeron',
  'Quіet Heron',
  'Heron Quiet',
  'Quiet',
  '',
  7,
  -1,
  4096,
  null,
  { toString: 'Gil Grant' },
]

test.each(attempts)('the pseudonym %j is not filed: a drawn one is', pseudonym => {
  expect(shownFor(pseudonym)).toEqual([drawn])
})

test('with the list switched off the colleague’s name stands there', () => {
  list.isOff = true
  expect(shownFor('Gil Grant')).toEqual(['Gil Grant'])
  list.isOff = false
  expect(shownFor('Gil Grant')).toEqual([drawn])
})

test('every pair of the list has its number and comes back from it; no other number has one', () => {
  const pairs = Array.from({ length: 4096 }, (_, number) => pseudonymAt(number) ?? '')
  expect(new Set(pairs).size).toBe(4096)
  expect(pairs.map(pseudonymNumber)).toEqual(pairs.map((_, number) => number))
  for (const number of [-1, 4096, 1.5, Number.NaN]) expect(pseudonymAt(number)).toBeNull()
  expect(shownFor('Quiet Heron')).toEqual(['Quiet Heron'])
})
