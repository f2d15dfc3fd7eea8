/** Single values of an import: times, severities, lists, yes and no. An unreadable value comes with the reason. */
import { severities } from '../incident/fields.ts'
import type { Incident } from '../incident/incident.ts'
import { bareWord, letterForm } from '../normal-form.ts'
import { saysNothing } from '../table/nothing-said.ts'
import { listIn } from '../table/lists.ts'
import { type DateOrder, readWall } from '../time/wall-time.ts'
import { type MonthsSaid, readWritten } from '../time/written.ts'
import { knownZone } from '../time/zone.ts'

/** `isDay`: no time of day was written. `choices`: what it can mean, in the words of a mapping. */
/** A word for a month, and the months that it may mean. */
interface Month {
  readonly word: string
  readonly months: readonly number[]
}
type TimeReading =
  | { readonly value: string; readonly isDay: boolean }
  | { readonly message: string; readonly choices?: readonly string[]; readonly month?: Month }

const order = (which: DateOrder): string => ({ dmy: 'day first', mdy: 'month first', ymd: 'year first' })[which]

/**
 * An instant. A time without an offset is a wall time in the zone; if it occurred twice, the first is meant. An
 * abbreviation that stands for several zones is taken for the given one if that is among them.
 */
export const readTime = (
  text: string,
  zone: string,
  dateOrder: DateOrder | null = null,
  months: MonthsSaid = {},
): TimeReading => {
  const shown = text.trim().slice(0, 40)
  const written = readWritten(text, dateOrder, months)
  if (written === null) return { message: 'not a time; write it as 2026-11-20T03:00:00Z or 2026-11-20 03:00' }
  if ('orders' in written) {
    const ways = written.orders.map(order).join(' or ')
    const message = `in “${shown}” day and month can’t be told apart; say which it is, ${ways}, or write it as 2026-11-20 03:00`
    return { message, choices: written.orders }
  }
  if ('months' in written) {
    const message = `“${written.word}” is one month in one language and another in the next; say which it is, or write it as 2026-11-20 03:00`
    return { message, month: { word: written.word, months: written.months } }
  }
  const { clocks, wall, isDay } = written
  if (clocks?.kind === 'either' && !clocks.zones.includes(zone)) {
    const message = `“${clocks.name}” stands for several zones; choose the one that is meant as the zone of the times`
    return { message, choices: clocks.zones }
  }
  const named = clocks?.kind === 'zone' ? knownZone(clocks.name) : zone
  if (named === null) return { message: `“${shown}” names no time zone that is known` }
  const offset = clocks?.kind === 'offset' ? clocks.minutes : null
  const read = readWall(wall, offset === null ? named : 'UTC')
  if (!read) return { message: 'not a time; write it as 2026-11-20T03:00:00Z or 2026-11-20 03:00' }
  if (offset === null && read.instants.length === 0) {
    return { message: `there was no such time in ${named} that day: clocks were set forward` }
  }
  const value = new Date(Date.parse(read.instant) - (offset ?? 0) * 60_000).toISOString()
  return { value, isDay }
}

/** The words that every system uses, in lower case, letters and digits alone. */
const severityWords: Readonly<Record<string, Incident['severity']>> = {
  p0: 'P1',
  p1: 'P1',
  prio1: 'P1',
  priority1: 'P1',
  blocker: 'P1',
  sev0: 'P1',
  s0: 'P1',
  s1: 'P1',
  sev1: 'P1',
  severity1: 'P1',
  critical: 'P1',
  p2: 'P2',
  prio2: 'P2',
  priority2: 'P2',
  s2: 'P2',
  sev2: 'P2',
  severity2: 'P2',
  major: 'P2',
  p3: 'P3',
  prio3: 'P3',
  priority3: 'P3',
  s3: 'P3',
  sev3: 'P3',
  severity3: 'P3',
  minor: 'P3',
  na: null,
  nopriority: null,
  noseverity: null,
  untriaged: null,
  notrated: null,
  unrated: null,
}

type Words = ReadonlyMap<string, Incident['severity']>
type Said = Readonly<Record<string, Incident['severity']>>

const wordsOf = (...said: readonly Said[]): Words =>
  new Map(said.flatMap(words => Object.entries(words).map(([word, severity]) => [bareWord(word), severity] as const)))

/** What the words of a file mean: those that are known, of its system too, and those that a mapping tells. */
export interface SeverityWords {
  readonly all: Words
  readonly asked: Words
}

export const severityWordsOf = (ofSystem: Said, asked: Readonly<Record<string, string>>): SeverityWords => {
  const told = Object.fromEntries(
    Object.entries(asked).map(([word, means]) => [word, severities.find(severity => severity === means) ?? null]),
  )
  return { all: wordsOf(severityWords, ofSystem, told), asked: wordsOf(told) }
}

/** What stands beside a severity: 'severity: critical', 'priority/P1', 'P1 - Critical', 'Critical (P1)'. */
const besides = /\s[-–—·|]\s|(?<=\d)-(?=\p{L})|[:/|()[\],·]/u

/** The last of several words names it, and none before it another one. */
const meantBy = (value: string, all: Words): Incident['severity'] | undefined => {
  const of = (word: string): Incident['severity'] | undefined =>
    all.has(bareWord(word)) ? all.get(bareWord(word)) : saysNothing(word) ? null : undefined
  const whole = of(value)
  if (whole !== undefined) return whole
  const read = value.split(besides).filter(bareWord)
  const last = of(read.at(-1) ?? '')
  return read.every(word => (of(word) ?? last) === last) ? last : undefined
}

/** The first value that names a severity. Null where all of them say that it is not known, undefined where one says something else. */
export const readSeverity = (
  values: readonly string[],
  { all }: Pick<SeverityWords, 'all'>,
): Incident['severity'] | undefined => {
  const read = values.map(value => meantBy(value, all))
  return read.find(Boolean) ?? (read.length > 0 && read.every(severity => severity === null) ? null : undefined)
}

/** A label says that it is about severity, or is written as only severities are. */
const aboutSeverity = /^\P{L}*(?:sev(?:erity)?|prio(?:rity)?|impact)\P{L}|^\P{L}*(?:sev|p)[\s_-]?\d\P{L}*$/iu

/** The first label that names a severity. “major” alone may be about anything, so it has to be said what it means. */
export const readLabelled = (labels: readonly string[], words: SeverityWords): Incident['severity'] | undefined => {
  const told = labels.map(label => words.asked.get(bareWord(label))).find(severity => severity !== undefined)
  if (told !== undefined) return told
  const about = labels.filter(label => aboutSeverity.test(letterForm(label)))
  return readSeverity(about, words)
}

/** Several names may stand in one cell of a table. */
export const readList = (values: readonly string[], format: 'csv' | 'json'): string[] => {
  const names = format === 'csv' ? values.flatMap(listIn) : values
  return [...new Set(names.map(name => name.trim()).filter(Boolean))]
}
