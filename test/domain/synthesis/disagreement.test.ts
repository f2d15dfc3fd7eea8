import { expect, test } from 'vitest'
import { hasDisagreement } from '../../../functions/domain/synthesis/disagreement.ts'
import { compatible, contradicting } from './disagreement.pairs.ts'

const contradict = (a: string, b: string): boolean => hasDisagreement([a, b])

test('of the invented pairs nearly all that contradict are found, and hardly one that does not', () => {
  const found = contradicting.filter(([a, b]) => contradict(a, b)).length
  const wrong = compatible.filter(([a, b]) => contradict(a, b)).length
  expect(contradicting.length + compatible.length).toBeGreaterThanOrEqual(30)
  expect(found / contradicting.length).toBeGreaterThanOrEqual(0.85)
  expect(found / (found + wrong)).toBeGreaterThanOrEqual(0.9)
})

test('it does not matter which of the two is said first, and nothing contradicts itself', () => {
  for (const [a, b] of [...contradicting, ...compatible]) {
    expect(contradict(b, a)).toBe(contradict(a, b))
    expect(contradict(a, a)).toBe(false)
  }
})

test('a theme disagrees when two of its statements do, wherever they stand', () => {
  const calm = ['The alert went to the old team', 'The queue grew for an hour', 'The export had stopped']
  expect(hasDisagreement(calm)).toBe(false)
  expect(hasDisagreement(['The rollback was quick', ...calm, 'The rollback took hours'])).toBe(true)
})

test('two denials side by side deny, they do not affirm', () => {
  expect(
    contradict('Nobody is sure who owns the spare pump', 'Without a key nobody wanted to start the spare pump'),
  ).toBe(false)
})

test('praise and complaint about the same thing contradict each other, whatever scale each is said on', () => {
  expect(contradict('The handover was clear', 'The handover was terrible')).toBe(true)
  expect(contradict('The handover was clear', 'The handover was helpful')).toBe(false)
})

test('a wish contradicts no complaint', () => {
  expect(contradict('Listen to what the night shift says', 'Nobody listened to what the night shift said')).toBe(false)
  expect(contradict('Sorting the tickets and not keeping them for hours', 'Sorting the tickets')).toBe(false)
})
