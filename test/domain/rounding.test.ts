import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rounded } from '../../functions/domain/rounding.ts'

test('rounded values survive storage unchanged, even just below zero', () => {
  expect(Object.is(rounded(-0.0004, 3), 0)).toBe(true)
  expect(Object.is(rounded(-0, 2), 0)).toBe(true)
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.nat(6), (value, decimals) => {
      const told = rounded(value, decimals)
      expect(Object.is(JSON.parse(JSON.stringify(told)), told)).toBe(true)
      expect(Math.abs(told - value)).toBeLessThanOrEqual(0.500001 * 10 ** -decimals)
    }),
  )
})

test('halves are rounded up', () => {
  expect([rounded(2.5, 0), rounded(-2.5, 0), rounded(0.125, 2), rounded(71.04, 1)]).toEqual([3, -2, 0.13, 71])
})
