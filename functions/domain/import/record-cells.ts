/** The cells of one record by field, and what is found to be wrong with them. */
import * as z from 'zod'
import type { Incident, IncidentPatch, IncidentSource } from '../incident/incident.ts'
import type { IncidentField } from '../incident/fields.ts'
import type { Adapter } from './adapter.ts'
import type { SeverityWords } from './cells.ts'
import type { ImportField, ImportMapping } from './fields.ts'
import type { DateOrder } from '../time/wall-time.ts'
import { saysNothing } from '../table/nothing-said.ts'
import type { SourceRecord } from '../table/source-records.ts'

/** Which record it is, for whoever looks for it where a file has one line: its number in the file, its id and title. */
const whichSchema = z.object({
  line: z.int(),
  record: z.int(),
  id: z.string().optional(),
  title: z.string().optional(),
})
export type WhichRecord = z.infer<typeof whichSchema>

export const importProblemSchema = whichSchema.extend({
  column: z.string(),
  code: z.enum(['unknown_severity', 'times_out_of_order', 'improbable', 'unreadable', 'missing', 'repeated']),
  message: z.string(),
  /** The word that is not a known severity. */
  value: z.string().optional(),
  /** Labels any of which may name the severity. */
  words: z.array(z.string()).optional(),
  /** The zones that an abbreviation may mean, or the orders of day and month. */
  choices: z.array(z.string()).optional(),
  /** A word for a month, and those that it may mean: `months` of a mapping says which. */
  month: z.object({ word: z.string(), months: z.array(z.int()) }).optional(),
})
export type ImportProblem = z.infer<typeof importProblemSchema>

export interface ImportRow extends WhichRecord {
  readonly source: IncidentSource
  /** Only what the record says. */
  readonly fields: IncidentPatch & Pick<Incident, 'title' | 'startedAt'>
  /** What the file has a place for and the record leaves empty. */
  readonly empty: readonly IncidentField[]
  /** Whether it has an id of its own; without one it is known by its title and start. */
  readonly identified: boolean
  /** Of an export of our own: which version of the incident it was made of. */
  readonly version: number | null
}

/** The columns that each field is read from; the first with a value counts. */
export type ImportColumns = Readonly<Partial<Record<ImportField, readonly string[]>>>

export interface Way {
  readonly format: 'csv' | 'json'
  readonly adapter: Adapter
  readonly columns: ImportColumns
  /** All columns of the file, also those that are empty throughout. */
  readonly present: ReadonlySet<string>
  /** Those in which its system keeps the name that never changes, and whether the record is still open. */
  readonly lasting: readonly string[]
  readonly states: readonly string[]
  /** The order of day and month, where a column itself or the mapping tells it. */
  readonly orders: ReadonlyMap<string, DateOrder>
  readonly severityWords: SeverityWords
  readonly asked: ImportMapping
  readonly system: string
  /** Null: nobody knows what is in the future. */
  readonly now: string | null
}

/** What was left out of a record that was taken, or brought into order. */
export const leftOutSchema = z.object({ line: z.int(), column: z.string(), value: z.string(), message: z.string() })
export type LeftOut = z.infer<typeof leftOutSchema>

/** As long as a mapping accepts. */
export const longestWord = 100
const longestTitle = 200

export const titleIn = (text: string | undefined): string | undefined =>
  text?.replaceAll(/\s+/g, ' ').slice(0, longestTitle)

/** The first value of the first of these columns that has one. */
const firstOf = ({ cells }: SourceRecord, columns: readonly string[] = []): string | undefined => {
  for (const column of columns) {
    const [first] = cells.get(column) ?? []
    if (first !== undefined) return first
  }
  return undefined
}

export const whichOf = (record: SourceRecord, { columns }: Pick<Way, 'columns'>): WhichRecord => {
  const id = firstOf(record, columns.id)?.slice(0, longestTitle)
  const title = titleIn(firstOf(record, columns.title))
  const { line, number } = record
  return { line, record: number, ...(id === undefined ? {} : { id }), ...(title ? { title } : {}) }
}

/** A text may say anything, and a severity that nobody knows is told from one that nobody mentions. */
const takenAtTheirWord: ReadonlySet<ImportField> = new Set(['title', 'summary', 'severity'])

export const cellsOf = (record: SourceRecord, way: Way) => {
  const { line, cells } = record
  const { columns } = way
  const which = whichOf(record, way)
  const problems: ImportProblem[] = []
  const leftOut: LeftOut[] = []
  const levelled: LeftOut[] = []
  // Our own table leaves empty what is not known.
  const isOwn = way.adapter.system === 'murmur' && cells.get('id')?.[0]?.startsWith('inc_') === true
  const known = (texts: readonly string[]): readonly string[] =>
    isOwn ? texts : texts.filter(one => !saysNothing(one))
  const said = (field: ImportField, column: string): readonly string[] =>
    takenAtTheirWord.has(field) ? (cells.get(column) ?? []) : known(cells.get(column) ?? [])
  const columnOf = (field: ImportField): string => {
    const of = columns[field] ?? []
    return of.find(column => said(field, column).length > 0) ?? of.find(column => cells.has(column)) ?? ''
  }
  const values = (field: ImportField): readonly string[] => said(field, columnOf(field))
  const note = (field: ImportField, value: string, message: string): LeftOut => ({
    line,
    column: columnOf(field),
    value: value.slice(0, longestWord),
    message,
  })
  return {
    which,
    problems,
    leftOut,
    levelled,
    columnOf,
    values,
    isOwn,
    known,
    lasting: firstOf(record, way.lasting),
    state: firstOf(record, way.states),
    text: (field: ImportField): string | undefined => values(field)[0],
    /** What an export of our own says is open. */
    left: (cells.get('unknown') ?? []).flatMap(said => said.split('; ')),
    /** Which version of the incident an export of our own was made of. */
    version: cells.get('version')?.[0],
    leaveOut: (field: ImportField, value: string, message: string): void => {
      leftOut.push(note(field, value, message))
    },
    level: (field: ImportField, value: string, message: string): void => {
      levelled.push(note(field, value, message))
    },
    problem: (
      code: ImportProblem['code'],
      field: ImportField,
      message: string,
      more: Pick<ImportProblem, 'value' | 'words' | 'choices' | 'month'> = {},
    ): void => {
      const column = columnOf(field) || (columns[field]?.[0] ?? field)
      problems.push({ ...which, column, code, message, ...more })
    },
  }
}
export type Cells = ReturnType<typeof cellsOf>
