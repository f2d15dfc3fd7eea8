import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mostRequestCharacters, numbered, requestOf } from '../../../functions/domain/reader/request.ts'
import type { Statement } from '../../../functions/domain/synthesis/schema.ts'
import { sortOut } from '../../../functions/domain/synthesis/synthesis.ts'
import { boiler, people, requestFor, said } from './said.ts'

test('only verbatim statements that a model may read are sent, without pseudonym, name, id or number of writers', () => {
  const request = requestFor(boiler)
  expect(request.statements.map(({ text }) => text).toSorted()).toStrictEqual(
    ['late', 'unwoken', 'never', 'manual', 'spare', 'nospare', 'better']
      .flatMap(id => boiler.filter(one => one.id === id).map(({ text }) => text))
      .toSorted(),
  )
  for (const one of request.statements) expect(Object.keys(one).toSorted()).toStrictEqual(['asked', 'number', 'text'])
  const sent = JSON.stringify(request)
  for (const { id, pseudonym, voice, signedBy } of boiler)
    for (const secret of [`"${id}"`, pseudonym, voice, signedBy]) if (secret) expect(sent).not.toContain(secret)
})

test('a statement that does not say that a model may read it is not sent', () => {
  const silent: Statement = { ...said('x', 'The gauge was painted over in spring') }
  delete silent.mayBeRead
  expect(numbered(sortOut([silent, ...boiler], people).open).map(({ text }) => text)).not.toContain(silent.text)
})

test('names are taken out before a model could see them', () => {
  const request = requestFor([...boiler, said('name', 'Bob Muster closed the valve at noon')])
  expect(JSON.stringify(request)).not.toMatch(/Bob|Muster/)
})

test('the same statements make the same request in any order and under any ids, voices and pseudonyms', () => {
  const expected = requestFor(boiler)
  fc.assert(
    fc.property(fc.shuffledSubarray(boiler, { minLength: boiler.length }), fc.integer(), (statements, run) => {
      const other = statements.map((one, at) => ({ ...one, id: `${run}-${at}`, voice: `v${run}${at}`, pseudonym: 'x' }))
      expect(requestFor(other)).toStrictEqual(expected)
    }),
    { numRuns: 20 },
  )
})

test('what several wrote in the same words is sent once', () => {
  const twice = requestFor([...boiler, said('again', boiler[0]?.text ?? '')])
  expect(twice).toStrictEqual(requestFor(boiler))
})

test('nothing is asked where nothing could be joined, or where it is too much to be read', () => {
  expect(requestOf(numbered([]))).toBeNull()
  expect(requestOf(numbered([said('a', 'The valve closed by itself')]))).toBeNull()
  const long = 'The valve closed by itself. '.repeat(mostRequestCharacters / 50)
  expect(requestOf(numbered([said('a', long), said('b', `${long}!`)]))).toBeNull()
})

test('titles are asked for in the language that most statements are in', () => {
  expect(requestFor(boiler).language).toBe('en')
  const german = [said('d', 'Der Druck war schon weg, als ich kam'), said('e', 'Das Ventil war nicht beschriftet')]
  expect(requestFor(german).language).toBe('de')
  expect(requestFor(german).instructions).toContain('German')
})
