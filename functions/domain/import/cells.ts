/** Single values of an import: times, severities, lists, yes and no. An unreadable value comes with the reason. */
import type { Incident } from '../incident/incident.ts'
import { readWall } from '../time/wall-time.ts'

export type Reading<T> = { readonly value: T } | { readonly message: string }
/** `isDay`: no time of day was written. `hasOffset`: it says itself which clocks it is of. */
export type TimeReading = Reading<string> & { readonly isDay?: boolean; readonly hasOffset?: boolean }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const two = (number: number | string): string => String(number).padStart(2, '0')

const iso = /^(\d{4})[-/](\d\d)[-/](\d\d)(?:[T ](\d{1,2}):(\d\d)(:\d\d)?(?:[.,]\d+)?)? ?(z|utc|gmt|[+-]\d\d:?\d\d)?$/i
/** The format of spreadsheets in countries that write dates with points. */
const pointed = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,? (\d{1,2}):(\d\d)(:\d\d)?)?$/
/** With two numbers before the year, nobody can tell which is the month. */
const slashed = /^\d{1,2}\/\d{1,2}\/\d{2,4}\b/
/** The default format in Jira's tables: '20/Nov/26 3:00 AM'. */
const jiraTime = /^(\d{1,2})\/([a-z]{3})\/(\d\d|\d{4}) (\d{1,2}):(\d\d)(?::\d\d)? ?(am|pm)?$/i

interface Written {
  readonly wall: string
  readonly offset: string | null
  readonly isDay: boolean
}

const wallOf = (text: string): Written | null => {
  const written = iso.exec(text)
  if (written) {
    const [, year, month, day, hour = 0, minute = '00', seconds = '', offset] = written
    return {
      wall: `${year}-${month}-${day}T${two(hour)}:${minute}${seconds}`,
      offset: offset?.toLowerCase() ?? null,
      isDay: written[4] === undefined,
    }
  }
  const european = pointed.exec(text)
  if (european) {
    const [, day = '', month = '', year, hour = 0, minute = '00', seconds = ''] = european
    return {
      wall: `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}${seconds}`,
      offset: null,
      isDay: european[4] === undefined,
    }
  }
  const [, day, name, year, hour, minute, half] = jiraTime.exec(text) ?? []
  const month = months.indexOf(name?.toLowerCase() ?? '')
  if (day === undefined || year === undefined || hour === undefined || minute === undefined || month < 0) return null
  const of24 = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour)
  const fullYear = year.length === 2 ? `20${year}` : year
  return { wall: `${fullYear}-${two(month + 1)}-${two(day)}T${two(of24)}:${minute}`, offset: null, isDay: false }
}

const offsetMinutes = (offset: string): number => {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? []
  return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0
}

/** An instant. A time without an offset is a wall time in the zone; if it occurred twice, the first is meant. */
export const readTime = (text: string, zone: string): TimeReading => {
  const message = slashed.test(text.trim())
    ? `in “${text.trim().slice(0, 40)}” day and month can’t be told apart; write it as 2026-11-20 03:00`
    : 'not a time; write it as 2026-11-20T03:00:00Z or 2026-11-20 03:00'
  const written = wallOf(text.trim())
  const read = written && readWall(written.wall, written.offset === null ? zone : 'UTC')
  if (!written || !read) return { message }
  if (written.offset === null && read.instants.length === 0) {
    return { message: `there was no such time in ${zone} that day: clocks were set forward` }
  }
  const shift = offsetMinutes(written.offset ?? '') * 60_000
  const value = new Date(Date.parse(read.instant) - shift).toISOString()
  return { value, isDay: written.isDay, hasOffset: written.offset !== null }
}

/** The words that every system uses, in lower case, without spaces, hyphens and underscores. */
const severityWords: Readonly<Record<string, Incident['severity']>> = {
  p0: 'P1',
  p1: 'P1',
  sev0: 'P1',
  sev1: 'P1',
  severity1: 'P1',
  critical: 'P1',
  p2: 'P2',
  sev2: 'P2',
  severity2: 'P2',
  major: 'P2',
  p3: 'P3',
  sev3: 'P3',
  severity3: 'P3',
  minor: 'P3',
}

const plainWord = (word: string): string => word.toLowerCase().replaceAll(/[\s_-]+/g, '')

/**
 * The first value that names a severity. The label's own name may come before it: 'severity: critical', 'priority/P1'.
 */
export const readSeverity = (
  values: readonly string[],
  ...further: readonly Readonly<Record<string, Incident['severity']>>[]
): Incident['severity'] | null => {
  const words = new Map<string, Incident['severity']>()
  for (const known of [severityWords, ...further]) {
    for (const [word, severity] of Object.entries(known)) words.set(plainWord(word), severity)
  }
  for (const value of values) {
    const found = words.get(plainWord(value)) ?? words.get(plainWord(value.replace(/^.*[:/]/, '')))
    if (found) return found
  }
  return null
}

/** Splits a cell of a table with several names at semicolons, or at commas if it has no semicolon. */
export const readList = (values: readonly string[], format: 'csv' | 'json'): string[] => {
  const split = (value: string): string[] => value.split(value.includes(';') ? /[;\n]/ : /[,\n]/)
  const names = format === 'csv' ? values.flatMap(split) : values
  return [...new Set(names.map(name => name.trim()).filter(Boolean))]
}

export const readYes = (text: string): Reading<boolean> => {
  if (/^(true|yes|y|1|x)$/i.test(text)) return { value: true }
  if (/^(false|no|n|0|-)$/i.test(text)) return { value: false }
  return { message: 'neither yes nor no' }
}
