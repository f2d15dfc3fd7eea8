import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { quotesOf } from '../../../functions/domain/synthesis/quotes.ts'
import { mostTitleWords, titleOf } from '../../../functions/domain/synthesis/titles.ts'
import { wordsOf } from '../../../functions/domain/synthesis/words.ts'
import { hostileText } from './hostile.ts'

const said = (id: string, text: string, voice: string | null = id) => ({
  id,
  text,
  voice,
  item: null,
  purpose: null,
  apart: false,
  choice: 'verbatim' as const,
  pseudonym: null,
  signedBy: null,
})

test('a title is the clause that says what the texts share', () => {
  expect(
    titleOf([
      'I came in late, the runbook names the old cluster, and lunch was cold',
      'Its third step fails because the runbook names the old cluster',
    ]),
  ).toBe('the runbook names the old cluster')
})

test('a title has at most eleven words and is letter by letter in one of the texts, however hostile they are', () => {
  fc.assert(
    fc.property(fc.array(hostileText, { minLength: 1, maxLength: 4 }), texts => {
      const title = titleOf(texts)
      expect(wordsOf(title).length).toBeLessThanOrEqual(mostTitleWords)
      expect(texts.some(text => text.includes(title))).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('what blames is no title and is not read aloud where another says the same', () => {
  const blaming = 'The network team ignored the certificate warning'
  const fair = 'The certificate warning went to an old address'
  expect(fair).toContain(titleOf([blaming, fair]))
  expect(quotesOf([said('a', blaming), said('b', fair)])).toEqual([{ observationId: 'b', text: fair }])
  expect(quotesOf([said('a', blaming)])).toHaveLength(1)
})

test('at most three are quoted, each of another writer, none longer than one can listen to', () => {
  const long = `The certificate warning went to an old address. ${'The gauge stuck and the lamp was green. '.repeat(20)}`
  const members = ['a', 'a', 'b', 'c', 'd'].map((voice, at) =>
    said(`s${at}`, at === 4 ? long : `${long.slice(0, 46)} ${at}`, voice),
  )
  const quotes = quotesOf(members)
  expect(quotes).toHaveLength(3)
  const voices = quotes.map(({ observationId }) => members.find(({ id }) => id === observationId)?.voice)
  expect(new Set(voices).size).toBe(3)
  for (const { text } of quotesOf([said('x', long)])) {
    expect(text.length).toBeLessThanOrEqual(240)
    expect(long).toContain(text)
  }
})
