import { expect, test } from 'vitest'
import { quartersWithout } from '../../../../web/desk/pulse/by-hand.tsx'

test('the quarter that runs is the one on the wall of the zone, and its forerunner goes over the turn of the year', () => {
  const lateInDecember = '2025-12-31T20:00:00.000Z'
  expect(quartersWithout([], lateInDecember, 'UTC')).toEqual(['2025-Q4', '2025-Q3'])
  expect(quartersWithout([], lateInDecember, 'Asia/Tokyo')).toEqual(['2026-Q1', '2025-Q4'])
  expect(quartersWithout([], '2026-01-01T03:00:00.000Z', 'America/New_York')).toEqual(['2025-Q4', '2025-Q3'])
})

test('a quarter that has its pulse is not offered', () => {
  expect(quartersWithout(['2026-Q2', null], '2026-05-05T12:00:00.000Z', 'UTC')).toEqual(['2026-Q1'])
})
