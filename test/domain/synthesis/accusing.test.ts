import { expect, test } from 'vitest'
import { isAccusing } from '../../../functions/domain/synthesis/accusing.ts'
import { confides } from '../../../functions/domain/synthesis/confiding.ts'
import { charging, confiding, open, telling } from './accusing.cases.ts'

test('who is charged by a question, by mockery or by what is left to others is found in six languages', () => {
  expect(charging.filter(([text, purpose]) => !isAccusing(text, purpose, purpose === 'anything'))).toEqual([])
})

test('who only tells what others did, or asks why something was so, charges nobody', () => {
  expect(telling.filter(([text, purpose]) => isAccusing(text, purpose, purpose === 'anything'))).toEqual([])
})

test('what is asked to go no further goes to the facilitator alone, and what is said of keys and lines does not', () => {
  expect(confiding.filter(text => !confides(text))).toEqual([])
  expect(open.filter(text => confides(text))).toEqual([])
})
