import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { calendarSettings } from '../../../functions/domain/time/calendar-setting.ts'
import {
  quarterBounds,
  quarterDays,
  quarterOf,
  quarterOfDay,
  usualCalendar,
} from '../../../functions/domain/time/calendar.ts'
import { quarterTitle } from '../../../functions/domain/time/quarter-title.ts'
import { nextQuarter, plus, previousQuarter } from '../../../functions/domain/time/instants.ts'

const zones = [
  'UTC',
  'Pacific/Kiritimati',
  'Pacific/Auckland',
  'Etc/GMT+12',
  'America/Los_Angeles',
  'Europe/Berlin',
  'Asia/Kathmandu',
  // Clocks change at midnight, or a minute after it.
  'America/St_Johns',
  'America/Havana',
  'Asia/Beirut',
  'America/Asuncion',
  'Africa/Cairo',
] as const

const calendars = fc.record({ zone: fc.constantFrom(...zones), yearStartsIn: fc.integer({ min: 1, max: 12 }) })
const instants = fc
  .integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2060, 0, 1) })
  .map(at => new Date(at).toISOString())

describe('a quarter', () => {
  test('has each instant that lies within its bounds, and every instant lies in one', () => {
    fc.assert(
      fc.property(instants, calendars, (instant, calendar) => {
        const quarter = quarterOf(instant, calendar)
        const { from, to } = quarterBounds(quarter, calendar)
        expect(from <= instant && instant < to).toBe(true)
        expect(quarterOf(from, calendar)).toBe(quarter)
        expect(quarterOf(plus(to, -1), calendar)).toBe(quarter)
      }),
    )
  })

  test('ends where the next begins, wherever clocks change', () => {
    fc.assert(
      fc.property(instants, calendars, (instant, calendar) => {
        const quarter = quarterOf(instant, calendar)
        const { from, to } = quarterBounds(quarter, calendar)
        expect(quarterBounds(nextQuarter(quarter), calendar).from).toBe(to)
        expect(quarterBounds(previousQuarter(quarter), calendar).to).toBe(from)
        expect(quarterOf(to, calendar)).toBe(nextQuarter(quarter))
      }),
    )
  })

  test('begins with the first moment of its first day, as Temporal reckons it', () => {
    fc.assert(
      fc.property(instants, calendars, (instant, calendar) => {
        const quarter = quarterOf(instant, calendar)
        const start = Temporal.PlainDate.from(quarterDays(quarter, calendar).first).toZonedDateTime(calendar.zone)
        expect(quarterBounds(quarter, calendar).from).toBe(new Date(start.epochMilliseconds).toISOString())
      }),
    )
  })

  test('has the days from its first to its last, three months of them', () => {
    fc.assert(
      fc.property(instants, calendars, (instant, calendar) => {
        const quarter = quarterOf(instant, calendar)
        const { first, last } = quarterDays(quarter, calendar)
        expect([first, last].map(day => quarterOfDay(day, calendar))).toStrictEqual([quarter, quarter])
        expect(quarterDays(nextQuarter(quarter), calendar).first).toBe(
          Temporal.PlainDate.from(last).add({ days: 1 }).toString(),
        )
        expect(Temporal.PlainDate.from(first).add({ months: 3 }).subtract({ days: 1 }).toString()).toBe(last)
      }),
    )
  })
})

test('an organisation fourteen hours east is in its quarter before one twelve hours west is', () => {
  const [east, west] = ['Pacific/Kiritimati', 'Etc/GMT+12'].map(zone => ({ zone, yearStartsIn: 1 }))
  if (!east || !west) throw new Error('two calendars')
  expect(quarterBounds('2026-Q4', east).from).toBe('2026-09-30T10:00:00.000Z')
  expect(quarterBounds('2026-Q4', west).from).toBe('2026-10-01T12:00:00.000Z')
  expect([east, west].map(calendar => quarterOf('2026-09-30T23:00:00Z', calendar))).toStrictEqual([
    '2026-Q4',
    '2026-Q3',
  ])
})

test('a day that has no midnight begins when clocks have been set forward', () => {
  expect(quarterBounds('2018-Q4', { zone: 'America/Asuncion', yearStartsIn: 1 }).from).toBe('2018-10-01T04:00:00.000Z')
  expect(quarterBounds('2017-Q4', { zone: 'America/Asuncion', yearStartsIn: 1 }).from).toBe('2017-10-01T04:00:00.000Z')
})

describe('a year', () => {
  test('that begins in January is the one of calendars', () => {
    expect(quarterOf('2026-12-31T23:59:59.999Z', usualCalendar)).toBe('2026-Q4')
    expect(quarterBounds('2027-Q1', usualCalendar)).toStrictEqual({
      from: '2027-01-01T00:00:00.000Z',
      to: '2027-04-01T00:00:00.000Z',
    })
    expect(quarterTitle('2027-Q1', usualCalendar)).toBe('Q1 2027')
  })

  test.each([
    [2, '2027-Q1', '2026-02-01', '2026-04-30'],
    [2, '2027-Q4', '2026-11-01', '2027-01-31'],
    [10, '2027-Q1', '2026-10-01', '2026-12-31'],
    [7, '2027-Q3', '2027-01-01', '2027-03-31'],
    [12, '2027-Q1', '2026-12-01', '2027-02-28'],
  ])('that begins in month %i is named after the one it ends in: %s', (yearStartsIn, quarter, first, last) => {
    const calendar = { zone: 'UTC', yearStartsIn }
    expect(quarterDays(quarter, calendar)).toStrictEqual({ first, last })
    expect(quarterTitle(quarter, calendar)).toBe(`${quarter.slice(5)} FY2027`)
  })
})

const calendarSchema = z.object(calendarSettings)

test('a setting has a zone of the database and a month, and is the calendar of UTC if nothing is said', () => {
  expect(calendarSchema.parse({})).toStrictEqual(usualCalendar)
  expect(calendarSchema.parse({ zone: 'pacific/auckland', yearStartsIn: '4' })).toStrictEqual({
    zone: 'Pacific/Auckland',
    yearStartsIn: 4,
  })
  for (const wrong of [{ zone: 'NZST' }, { zone: '+12:00' }, { yearStartsIn: 0 }, { yearStartsIn: 13 }]) {
    expect(calendarSchema.safeParse(wrong).success).toBe(false)
  }
})
