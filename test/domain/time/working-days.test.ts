import { expect, test } from 'vitest'
import { isWorkingDay, workingDayBefore, workingMorningAfter } from '../../../functions/domain/time/working-days.ts'

/** Noon by UTC of a week from Monday, 30 November 2026. */
const noon = (day: number): string => new Date(Date.UTC(2026, 10, 29 + day, 12)).toISOString()
const weekend = (zone: string): number[] => [1, 2, 3, 4, 5, 6, 7].filter(day => !isWorkingDay(noon(day), zone))

test.each([
  ['Europe/Berlin', 'de-DE'],
  ['America/New_York', 'en-US'],
  ['Asia/Tokyo', 'ja-JP'],
  ['Asia/Dubai', 'ar-AE'],
  ['Africa/Cairo', 'ar-EG'],
  ['Asia/Jerusalem', 'he-IL'],
  ['Asia/Riyadh', 'ar-SA'],
  ['Asia/Baghdad', 'ar-IQ'],
  ['Asia/Tehran', 'fa-IR'],
  ['Asia/Kabul', 'fa-AF'],
  ['Asia/Amman', 'ar-JO'],
  ['Africa/Algiers', 'ar-DZ'],
])('the week-end of %s is the one CLDR has for its country', (zone, tag) => {
  const locale: Intl.Locale & { getWeekInfo?: () => { weekend: number[] } } = new Intl.Locale(tag)
  expect(weekend(zone)).toEqual(locale.getWeekInfo?.().weekend)
})

test.each([
  ['Asia/Dhaka', [5, 6]],
  ['Asia/Kathmandu', [6]],
  ['Asia/Brunei', [5, 7]],
  ['Egypt', [5, 6]],
  ['UTC', [6, 7]],
])('%s keeps %j', (zone, days) => {
  expect(weekend(zone)).toEqual(days)
})

test('the day is the one on the zone’s own clock', () => {
  // Friday evening in New York is Saturday in Tokyo.
  expect(isWorkingDay('2026-11-27T23:00:00.000Z', 'America/New_York')).toBe(true)
  expect(isWorkingDay('2026-11-27T23:00:00.000Z', 'Asia/Tokyo')).toBe(false)
})

test('the working days around a week-end', () => {
  const sunday = '2026-11-29T09:30:00.000Z'
  expect(workingDayBefore(sunday, 'UTC')).toBe('2026-11-27T09:30:00.000Z')
  expect(workingMorningAfter(sunday, 'UTC', 8)).toBe('2026-11-30T08:00:00.000Z')
  expect(workingDayBefore(sunday, 'Asia/Jerusalem')).toBe(sunday)
})
