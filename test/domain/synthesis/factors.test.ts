import { expect, test } from 'vitest'
import { factorOf, factorScores } from '../../../functions/domain/synthesis/factors.ts'
import { cases, indirect } from './factors.cases.ts'
import { turns } from './factors.turns.ts'

test('nine of ten invented statements get a factor that a person would name', () => {
  const all = [...cases, ...indirect, ...turns]
  const right = all.filter(([text, factor, also = []]) => {
    const found = factorOf(text)
    return found === factor || (found !== null && also.includes(found))
  })
  expect(right.length / all.length).toBeGreaterThanOrEqual(0.9)
})

test('what is said to be missing is the subject, not what it would have watched over', () => {
  expect(factorOf('No alerts for the capacity of the subnet')).toBe('monitoring')
  expect(factorOf('There is no documentation of the deployment')).toBe('documentation')
})

test('where nothing fits, nothing is claimed', () => {
  expect(factorOf('')).toBeNull()
  expect(factorOf('🙂')).toBeNull()
  expect(factorOf('It rained')).toBeNull()
  expect(factorScores('   ')).toEqual([])
})

test('a pasted log of any length is answered', () => {
  expect(() => factorOf('2024-01-01 ERROR pool exhausted\n'.repeat(300))).not.toThrow()
})

test.each([
  ['Once was the default of our client library', null],
  ['The external credential provider printed a number', null],
  ['The flag --azure-cache was taken out', null],
  ['I read the list of doubled bookings', null],
  ['The confirmation mails are blue', null],
  ['The queue of outgoing letters grew', 'capacity'],
  ['Azure answered slowly', 'vendor'],
] as const)('a cue that is part of another name is no cue: %s', (text, factor) => {
  expect(factorOf(text)).toBe(factor)
})
