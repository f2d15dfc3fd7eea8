import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lens } from '../../../functions/domain/synthesis/lens.ts'
import { cases, heldOut } from './lens.cases.ts'
import { lastTurns, turns } from './lens.turns.ts'

test.each(cases)('%s', (text, flags, tolerated = []) => {
  const found = lens(text)
  expect(found).toEqual(expect.arrayContaining(flags))
  expect(found.filter(flag => !flags.includes(flag) && !tolerated.includes(flag))).toEqual([])
})

type Case = (typeof heldOut)[number]
const isReadAsMeant = ([text, flags, tolerated = []]: Case): boolean => {
  const found = lens(text)
  return (
    flags.every(flag => found.includes(flag)) && found.every(flag => flags.includes(flag) || tolerated.includes(flag))
  )
}
const shareRead = (list: readonly Case[]): number => list.filter(isReadAsMeant).length / list.length

test('of the statements that no rule was written for, nine of ten are read as they are meant', () => {
  expect(shareRead(heldOut)).toBeGreaterThanOrEqual(0.9)
})

test('other turns of phrase are read as they are meant, and what is neutral raises no flag', () => {
  expect(shareRead(turns)).toBeGreaterThanOrEqual(0.92)
  expect(shareRead(lastTurns)).toBeGreaterThanOrEqual(0.85)
  for (const [text, flags, tolerated = []] of [...turns, ...lastTurns])
    if (flags.length === 0) expect(lens(text).filter(flag => !tolerated.includes(flag))).toEqual([])
})

test('a flag of one sentence is a flag of the text, wherever the sentence stands', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('It rained.', 'The queue grew.', 'We met at ten.'),
      fc.nat({ max: 20 }),
      (calm, before) => {
        const text = `${`${calm} `.repeat(before)}That was careless of them. ${calm}`
        expect(lens(text)).toContain('blame')
        expect(lens(`${calm} `.repeat(before))).toEqual([])
      },
    ),
  )
})

test('typographic apostrophes are read as plain ones', () => {
  expect(lens('We shouldn’t have restarted it')).toEqual(lens("We shouldn't have restarted it"))
})

test('any text is answered', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), text => Array.isArray(lens(text))))
})
