/**
 * Times as spreadsheets, ticket systems, mails and programming languages write them. What can be read in one way is
 * read; whether the day or the month comes first is asked, and so is an abbreviation that stands for several zones.
 */
import { abbreviations, fixed } from './abbreviations.ts'
import { monthsNamed, plainWord } from './month-names.ts'
import { timeIn } from './time-of-day.ts'
import { type DateOrder, dateOrders } from './wall-time.ts'

/** What tells the clocks that a time is of, where it says so itself. */
export type Clocks =
  | { readonly kind: 'offset'; readonly minutes: number }
  | { readonly kind: 'zone'; readonly name: string }
  /** An abbreviation that stands for any of these zones. */
  | { readonly kind: 'either'; readonly name: string; readonly zones: readonly string[] }

export interface Written {
  /** '2026-11-24T15:00:00', on those clocks; the day or hour may be impossible. */
  readonly wall: string
  readonly clocks: Clocks | null
  /** No time of day was written. */
  readonly isDay: boolean
}

/** What somebody has said that a word for a month means, by the word as `plainWord` writes it. */
export type MonthsSaid = Readonly<Record<string, number>>

export type WrittenReading =
  | Written
  | { readonly orders: readonly DateOrder[] }
  /** A word that stands for any of these months. */
  | { readonly word: string; readonly months: readonly number[] }
  | null

const offsetOf = (sign: string, hours: string, minutes: string | undefined): Clocks | null => {
  const total = Number(hours) * 60 + Number(minutes ?? 0)
  if (total > 15 * 60 || Number(minutes ?? 0) > 59) return null
  return { kind: 'offset', minutes: sign === '+' ? total : -total }
}

interface Rest {
  readonly text: string
  readonly clocks: Clocks | null
}

/** Takes what says the clocks off the end. Null for an end that says impossible ones. */
const clocksOf = (text: string): Rest | null => {
  const [, before, inBrackets] = /^(.*?)\s*\(([^)]*)\)$/.exec(text) ?? []
  if (before !== undefined && inBrackets !== undefined) {
    // What explains the offset before it adds nothing; alone it is what says the clocks.
    const said = clocksOf(before)
    return said?.clocks === null ? clocksOf(`${before} ${inBrackets}`) : said
  }
  const bare = text
  const bracketed = /^(.*?)\s*\[([\w+/-]+)\]$/.exec(bare)
  if (bracketed) {
    const inner = clocksOf(bracketed[1] ?? '')
    return inner && { text: inner.text, clocks: inner.clocks ?? { kind: 'zone', name: bracketed[2] ?? '' } }
  }
  const named = /^(.*\d.*?)\s+([A-Z][A-Za-z_]+(?:\/[A-Za-z_+-]+\d{0,2})+)$/.exec(bare)
  if (named) return { text: named[1] ?? '', clocks: { kind: 'zone', name: named[2] ?? '' } }
  // An offset follows a time of day: the end of '2026-08-01' is none.
  const offset =
    /^(.*\d(?::\d\d|(?<=[\sT]\d{1,2})\.\d\d\.\d\d|[hH]\d\d|T\d{4,6})(?:[.,]\d+)?(?:\s?[ap]\.?m\.?)?)\s?(?:UTC|GMT|Z)?\s?([+-])(\d{1,2}):?(\d\d)?$/i.exec(
      bare,
    )
  if (offset) {
    const clocks = offsetOf(offset[2] ?? '', offset[3] ?? '', offset[4])
    return clocks && { text: offset[1] ?? '', clocks }
  }
  const letters = /^(.*\d.*?)\s*([A-Za-z]{1,5})$/.exec(bare)
  const name = (letters?.[2] ?? '').toUpperCase()
  const minutes = Object.hasOwn(fixed, name) ? fixed[name] : undefined
  if (letters && minutes !== undefined) return { text: letters[1] ?? '', clocks: { kind: 'offset', minutes } }
  const zones = Object.hasOwn(abbreviations, name) ? abbreviations[name] : undefined
  if (letters && zones && /\d\s/.test(bare)) return { text: letters[1] ?? '', clocks: { kind: 'either', name, zones } }
  return { text: bare, clocks: null }
}

const written = (year: number, month: number, day: number, rest: string, clocks: Clocks | null): Written | null => {
  const time = timeIn(rest)
  if (time === null) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!isReal) return null
  // ISO 8601: the end of a day is the beginning of the next.
  const next = time === '24:00:00' ? new Date(date.getTime() + 86_400_000) : date
  const wall = `${next.toISOString().slice(0, 10)}T${time === '24:00:00' ? '00:00:00' : time || '00:00:00'}`
  return { wall, clocks, isDay: time === '' }
}

const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year))

interface Said {
  readonly order: DateOrder | null
  readonly months: MonthsSaid
}

type Take = (found: RegExpExecArray, rest: string, clocks: Clocks | null, said: Said) => WrittenReading

const number = (text: string | undefined): number => Number(text ?? Number.NaN)

const byName =
  (at: readonly [year: number, month: number, day: number]): Take =>
  (found, rest, clocks, said) => {
    const [year = '', name = '', day = ''] = at.map(index => found[index] ?? '')
    const word = plainWord(name)
    const of = (month: number): Written | null => written(fullYear(year), month, number(day), rest, clocks)
    const months = monthsNamed(name)
    const [only] = months
    const told = Object.hasOwn(said.months, word) ? said.months[word] : undefined
    if (only === undefined) return null
    if (months.length === 1) return of(only)
    if (told !== undefined && months.includes(told)) return of(told)
    return of(only) && { word, months }
  }

const byNumbers: Take = (found, rest, clocks, { order }) => {
  const [, first, sign, second, year = ''] = found
  const [a, b] = [number(first), number(second)]
  const of = (which: DateOrder): Written | null => {
    if (which === 'ymd') return written(2000 + a, b, Number(year), rest, clocks)
    return written(fullYear(year), which === 'dmy' ? b : a, which === 'dmy' ? a : b, rest, clocks)
  }
  // Nobody who writes points writes the month first.
  if (sign === '.') return of('dmy')
  const short = year.length === 2
  // '26-08-01' begins with its year more often than not.
  const possible = dateOrders.filter(which => (which === 'ymd' ? short && sign === '-' : true) && of(which) !== null)
  const [only] = possible
  if (possible.length === 1 && only) return of(only)
  if (possible.length === 2 && a === b && !possible.includes('ymd')) return of('dmy')
  if (order && possible.includes(order)) return of(order)
  return possible.length === 0 ? null : { orders: possible }
}

const word = String.raw`(\p{L}[\p{L}\p{M}.’'׳]*)`
const ordinal = String.raw`(?:st|nd|rd|th|er|\.|º|ª)?`
const of = String.raw`(?:\s?de\s|\s?of\s|[\s/.-])\s?`

const shapes: readonly (readonly [RegExp, Take])[] = [
  [
    /(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)[日일.]?/u,
    (found, rest, clocks) => written(number(found[1]), number(found[2]), number(found[3]), rest, clocks),
  ],
  [
    /^(\d{4})(\d\d)(\d\d)(?=T|\s|$|(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$)/,
    (found, rest, clocks) => written(number(found[1]), number(found[2]), number(found[3]), rest, clocks),
  ],
  [/(?<![\d:.])(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d\d)(?![\d:])/, byNumbers],
  [
    new RegExp(
      String.raw`(?<![\d:.])(\d{1,2})${ordinal}${of}${word}(?:\sde\s|\sdel\s|[\s/.,-])\s?(\d{4}|\d\d)(?![\d:])`,
      'u',
    ),
    byName([3, 2, 1]),
  ],
  [new RegExp(String.raw`(\d{4})[\s/.-]\s?${word}[\s/.-]\s?(\d{1,2})(?![\d:])\.?`, 'u'), byName([1, 2, 3])],
  [new RegExp(String.raw`${word}[\s/-]\s?(\d{1,2})${ordinal},?[\s/-]\s?(\d{4})(?![\d:])`, 'u'), byName([3, 1, 2])],
]

/** 'Sat Aug  1 10:00:00 CEST 2026', as `date` and many logs write it. */
const unixDate = /^(?:\p{L}+ )?(\p{L}+) (\d{1,2}) (\d{1,2}:\d\d(?::\d\d)?)(?: ([A-Z]{1,5}|[+-]\d{4}))? (\d{4})$/u

/** The same with the day first. */
const dayBefore = /^(\p{L}+ )?(\d{1,2}) (\p{L}+) (?=\d{1,2}:)/u

/** Seconds, milliseconds, microseconds and nanoseconds since 1970, told apart by their size: from 2001 to 2286. */
const epochs: readonly (readonly [RegExp, number])[] = [
  [/^(\d{10})(?:[.,]\d+)?$/, 1000],
  [/^(\d{13})(?:[.,]\d+)?$/, 1],
  [/^(\d{16})$/, 1 / 1000],
  [/^(\d{19})$/, 1 / 1_000_000],
  [/^\/Date\((\d{12,13})(?:[+-]\d{4})?\)\/$/, 1],
]

/** Days since 30 December 1899, as spreadsheets keep a time of the years 1954 to 2118. */
const serial = /^([2-7]\d{4})(?:[.,](\d+))?$/

const ofNumber = (text: string): Written | null => {
  for (const [pattern, milliseconds] of epochs) {
    const found = pattern.exec(text)?.[1]
    if (found === undefined) continue
    const wall = new Date(Math.floor(Number(found) * milliseconds)).toISOString().slice(0, 19)
    return { wall, clocks: { kind: 'offset', minutes: 0 }, isDay: false }
  }
  const [, days, part] = serial.exec(text) ?? []
  if (days === undefined) return null
  const seconds = Math.round(Number(`0.${part ?? '0'}`) * 86_400)
  const at = Date.UTC(1899, 11, 30) + Number(days) * 86_400_000 + seconds * 1000
  return { wall: new Date(at).toISOString().slice(0, 19), clocks: null, isDay: part === undefined }
}

/** What stands there in another sign for the same. */
const tidied = (given: string): string =>
  given
    .normalize('NFKC')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/[\u200e\u200f\u200b\ufeff]/g, '')
    // Arabic and Persian numbers.
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, digit => String(digit.charCodeAt(0) & 15))
    .replaceAll(/(?:\s|(?<=\d)_(?=\d)|@)+/g, ' ')
    .trim()
    // A spreadsheet keeps a cell as text by an apostrophe.
    .replace(/^'(?=\d)/, '')
    // The logs of web servers put a colon between day and time, and brackets around both.
    .replace(/^\[(\d\d\/[^[\]]+)\]$/, '$1')
    .replace(/^(\d\d\/\p{L}+\/\d{4}):/u, '$1 ')
    // Go names the zone again after its offset, and then how long its process has run.
    .replace(/ m=[+-][\d.]+$/, '')
    .replace(/(\d [+-]\d{4}) [A-Z]{3,5}$/, '$1')
    // The weekday in brackets, between day and time.
    .replace(/(\d ?[日일.]) ?\(\p{L}\)/u, '$1 ')
    .replace(/(\d)t(\d\d:)/, '$1T$2')
    .replace(/^(\d{1,2})([A-Za-z]{3})(\d{4}):?/, '$1 $2 $3 ')
    .trim()

/** Null for what is no time; `orders` or `months` where two are possible and nobody has said which. */
export const readWritten = (given: string, order: DateOrder | null = null, months: MonthsSaid = {}): WrittenReading => {
  const text = tidied(given)
  const plain = ofNumber(text)
  if (plain || text.length > 100) return plain
  const [, name = '', day, clock, zone, year] = unixDate.exec(text.replace(dayBefore, '$1$3 $2 ')) ?? []
  if (year !== undefined)
    return readWritten(`${day} ${name} ${year} ${clock}${zone === undefined ? '' : ` ${zone}`}`, order, months)
  const split = clocksOf(text)
  if (!split) return null
  for (const [shape, take] of shapes) {
    const found = shape.exec(split.text)
    if (!found) continue
    const before = split.text.slice(0, found.index)
    const rest = `${before} ${split.text.slice(found.index + found[0].length).replace(/^(?:T(?=\d)|-(?=\d\d\.\d\d)|\.(?=\s|$))/, '')}`
    const read = take(found, rest, split.clocks, { order, months })
    if (read) return read
  }
  return null
}
