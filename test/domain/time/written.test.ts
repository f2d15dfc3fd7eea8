import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWritten } from '../../../functions/domain/time/written.ts'

const wallOf = (text: string, order: 'dmy' | 'mdy' | 'ymd' | null = null): unknown => {
  const read = readWritten(text, order)
  return read === null ? null : 'wall' in read ? read.wall : 'orders' in read ? read.orders : null
}

describe('one time in every usual spelling', () => {
  const at = '2026-08-14T10:05:00'
  test.each([
    '2026-08-14T10:05:00',
    '2026-08-14 10:05',
    '2026/8/14 10:05',
    '2026.08.14 10:05:00',
    '20260814T100500',
    '14 Aug 2026 10:05',
    '14-AUG-2026 10:05',
    '14-AUG-26 10.05.00.000000 AM',
    '14/Aug/26 10:05 AM',
    '14/Aug/2026:10:05:00',
    'Fri Aug 14 10:05:00 2026',
    'Fri, 14 Aug 2026 10:05:00',
    'August 14th, 2026 at 10:05 AM',
    'Friday, August 14, 2026 10:05 AM',
    '14/08/2026 10:05',
    '14-08-2026 10:05:00',
    '8/14/2026 10:05',
    '8/14/2026, 10:05:00 AM',
    '14.8.2026 10:05',
    '14.08.26, 10:05 Uhr',
    '14. August 2026 um 10:05 Uhr',
    '14 août 2026 à 10h05',
    '14 de agosto de 2026, 10:05',
    '14 sierpnia 2026 10:05',
    '14 августа 2026 г. в 10:05',
    '14. elokuuta 2026 klo 10.05',
    '2026. augusztus 14. 10:05',
    '2026年8月14日 10:05',
    '2026. 8. 14. 오전 10:05',
    '10:05 14/08/2026',
    '2026-08-14 10:05:00,123',
    '2026-08-14-10.05.00.000000',
    'Aug 14, 2026 @ 10:05:00.000',
    '14AUG2026:10:05:00',
    '14/08/2026 10h05',
    '١٤/٠٨/٢٠٢٦ ١٠:٠٥',
    '20260814100500',
    '2026年8月14日(金) 10時05分',
    '2026. 8. 14. (금) 오전 10:05',
    '14 באוגוסט 2026, 10:05',
    '14 अगस्त 2026, 10:05',
    '14 agustus 2026 pukul 10.05',
    '14 สิงหาคม 2026 10:05',
    '14 أغسطس 2026, 10:05 ص',
    '14. kolovoza 2026. u 10:05',
    "'2026-08-14 10:05",
    '46248.4201388889',
    '46248,4201388889',
  ])('%s', text => {
    expect(readWritten(text)).toEqual({ wall: at, clocks: null, isDay: false })
  })

  test.each([
    ['2026-08-14T10:05:00Z', 0],
    ['2026-08-14T10:05:00+02', 120],
    ['2026-08-14 10:05 −03:30', -210],
    ['2026-08-14 10:05:00 CEST', 120],
    ['Fri Aug 14 10:05:00 CEST 2026', 120],
    ['Fri Aug 14 2026 10:05:00 GMT+0200 (Central European Summer Time)', 120],
    ['2026-08-14 10:05:00 -0700 PDT', -420],
    ['2026-08-14 10:05 (CEST)', 120],
    ['2026-08-14t10:05:00z', 0],
    ['[14/Aug/2026:10:05:00 +0200]', 120],
    ['14-AUG-26 10.05.00.000000000 AM +02:00', 120],
    ['2026-08-14 10:05:00.123456789 +0200 CEST m=+0.000012', 120],
    ['1786701900', 0],
    ['1786701900000', 0],
    ['1786701900.25', 0],
    ['/Date(1786701900000)/', 0],
  ])('%s says its clocks itself', (text, minutes) => {
    expect(readWritten(text)).toEqual({ wall: at, clocks: { kind: 'offset', minutes }, isDay: false })
  })

  test('a zone is named; an abbreviation of several is told with them', () => {
    expect(readWritten('2026-08-14T10:05:00 Europe/Paris')).toMatchObject({ clocks: { name: 'Europe/Paris' } })
    expect(readWritten('2026-08-14T10:05:00 Etc/GMT+2')).toMatchObject({ clocks: { name: 'Etc/GMT+2' } })
    expect(readWritten('2026-08-14T10:05:00+02:00[Europe/Paris]')).toMatchObject({ clocks: { minutes: 120 } })
    expect(readWritten('2026-08-14 10:05 IST')).toMatchObject({ clocks: { kind: 'either', name: 'IST' } })
  })

  test.each(['2026-08-14', '14.8.2026', '14 Aug 2026', '46248', '20260814'])('%s is a day', text => {
    expect(readWritten(text)).toEqual({ wall: '2026-08-14T00:00:00', clocks: null, isDay: true })
  })
})

describe('what can be read in two ways is asked', () => {
  test.each([
    ['03/04/2026 10:00', ['dmy', 'mdy'], '2026-04-03T10:00:00', '2026-03-04T10:00:00'],
    ['3-4-2026', ['dmy', 'mdy'], '2026-04-03T00:00:00', '2026-03-04T00:00:00'],
    ['3/4/26, 10:00 PM', ['dmy', 'mdy'], '2026-04-03T22:00:00', '2026-03-04T22:00:00'],
  ])('%s', (text, orders, dmy, mdy) => {
    expect([wallOf(text), wallOf(text, 'dmy'), wallOf(text, 'mdy')]).toEqual([orders, dmy, mdy])
  })

  test('a year of two numbers may come first, and a day and month that are one number are one day', () => {
    expect([wallOf('26-08-14'), wallOf('26-08-14', 'ymd')]).toEqual([['dmy', 'ymd'], '2026-08-14T00:00:00'])
    expect(wallOf('05/05/2026')).toBe('2026-05-05T00:00:00')
  })

  test.each([
    '',
    'soon',
    '10:00',
    '2026',
    '12345',
    '13/13/2026',
    '2026-13-01',
    '31.2.2026',
    '2026-08-14 99',
    '20260814256000',
    'Q3 2026',
  ])('%j is no time', text => {
    expect(wallOf(text)).toBeNull()
  })
})

const languages = 'en-US en-GB de fr es it pt-BR nl pl cs sv da nb fi ru uk tr hu ro hr he hi id'.split(' ')

test('whatever Intl writes with a month’s name is read back, in every language of an export', () => {
  const instants = fc.date({
    min: new Date('2001-01-01T00:00:00Z'),
    max: new Date('2059-12-31T23:59:00Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(instants, fc.constantFrom(...languages), fc.constantFrom('long', 'medium'), (date, language, style) => {
      // `as const` is lost in an arbitrary.
      const dateStyle = style === 'long' ? 'long' : 'medium'
      const text = new Intl.DateTimeFormat(language, { dateStyle, timeStyle: 'short', timeZone: 'UTC' }).format(date)
      const read = wallOf(text)
      const numbersAlone = !/\p{L}{3}/u.test(text)
      if (numbersAlone) return
      // Polish shares them with Croatian: see below.
      if (/\blistopada\b|\blis\b|\blip\b/.test(text)) return
      expect([language, text, read]).toEqual([language, text, `${date.toISOString().slice(0, 16)}:00`])
    }),
    { numRuns: 400 },
  )
})

test.each(['14 lip 2026', '14. srp 2026', '14 lis 2026', '14. listopada 2026', '14 listopad 2026'])(
  '%s is one month in Croatian and another in Polish or Czech, so it is asked about',
  text => {
    expect(wallOf(text)).toBeNull()
    const read = readWritten(text)
    const { word, months } = read && 'months' in read ? read : expect.fail('it is not asked about')
    expect(months).toHaveLength(2)
    for (const month of months)
      expect(readWritten(text, null, { [word]: month })).toMatchObject({
        wall: `2026-${String(month).padStart(2, '0')}-14T00:00:00`,
      })
    // What nobody can mean is not taken either.
    expect(readWritten(text, null, { [word]: 1 })).toStrictEqual(read)
  },
)

test.each([
  ['14. svibnja 2026 10:05', '2026-05-14T10:05:00'],
  ['14. kolovoza 2026', '2026-08-14T00:00:00'],
  ['14 lipca 2026', '2026-07-14T00:00:00'],
  ['14. lipnja 2026', '2026-06-14T00:00:00'],
  ['14. listopadu 2026', '2026-11-14T00:00:00'],
])('%s is one month in every language that has it', (text, wall) => {
  expect(wallOf(text)).toBe(wall)
})

test('a date of numbers is read as it was written, or asked, and never as another', () => {
  const day = fc.date({
    min: new Date('2001-01-01T00:00:00Z'),
    max: new Date('2059-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(
      day,
      fc.constantFrom('dmy', 'mdy'),
      fc.constantFrom('/', '-'),
      fc.boolean(),
      (date, which, sign, padded) => {
        const [year, month, of] = date.toISOString().slice(0, 10).split('-').map(Number)
        const two = (number = 0): string => String(number).padStart(padded ? 2 : 1, '0')
        const text = [...(which === 'dmy' ? [two(of), two(month)] : [two(month), two(of)]), year].join(sign)
        const read = readWritten(text)
        const told = readWritten(text, which === 'dmy' ? 'dmy' : 'mdy')
        const expected = `${date.toISOString().slice(0, 10)}T00:00:00`
        expect([text, told]).toEqual([text, { wall: expected, clocks: null, isDay: true }])
        if (read && 'wall' in read) expect([text, read.wall]).toEqual([text, expected])
      },
    ),
  )
})

test('no text makes it throw, and what is read is a time', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9:./ TZ+-]{1,30}$/)), text => {
      const read = readWritten(text)
      if (read && 'wall' in read) expect(read.wall).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
    }),
    { numRuns: 2000 },
  )
})

test.each(['2026.08.01-10:30', '2026.08.01-1030', '01.08.26-10:30'])(
  'what follows a dotted date by a hyphen is no offset of it: %s',
  text => {
    expect(readWritten(text, 'dmy')).toBeNull()
  },
)
