import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reminderFor, remindersFrom } from '../../../functions/domain/survey/reminding.ts'
import { hourMilliseconds, plus } from '../../../functions/domain/time/instants.ts'
import { isWorkingDay } from '../../../functions/domain/time/working-days.ts'

const monday = '2026-11-30T09:00:00.000Z'
const wednesdayBefore = '2026-11-25T10:00:00.000Z'

describe('a survey that closes on Monday morning', () => {
  test.each([
    ['UTC', '2026-11-27T09:00:00.000Z'],
    ['Europe/Berlin', '2026-11-27T09:00:00.000Z'],
    ['America/Los_Angeles', '2026-11-27T16:00:00.000Z'],
    // Sunday is a working day there.
    ['Asia/Jerusalem', '2026-11-29T09:00:00.000Z'],
    ['Asia/Dhaka', '2026-11-29T09:00:00.000Z'],
  ])('reminds its readers in %s on their last working day before', (zone, at) => {
    expect(reminderFor({ opensAt: wednesdayBefore, closesAt: monday }, zone)).toBe(at)
  })

  test('opened on Friday noon reminds late on Friday, not before it has been there for a while', () => {
    expect(reminderFor({ opensAt: '2026-11-27T12:00:00.000Z', closesAt: monday }, 'UTC')).toBe(
      '2026-11-27T16:00:00.000Z',
    )
  })

  test('opened on Friday evening reminds on Monday at eight, while there is an hour left', () => {
    expect(reminderFor({ opensAt: '2026-11-27T17:30:00.000Z', closesAt: monday }, 'UTC')).toBe(
      '2026-11-30T08:00:00.000Z',
    )
  })

  test('opened on Saturday, to close before anybody works again, reminds when there is time for it', () => {
    const closesAt = '2026-11-30T07:30:00.000Z'
    const at = reminderFor({ opensAt: '2026-11-28T10:00:00.000Z', closesAt }, 'UTC')
    expect(Date.parse(at)).toBeLessThan(Date.parse(closesAt) - 4 * hourMilliseconds)
  })
})

test('one that closes on Friday where the week-end is Friday and Saturday reminds on Thursday', () => {
  const window = { opensAt: '2026-11-23T10:00:00.000Z', closesAt: '2026-11-28T09:00:00.000Z' }
  expect(reminderFor(window, 'Africa/Cairo')).toBe('2026-11-26T09:00:00.000Z')
})

const zones = [
  'UTC',
  'Europe/Berlin',
  'Asia/Tokyo',
  'America/Los_Angeles',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Asia/Kabul',
]

test('it comes after the opening, before the close, and on a week-end only if there is no time but that', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-01'), noInvalidDate: true }),
      fc.integer({ min: 1, max: 24 * 14 }),
      fc.constantFrom(...zones),
      (opens, hours, zone) => {
        const opensAt = opens.toISOString()
        const window = { opensAt, closesAt: plus(opensAt, hours * hourMilliseconds) }
        const at = reminderFor(window, zone)
        expect(Date.parse(at)).toBeGreaterThanOrEqual(Date.parse(opensAt))
        expect(Date.parse(at)).toBeLessThan(Date.parse(window.closesAt))
        // Five days hold a working day with its hours, whatever the week-end.
        if (hours >= 24 * 5) expect(isWorkingDay(at, zone)).toBe(true)
        // Whoever is reminded first, the queueing has begun by then, give or take the differences of their clocks.
        expect(Date.parse(remindersFrom(window))).toBeLessThanOrEqual(Date.parse(at) + 24 * hourMilliseconds)
      },
    ),
  )
})

test.each([
  // Monday at three in the afternoon in Sydney, at half past two in Hobart, and at half past ten in Delhi.
  ['Australia/Sydney', '2026-11-30T04:00:00.000Z'],
  ['Asia/Tokyo', '2026-11-30T05:30:00.000Z'],
  ['Asia/Kolkata', '2026-11-30T05:00:00.000Z'],
  ['Asia/Riyadh', '2026-12-06T06:30:00.000Z'],
  ['Africa/Algiers', '2026-11-29T16:30:00.000Z'],
  // Clocks were set back in the night to Sunday, so that Friday's hour came earlier.
  ['Europe/Berlin', '2026-10-26T09:00:00.000Z'],
  ['Asia/Tokyo', '2026-11-30T09:00:00.000Z'],
])('a reminder to a reader in %s, of a close at %s, is queued before it is due', (zone, closesAt) => {
  const window = { opensAt: plus(closesAt, -10 * 24 * hourMilliseconds), closesAt }
  expect(Date.parse(remindersFrom(window))).toBeLessThanOrEqual(Date.parse(reminderFor(window, zone)))
})

test('wherever readers are, their reminders are queued before the first of them is due', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-01'), noInvalidDate: true }),
      fc.integer({ min: 48, max: 24 * 14 }),
      fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
      (opens, hours, zone) => {
        const opensAt = opens.toISOString()
        const window = { opensAt, closesAt: plus(opensAt, hours * hourMilliseconds) }
        expect(Date.parse(remindersFrom(window))).toBeLessThanOrEqual(Date.parse(reminderFor(window, zone)))
      },
    ),
  )
})
