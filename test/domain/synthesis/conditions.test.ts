import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { conditionOf } from '../../../functions/domain/synthesis/conditions.ts'
import { mergeSame } from '../../../functions/domain/synthesis/grouping.ts'

test.each([
  ['If the gauge had shown the level, the pump would have stopped by itself.', 'If the gauge had shown the level'],
  ['Gauges would need to be read by machine, so that nobody climbs up.', 'Gauges would need to be read by machine'],
  ['A second gauge on the tank would have told us an hour before.', 'A second gauge on the tank'],
])('a leverage point is called by the condition that was named: %s', (text, title) => {
  expect(conditionOf([text])).toBe(title)
})

test('no leverage point speaks of a person', () => {
  for (const text of [
    'If somebody had read the gauge, the pump would have stopped.',
    'He would need to read the gauge before lunch, and to write it down.',
    'If a colleague had been careful, the pump would have stopped by itself.',
    'It would have helped to have a second gauge on the tank.',
  ])
    expect(conditionOf([text])).toBeNull()
})

test('a whole statement is never a title', () => {
  expect(conditionOf(['The gauge would need a lamp'])).toBeNull()
  const part = fc.constantFrom('If', 'had', 'the gauge', ', ', 'would need', 'would have', 'a lamp', '. ', '\n', 'so')
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 12 })), { maxLength: 20 }), parts => {
      const text = parts.join(' ')
      const title = conditionOf([text])
      expect(title === null || title.length < text.trim().length).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('only conditions that say the same are one leverage point, however few there are', () => {
  const texts = [
    'An alert on the waiting time of a request would have told us.',
    'An alert on the waiting time of requests would have warned us.',
    'If the lamp had been green, nobody would have called.',
  ]
  expect(mergeSame(texts).map(group => group.toSorted((a, b) => a - b))).toEqual([[0, 1], [2]])
  expect(mergeSame([])).toEqual([])
})
