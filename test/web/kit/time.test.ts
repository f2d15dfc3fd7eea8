import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { away, dayAndTime, instantOf, isZone, sameClock, wallOf, timeOf } from '../../../web/kit/time.ts'

const zoneNames = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia']
const minutes = fc.integer({ min: Date.UTC(2015, 0, 1) / 60_000, max: Date.UTC(2035, 0, 1) / 60_000 })

test('a wall time becomes the same instant as with Temporal, including gaps and repeated hours', () => {
  fc.assert(
    fc.property(minutes, fc.constantFrom(...zoneNames), (minute, zone) => {
      const wall = new Date(minute * 60_000).toISOString().slice(0, 16)
      const expected = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'compatible' })
      expect(instantOf(wall, zone)).toBe(new Date(expected.epochMilliseconds).toISOString())
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
])('%s in %s is %s', (wall, zone, instant) => {
  expect(instantOf(wall, zone)).toBe(instant)
})

test('an instant shown as a wall time and read back is the same instant, except in repeated hours', () => {
  fc.assert(
    fc.property(minutes, fc.constantFrom(...zoneNames), (minute, zone) => {
      const instant = new Date(minute * 60_000).toISOString()
      const wall = wallOf(instant, zone)
      const again = instantOf(wall, zone) ?? ''
      expect(wallOf(again, zone)).toBe(wall)
      expect(Date.parse(again)).toBeLessThanOrEqual(Date.parse(instant))
    }),
  )
})

test('an unreadable time or zone is not an instant', () => {
  expect(instantOf('', 'UTC')).toBeNull()
  expect(instantOf('2026-13-40T00:00', 'UTC')).toBeNull()
  expect(instantOf('2026-11-24T15:00', 'Europe/Nowhere')).toBeNull()
  expect(instantOf('2026-11-24T15:00', '')).toBeNull()
  expect(isZone('')).toBe(false)
})

test('a time is never shown without its zone', () => {
  expect(dayAndTime('2026-11-24T14:00:00Z', 'Europe/Berlin')).toBe('Tue 24 Nov 2026, 15:00 CET')
  expect(sameClock('2026-11-24T14:00:00Z', 'Europe/Berlin', 'Europe/Paris')).toBe(true)
  expect(sameClock('2026-11-24T14:00:00Z', 'Europe/Berlin', 'UTC')).toBe(false)
})

test('the distance of an instant is never overstated', () => {
  const now = Date.parse('2026-11-24T12:00:00Z')
  expect(away('2026-11-24T12:59:59Z', now)).toBe('in 59 minutes')
  expect(away('2026-11-24T14:59:00Z', now)).toBe('in 2 hours')
  expect(away('2026-11-21T12:00:00Z', now)).toBe('3 days ago')
})

test('of a time that clocks showed twice, each instant leads back to itself', () => {
  for (const instant of ['2025-10-26T00:30:00.000Z', '2025-10-26T01:30:00.000Z', '2025-10-26T02:30:00.000Z'])
    expect(instantOf(timeOf(instant, 'Europe/Berlin'), 'Europe/Berlin')).toBe(instant)
})
