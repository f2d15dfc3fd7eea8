import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareMinutes } from '../../../functions/domain/agenda/minutes.ts'

const claims = fc.array(
  fc
    .record({
      least: fc.integer({ min: 0, max: 9 }),
      weight: fc.integer({ min: 1, max: 20 }),
      room: fc.integer({ min: 0, max: 30 }),
    })
    .map(({ least, weight, room }) => ({ least, weight, most: least + room })),
  { minLength: 1, maxLength: 20 },
)
const sum = (numbers: readonly number[]) => numbers.reduce((total, next) => total + next, 0)

test('shares add up to the total, and nobody has less than the least where that is possible', () => {
  fc.assert(
    fc.property(claims, fc.integer({ min: 0, max: 480 }), (some, total) => {
      const shares = shareMinutes(total, some)
      expect(sum(shares)).toBe(total)
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(0)
      if (sum(some.map(one => one.least)) <= total) {
        for (const [index, one] of some.entries()) expect(shares[index]).toBeGreaterThanOrEqual(one.least)
      }
    }),
  )
})

test('a minute more takes none from anybody', () => {
  fc.assert(
    fc.property(claims, fc.integer({ min: 200, max: 400 }), (some, total) => {
      const shorter = shareMinutes(total, some)
      for (const [index, minutes] of shareMinutes(total + 1, some).entries()) {
        expect(minutes).toBeGreaterThanOrEqual(shorter[index] ?? 0)
      }
    }),
  )
})

test('nobody passes the most while others can still use the minute', () => {
  expect(
    shareMinutes(20, [
      { least: 1, weight: 100, most: 3 },
      { least: 1, weight: 1, most: Infinity },
    ]),
  ).toEqual([3, 17])
})

test('minutes without anybody to have them are refused', () => {
  expect(() => shareMinutes(1, [])).toThrow(RangeError)
  expect(shareMinutes(0, [])).toEqual([])
})
