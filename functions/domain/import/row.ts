/** One record as an incident, or everything that is wrong with it. */
import * as z from 'zod'
import {
  type Incident,
  incidentInputSchema,
  incidentTimes,
  type IncidentPatch,
  type IncidentSource,
  timesOutOfOrder,
} from '../incident/incident.ts'
import { everyIncidentField, fieldsOf, type FieldsOf, type IncidentField, incidentFields } from '../incident/fields.ts'
import { type Unknown, unknowns } from '../incident/known.ts'
import type { Adapter } from './adapters.ts'
import { readList, readSeverity, readTime, readYes } from './cells.ts'
import { type ImportField, importFields, type ImportMapping } from './fields.ts'
import { zoneChoices } from '../time/zone.ts'
import type { SourceRecord } from '../table/source-records.ts'

export const importProblemSchema = z.object({
  line: z.int(),
  column: z.string(),
  code: z.enum(['unknown_severity', 'times_out_of_order', 'unreadable', 'missing', 'repeated']),
  message: z.string(),
  /** The word that is not a known severity. */
  value: z.string().optional(),
  /** The zones that an abbreviation may mean. */
  choices: z.array(z.string()).optional(),
})
export type ImportProblem = z.infer<typeof importProblemSchema>

export interface ImportRow {
  readonly line: number
  readonly source: IncidentSource
  /** Only what the record says. */
  readonly fields: IncidentPatch & Pick<Incident, 'title' | 'severity' | 'startedAt'>
  /** What the file has a place for and the record leaves empty. */
  readonly empty: readonly IncidentField[]
  /** Whether it has an id of its own; without one it is known by its title and start. */
  readonly identified: boolean
}

/** The columns that each field is read from; the first with a value counts. */
export type ImportColumns = Readonly<Partial<Record<ImportField, readonly string[]>>>

export interface Way {
  readonly format: 'csv' | 'json'
  readonly adapter: Adapter
  readonly columns: ImportColumns
  /** All columns of the file, also those that are empty throughout. */
  readonly present: ReadonlySet<string>
  readonly asked: ImportMapping
  readonly system: string
}

/** What was left out of a record that was taken. */
export const leftOutSchema = z.object({ line: z.int(), column: z.string(), value: z.string(), message: z.string() })
export type LeftOut = z.infer<typeof leftOutSchema>

type RecordReading =
  | { readonly row: ImportRow; readonly leftOut: readonly LeftOut[] }
  | { readonly problems: readonly ImportProblem[] }

const plainName = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}.]+/gu, '')

/** Reads the cells of a record by field and collects problems. */
const cellsOf = ({ line, cells }: SourceRecord, { columns }: Way) => {
  const problems: ImportProblem[] = []
  const leftOut: LeftOut[] = []
  const columnOf = (field: ImportField): string => columns[field]?.find(column => cells.has(column)) ?? ''
  const values = (field: ImportField): readonly string[] => cells.get(columnOf(field)) ?? []
  return {
    problems,
    leftOut,
    columnOf,
    values,
    /** The first value of columns that the system itself names, in any case. */
    given: (names: readonly string[]): string | undefined => {
      for (const name of names) {
        const column = cells.has(name) ? name : [...cells.keys()].find(one => plainName(one) === plainName(name))
        const [first] = column === undefined ? [] : (cells.get(column) ?? [])
        if (first !== undefined) return first
      }
      return undefined
    },
    text: (field: ImportField): string | undefined => values(field)[0],
    /** What an export of our own says is open. */
    left: unknowns.filter(what => cells.get('unknown')?.includes(what)),
    leaveOut: (field: ImportField, value: string, message: string): void => {
      leftOut.push({ line, column: columnOf(field), value: value.slice(0, longestWord), message })
    },
    problem: (code: ImportProblem['code'], field: ImportField, message: string, value?: string): void => {
      const column = columnOf(field) || (columns[field]?.[0] ?? field)
      problems.push({ line, column, code, message, ...(value === undefined ? {} : { value }) })
    },
  }
}
type Cells = ReturnType<typeof cellsOf>

/** As long as a mapping accepts. */
const longestWord = 100
const longestText = 10_000

const severityOf = ({ values, problem }: Cells, { adapter, asked }: Way): Incident['severity'] | undefined => {
  const given = values('severity')
  const read = readSeverity(given, adapter.severities, asked.severities)
  if (read) return read
  if (given.length > 0 && !adapter.severityAmongLabels) {
    const word = given[0]?.slice(0, longestWord)
    problem('unknown_severity', 'severity', `“${word}” is no severity that is known here`, word)
    return undefined
  }
  if (asked.severity) return asked.severity
  if (given.length > 0) problem('unknown_severity', 'severity', 'none of the labels names a severity')
  else problem('missing', 'severity', 'the severity is missing')
  return undefined
}

/** '' if the zone cannot be read, and then its times cannot either. */
const zoneOf = ({ text, problem, problems }: Cells, { asked }: Way): string => {
  const given = text('zone') ?? asked.zone ?? 'UTC'
  const read = incidentInputSchema.shape.zone.safeParse(given)
  if (read.success) return read.data
  problem('unreadable', 'zone', read.error.issues[0]?.message ?? '')
  const choices = zoneChoices(given)
  const own = problems.at(-1)
  if (own && choices.length > 0) problems[problems.length - 1] = { ...own, choices: [...choices] }
  return ''
}

const timesOf = ({ text, problem }: Cells, zone: string) => {
  const times: Record<string, string> = {}
  let isDay = false
  for (const field of zone ? incidentTimes : []) {
    const given = text(field)
    if (given === undefined) continue
    const read = readTime(given, zone)
    if (field === 'startedAt') isDay = read.isDay === true
    if ('value' in read) times[field] = read.value
    else problem('unreadable', field, read.message)
  }
  return { times, isDay }
}

const yesOf = ({ text, problem }: Cells, field: ImportField): boolean | undefined => {
  const given = text(field)
  if (given === undefined) return undefined
  const read = readYes(given)
  if ('value' in read) return read.value
  problem('unreadable', field, read.message)
  return undefined
}

/** Absent where everything is known. */
const unknownOf = (is: Readonly<Record<Unknown, boolean>>): Unknown[] | undefined => {
  const found = unknowns.filter(what => is[what])
  return found.length > 0 ? found : undefined
}

/** The first value that is one; whatever else stands there does not cost the row. */
const addressOf = (cells: Cells, field: FieldsOf<'url'>): string | undefined => {
  const given = cells.values(field)
  const found = given.find(value => incidentFields[field].schema.safeParse(value).success)
  const [first] = given
  if (found === undefined && first !== undefined) {
    cells.leaveOut(field, first, 'no web address, so it is left out; the incident is taken')
  }
  return found
}

/** Longer titles and texts from other systems are cut. Names are not: that would make other names of them. */
const said = (cells: Cells, way: Way): Record<string, unknown> => {
  const { text, values, problem } = cells
  const zone = zoneOf(cells, way)
  const { times, isDay } = timesOf(cells, zone)
  const severity = severityOf(cells, way)
  const eachOf = (names: readonly IncidentField[], read: (field: IncidentField) => unknown): Record<string, unknown> =>
    Object.fromEntries(names.map(field => [field, read(field)]))
  const fields = {
    ...eachOf(fieldsOf('text'), field => text(field)),
    ...eachOf(fieldsOf('long'), field => text(field)?.slice(0, longestText)),
    ...eachOf(fieldsOf('names'), field => (values(field).length > 0 ? readList(values(field), way.format) : undefined)),
    ...eachOf(fieldsOf('yes'), field => yesOf(cells, field)),
    ...Object.fromEntries(fieldsOf('url').map(field => [field, addressOf(cells, field)])),
    title: text('title')?.replaceAll(/\s+/g, ' ').slice(0, 200),
    severity,
    zone: text('zone') === undefined && way.asked.zone === null ? undefined : zone,
    ...times,
    unknown: unknownOf({
      timeOfDay: isDay || cells.left.includes('timeOfDay'),
      // Times with an offset tell when it was, and not what the team's clocks said.
      zone: (text('zone') === undefined && way.asked.zone === null) || cells.left.includes('zone'),
      deployment: text('deploymentRelated') === undefined || cells.left.includes('deployment'),
    }),
  }
  if (!fields.title) problem('missing', 'title', 'the title is missing')
  if (!text('startedAt')) problem('missing', 'startedAt', 'the start is missing')
  const wrong = timesOutOfOrder(times)
  if (wrong) problem('times_out_of_order', wrong.later, `lies before “${cells.columnOf(wrong.earlier)}”`)
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** 16 hex digits that tell texts apart as long as nobody tries to make two alike. */
const fingerprint = (text: string): string => {
  let one = 0xdeadbeef
  let other = 0x41c6ce57
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    one = Math.imul(one ^ code, 2654435761)
    other = Math.imul(other ^ code, 1597334677)
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909)
  other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)
  return [one, other].map(half => (half >>> 0).toString(16).padStart(8, '0')).join('')
}

const sourceBy = (
  { text, given }: Cells,
  { system, adapter }: Way,
  title: string,
  startedAt: string,
): IncidentSource => {
  const id = text('id')?.slice(0, 200) ?? `row-${fingerprint(JSON.stringify([title, startedAt]))}`
  const url = text('url')
  const lasting = given(adapter.lasting ?? [])?.slice(0, 200)
  return {
    system,
    id,
    url: url && /^https?:\/\//.test(url) ? url.slice(0, 2000) : null,
    ...(lasting !== undefined && lasting !== id ? { lasting } : {}),
  }
}

/** States in which nothing has ended: an end that was told before is taken back. */
const openStates =
  /^(triggered|acknowledged|open|opened|re-?opened|active|ongoing|started|new|investigating|identified|monitoring|fixing|in[ _-]?progress|to[ _-]?do)$/i

/** Every other field has to be there, or is asked for. */
const emptied = (cells: Cells, { columns, present, adapter }: Way, said: object): IncidentField[] => {
  const open = cells.given(adapter.states ?? [])
  return everyIncidentField.filter(field => {
    if (field in said || incidentFields[field].kind === 'choice') return false
    const hasPlace = columns[field]?.some(column => present.has(column)) ?? false
    return hasPlace || (field === 'resolvedAt' && open !== undefined && openStates.test(open.trim()))
  })
}

/** Where a record comes from, whatever else is wrong with it; null if it can't be told from others. */
export const sourceOf = (record: SourceRecord, way: Way): IncidentSource | null => {
  const cells = cellsOf(record, way)
  if (cells.text('id') !== undefined) return sourceBy(cells, way, '', '')
  const { title, startedAt } = said(cells, way)
  return typeof title === 'string' && typeof startedAt === 'string' ? sourceBy(cells, way, title, startedAt) : null
}

/** A record without an id is identified by its title and start. */
export const readRecord = (record: SourceRecord, way: Way): RecordReading => {
  const { line, broken } = record
  if (broken) return { problems: [{ line, ...broken, code: 'unreadable' }] }
  const cells = cellsOf(record, way)
  const { problems, problem } = cells
  const fields = said(cells, way)
  if (problems.length > 0) return { problems }
  const parsed = incidentInputSchema.safeParse(fields)
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      problem('unreadable', importFields.find(field => field === path[0]) ?? 'title', message)
    }
    return { problems }
  }
  const { title, severity, startedAt } = parsed.data
  const taken = Object.fromEntries(Object.entries(parsed.data).filter(([field]) => field in fields))
  const source = sourceBy(cells, way, title, startedAt)
  const row: ImportRow = {
    line,
    source,
    fields: { ...taken, title, severity, startedAt },
    empty: emptied(cells, way, fields),
    identified: cells.text('id') !== undefined,
  }
  return { row, leftOut: cells.leftOut }
}
