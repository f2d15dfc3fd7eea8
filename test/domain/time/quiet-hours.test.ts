import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hourMilliseconds, plus } from '../../../functions/domain/time/instants.ts'
import { leastHoursToAnswer, sendAt, workingDay } from '../../../functions/domain/time/quiet-hours.ts'

const never = '2030-01-01T00:00:00.000Z'

describe('mail keeps to its reader’s working day', () => {
  test.each([
    ['by day it goes at once', '2026-11-24T09:30:00.000Z', 'Europe/Berlin', '2026-11-24T09:30:00.000Z'],
    ['at 08:00 sharp the day has begun', '2026-11-24T07:00:00.000Z', 'Europe/Berlin', '2026-11-24T07:00:00.000Z'],
    ['a second before, it waits', '2026-11-24T06:59:59.000Z', 'Europe/Berlin', '2026-11-24T07:00:00.000Z'],
    ['at 18:00 sharp the day is over', '2026-11-24T17:00:00.000Z', 'Europe/Berlin', '2026-11-25T07:00:00.000Z'],
    ['after midnight the same day', '2026-11-24T23:30:00.000Z', 'Europe/Berlin', '2026-11-25T07:00:00.000Z'],
    ['evening in one zone, day in another', '2026-11-24T17:00:00.000Z', 'America/New_York', '2026-11-24T17:00:00.000Z'],
    ['zones of half an hour', '2026-11-24T01:00:00.000Z', 'Asia/Kolkata', '2026-11-24T02:30:00.000Z'],
    ['clocks go forward in the night', '2026-03-28T20:00:00.000Z', 'Europe/Berlin', '2026-03-29T06:00:00.000Z'],
    ['clocks go back in the night', '2026-10-24T20:00:00.000Z', 'Europe/Berlin', '2026-10-25T07:00:00.000Z'],
    ['a day that a zone left out', '2011-12-30T05:00:00.000Z', 'Pacific/Apia', '2011-12-30T18:00:00.000Z'],
  ])('%s', (_title, dueAt, zone, expected) => {
    expect(sendAt(dueAt, zone, never)).toBe(expected)
  })
})

describe('a near close takes precedence over the night', () => {
  const evening = '2026-11-24T20:00:00.000Z'
  const morning = '2026-11-25T07:00:00.000Z'
  test('with just enough time left in the morning, it waits', () => {
    expect(sendAt(evening, 'Europe/Berlin', plus(morning, leastHoursToAnswer * hourMilliseconds))).toBe(morning)
  })
  test('with a second less, it goes at once', () => {
    const closesAt = plus(morning, leastHoursToAnswer * hourMilliseconds - 1000)
    expect(sendAt(evening, 'Europe/Berlin', closesAt)).toBe(evening)
  })
  test('it goes at once even when the close has passed', () => {
    expect(sendAt(evening, 'Europe/Berlin', '2026-11-24T19:00:00.000Z')).toBe(evening)
  })
})

test.each([
  ['a second before 08:00', '2026-11-24T06:59:59Z', 'Europe/Berlin', null],
  ['from 08:00 on', '2026-11-24T07:00:00Z', 'Europe/Berlin', '2026-11-24'],
  ['up to 18:00', '2026-11-24T16:59:59Z', 'Europe/Berlin', '2026-11-24'],
  ['from 18:00 on', '2026-11-24T17:00:00Z', 'Europe/Berlin', null],
  ['where it is tomorrow', '2026-11-24T19:00:00Z', 'Pacific/Auckland', '2026-11-25'],
])('mail goes out on the reader’s own day, in its working hours: %s', (_title, now, zone, day) => {
  expect(workingDay(now, zone)).toBe(day)
})

test('an unknown zone is refused', () => {
  expect(() => workingDay('2026-11-24T20:00:00.000Z', 'Nowhere/Else')).toThrow(RangeError)
  expect(() => sendAt('2026-11-24T20:00:00.000Z', 'Nowhere/Else', never)).toThrow(RangeError)
})

test('whatever the moment, the zone and the close: never early, at most one night late, by day unless it had to go', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/Sao_Paulo',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Auckland',
  ]
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 72 * 60 }),
      (date, zone, minutesOpen) => {
        const dueAt = date.toISOString()
        const closesAt = plus(dueAt, minutesOpen * 60_000)
        const sent = sendAt(dueAt, zone, closesAt)
        const waited = (Date.parse(sent) - Date.parse(dueAt)) / hourMilliseconds
        const hour = Number(
          new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(
            new Date(sent),
          ),
        )
        expect(waited).toBeGreaterThanOrEqual(0)
        expect(waited).toBeLessThanOrEqual(15)
        if (waited > 0) {
          expect(hour).toBe(8)
          expect(Date.parse(closesAt) - Date.parse(sent)).toBeGreaterThanOrEqual(leastHoursToAnswer * hourMilliseconds)
        }
        // At night it goes at once only if the next morning would have been too late.
        if (waited === 0 && (hour < 8 || hour >= 18)) expect(minutesOpen).toBeLessThan((15 + leastHoursToAnswer) * 60)
      },
    ),
  )
})
