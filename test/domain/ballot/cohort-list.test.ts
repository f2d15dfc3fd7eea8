import { describe, expect, test } from 'vitest'
import {
  batchesOf,
  type Counted,
  countedAmong,
  listEntry,
  namedMaximum,
} from '../../../functions/domain/ballot/cohort-list.ts'

const day = (number: number): string => `2026-11-${String(number).padStart(2, '0')}`
const people = (count: number, from: number, on: number | null, by = 'kay@example.com'): Counted[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `inv_${from + index}`,
    name: '',
    email: `p${from + index}@example.com`,
    ...(on === null ? {} : { placed: { by, at: `${day(on)}T0${index % 10}:00:00.000Z` } }),
  }))

describe('who was added when', () => {
  test('is told by hand and day: nine requests of one afternoon are one batch, and a later one hides none', () => {
    const batches = batchesOf([...people(20, 0, 1), ...people(9, 100, 20), ...people(1, 200, 21, 'rey@example.com')])
    expect(batches.map(({ by, day: on, count }) => [by, on, count])).toEqual([
      ['rey@example.com', day(21), 1],
      ['kay@example.com', day(20), 9],
      ['kay@example.com', day(1), 20],
    ])
  })

  test('of a list too long to read its late batches are told with their true size', () => {
    const all = [...people(61, 0, 1), ...people(150, 100, 20), ...people(1, 900, 21, 'rey@example.com')]
    const entry = listEntry(all)
    expect([entry.people, entry.more]).toEqual([[], 212])
    const seen = countedAmong([entry])
    expect([seen.total, seen.people, seen.batches.map(({ count }) => count)]).toEqual([212, null, [1, 150, 61]])
  })
})

test('whoever is replaced is counted once, named before or not', () => {
  const [instead] = people(1, 500, 25)
  if (!instead) throw new Error('there is one')
  const change = { ...listEntry([instead]), gone: ['inv_50'] }
  expect(countedAmong([listEntry(people(namedMaximum, 0, 1)), change]).total).toBe(namedMaximum)
  expect(countedAmong([listEntry(people(100, 0, 1)), change]).total).toBe(100)
})

test('an entry stays small however many come at once', () => {
  expect(JSON.stringify(listEntry(people(1_000, 0, 1))).length).toBeLessThan(10_000)
})
