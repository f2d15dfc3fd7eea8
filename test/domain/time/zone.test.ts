import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { abbreviations, windowsNames } from '../../../functions/domain/time/abbreviations.ts'
import { formatterIn } from '../../../functions/domain/time/formatter.ts'
import { readable } from '../../../functions/domain/time/instants.ts'
import { sendAt } from '../../../functions/domain/time/quiet-hours.ts'
import { readWall } from '../../../functions/domain/time/wall-time.ts'
import { knownZone, usableZone, zoneChoices, zoneSchema } from '../../../functions/domain/time/zone.ts'

const noon = '2026-11-24T12:00:00.000Z'
const issueOf = (zone: string): unknown => zoneSchema.safeParse(zone).error?.issues[0]

describe('a zone that comes in', () => {
  test('is any name that this runtime knows, in any case, and is kept as it is spelt', () => {
    for (const zone of ['UTC', ...Intl.supportedValuesOf('timeZone')]) {
      for (const given of [zone, zone.toLowerCase(), zone.toUpperCase(), ` ${zone} `]) {
        expect(zoneSchema.parse(given)).toBe(zone)
      }
    }
  })

  test.each([
    'Asia/Kolkata',
    'Asia/Calcutta',
    'Europe/Kyiv',
    'US/Pacific',
    'Etc/GMT+5',
    'GB',
    'NZ-CHAT',
    'EST5EDT',
    'GMT0',
  ])('may be a link, and stays one: %s', zone => {
    expect(zoneSchema.parse(zone.toLowerCase())).toBe(zone)
  })

  test.each(Object.keys(abbreviations))('is not guessed of an abbreviation; what it may mean is offered: %s', name => {
    const choices = abbreviations[name]
    expect(issueOf(name)).toMatchObject({ params: { code: 'ambiguous_zone', choices } })
    expect(issueOf(name.toLowerCase())).toMatchObject({ params: { choices } })
    for (const choice of choices ?? []) expect(zoneSchema.parse(choice)).toBe(choice)
  })

  test('is offered for the names that Windows has for it, and for a city', () => {
    for (const [name, choices] of Object.entries(windowsNames)) {
      expect(issueOf(name)).toMatchObject({ params: { choices } })
      for (const choice of choices) expect(zoneSchema.parse(choice)).toBe(choice)
    }
    expect(issueOf('new york')).toMatchObject({ params: { choices: ['America/New_York'] } })
    expect(issueOf('(UTC+01:00) Amsterdam, Berlin, Rome')).toMatchObject({
      params: { choices: ['Europe/Amsterdam', 'Europe/Berlin', 'Europe/Rome'] },
    })
  })

  test.each([
    'Nowhere',
    'Mars/Olympus',
    '',
    ' ',
    '+05:30',
    'UTC+1',
    'Z',
    '12',
    'Factory',
    'localtime',
    'a'.repeat(5000),
  ])('is refused where nobody can tell: %s', zone => {
    expect(issueOf(zone)).toMatchObject({ params: { code: 'unknown_zone', choices: [] } })
  })

  test('is taken only if everything that reckons with zones takes it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')), minLength: 2, maxLength: 4 }),
          fc.string(),
          fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
        ),
        text => {
          const zone = zoneSchema.safeParse(text).data
          if (zone === undefined) return
          expect(() => Temporal.Instant.from(noon).toZonedDateTimeISO(zone)).not.toThrow()
          expect(() => new Intl.DateTimeFormat('en', { timeZone: zone }).format(0)).not.toThrow()
          expect(sendAt(noon, zone, '2026-12-24T12:00:00.000Z') >= noon).toBe(true)
        },
      ),
      { numRuns: 3000 },
    )
  })
})

test.each([
  ['every name of Windows', 'Nepal Standard Time', 'Asia/Kathmandu'],
  ['every name of Windows', 'Central Standard Time (Mexico)', 'America/Mexico_City'],
  ['the cities that a list shows behind an offset', '(GMT+05:30) Chennai, Kolkata, Mumbai, New Delhi', 'Asia/Kolkata'],
  ['the part of a country that it shows', '(UTC-08:00) Pacific Time (US & Canada)', 'America/Los_Angeles'],
  ['the city behind the zone', '(GMT+01:00) Central European Time - Berlin', 'Europe/Berlin'],
  ['a city that was renamed', 'Kyiv', 'Europe/Kyiv'],
  ['another slash', 'Europe\\Berlin', 'Europe/Berlin'],
  ['a short word', 'Eastern', 'America/New_York'],
])('%s is offered as what it may mean: %s', (_, text, zone) => {
  const issue = issueOf(text)
  expect(issue).toMatchObject({ params: { code: 'ambiguous_zone' } })
  expect(zoneChoices(text)).toContain(zone)
})

test('whatever is offered for a word can be taken', () => {
  for (const zones of [...Object.values(windowsNames), ...Object.values(abbreviations)])
    for (const zone of zones) expect(knownZone(zone), zone).not.toBeNull()
})

test('a sign that nobody sees does not make a zone another', () => {
  expect(zoneSchema.parse('\u200BEurope/Berlin\u00A0')).toBe('Europe/Berlin')
})

describe('a zone that is stored', () => {
  test('is used where it can be, else the next one, else UTC', () => {
    expect(usableZone('Europe/Berlin', 'Asia/Tokyo')).toBe('Europe/Berlin')
    expect(usableZone('IST', 'Asia/Tokyo')).toBe('Asia/Tokyo')
    expect(usableZone('IST', 'BST')).toBe('UTC')
    expect(knownZone('IST')).toBeNull()
  })

  test('never makes a written time fail, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('IST', 'BST', 'Mars/Olympus', '')), zone => {
        expect(readable(noon, zone, 'en')).not.toBe('')
        expect(readWall('2026-11-24T12:00', zone)?.instant).toBeTypeOf('string')
        expect(formatterIn('en', zone, {}).format(0)).not.toBe('')
        expect(knownZone(usableZone(zone))).not.toBeNull()
      }),
    )
  })
})
