/** Reads an export as incidents: each record becomes an incident by the mapping, or a list of its problems. */
import { Refusal } from '../refusal.ts'
import { fieldsOf } from '../incident/fields.ts'
import type { IncidentSource } from '../incident/incident.ts'
import { type Adapter, adapterOf, table } from './adapters.ts'
import { type ImportField, importFields, type ImportMapping } from './fields.ts'
import { importRowsMaximum } from './limits.ts'
import { askedRule, columnsNamed, type NotCounted, notCounted, type PlacedRule, placedRules } from './not-counted.ts'
import { prepare } from './prepare.ts'
import { readRecords, type SourceRecord } from '../table/source-records.ts'
import {
  type ImportColumns,
  type ImportProblem,
  type ImportRow,
  type LeftOut,
  readRecord,
  sourceOf,
  type Way,
} from './row.ts'

/** A record that is not an incident, such as a pull request among issues. */
export interface PassedOver {
  readonly line: number
  readonly title: string
  readonly reason: string
}

/** One that was passed over and is known by its id: it may have been taken as an incident before. */
export interface Withdrawn extends PassedOver {
  readonly source: IncidentSource
  readonly status: NotCounted['status']
  /** The id of the record that it is the same as. */
  readonly original: string | null
}

export interface ImportReading {
  readonly system: string
  readonly format: 'csv' | 'json'
  /** All columns of the file. */
  readonly columns: readonly string[]
  readonly mapping: ImportColumns
  readonly rows: readonly ImportRow[]
  readonly problems: readonly ImportProblem[]
  readonly passedOver: readonly PassedOver[]
  readonly withdrawn: readonly Withdrawn[]
  /** Values that no field could take, of records that are taken without them. */
  readonly leftOut: readonly LeftOut[]
  /** How many records repeat another record of the file. */
  readonly repeats: number
  /** Column names that occur several times, for fields that hold one value. */
  readonly ambiguous: readonly string[]
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')

/** Another system's columns are known by its own names, a table's by names that people commonly use. */
const columnsOf = (adapter: Adapter, columns: readonly string[], field: ImportField): string[] => {
  const known = adapter.columns[field] ?? []
  if (adapter !== table) {
    return known.flatMap(name => columns.filter(column => column.toLowerCase() === name.toLowerCase()))
  }
  return known.flatMap(name => columns.filter(column => plain(column) === plain(name))).slice(0, 1)
}

const mappingOf = (adapter: Adapter, columns: readonly string[], asked: ImportMapping['columns']): ImportColumns =>
  Object.fromEntries(
    importFields.flatMap(field => {
      const named = asked[field]
      const from = named === undefined ? columnsOf(adapter, columns, field) : named === null ? [] : [named]
      return from.length > 0 ? [[field, from]] : []
    }),
  )

/** The same record twice counts once. Two records with the same id that differ cannot both be right. */
const withoutRepeats = (
  rows: readonly ImportRow[],
  columnOfId: string,
): { rows: ImportRow[]; problems: ImportProblem[]; repeats: number } => {
  let repeats = 0
  const firsts = new Map<string, ImportRow>()
  const problems: ImportProblem[] = []
  for (const row of rows) {
    const first = firsts.get(row.source.id)
    if (!first) firsts.set(row.source.id, row)
    else if (JSON.stringify(first.fields) !== JSON.stringify(row.fields)) {
      const message = `the record of line ${first.line} has the same id and says something else`
      problems.push({ line: row.line, column: columnOfId, code: 'repeated', message })
    } else repeats += 1
  }
  return { rows: [...firsts.values()], problems, repeats }
}

const longestTitle = 200

/** Those that are known by their id. One that the file also has as an incident is a contradiction. */
const withdrawnOf = (
  passed: Sorted['passed'],
  way: Way,
  rows: readonly ImportRow[],
): { rows: Withdrawn[]; problems: ImportProblem[] } => {
  const taken = new Map(rows.map(({ source, line }) => [source.id, line]))
  const found = new Map<string, Withdrawn>()
  const problems: ImportProblem[] = []
  for (const { record, line, title, reason, status, original } of passed) {
    const source = sourceOf(record, way)
    const counted = source && taken.get(source.id)
    if (!source || found.has(source.id)) continue
    if (counted === undefined) found.set(source.id, { line, title, reason, status, original, source })
    else {
      const message = `${reason}, but the record of line ${counted} has the same id and is an incident`
      problems.push({ line, column: way.columns.id?.[0] ?? '', code: 'repeated', message })
    }
  }
  return { rows: [...found.values()], problems }
}

/** What the mapping says of a column stands in place of what is known of it. */
const rulesOf = (adapter: Adapter, columns: readonly string[], asked: ImportMapping['notCounted']): PlacedRule[] => {
  const known = placedRules(adapter.notCounted, columns, adapter === table)
  if (!asked) return known
  const named = columns.filter(column => column.toLowerCase() === asked.column.trim().toLowerCase())
  const others = known.map(({ rule, columns: from }) => ({ rule, columns: from.filter(one => !named.includes(one)) }))
  return [{ rule: askedRule(asked.values), columns: named }, ...others]
}

interface Sorted {
  readonly wanted: readonly SourceRecord[]
  readonly passed: readonly (PassedOver & NotCounted & { readonly record: SourceRecord })[]
}

const sorted = (
  records: readonly SourceRecord[],
  { adapter, asked, columns: mapping }: Way,
  columns: readonly string[],
): Sorted => {
  const rules = rulesOf(adapter, columns, asked.notCounted)
  const originals = columnsNamed(adapter.originals ?? [], columns, adapter === table)
  const wanted: SourceRecord[] = []
  const passed: Sorted['passed'][number][] = []
  for (const record of records) {
    // A row that cannot be divided into cells says nothing of itself.
    const none = record.broken ? null : notCounted(record, rules, originals)
    const title = mapping.title?.flatMap(column => record.cells.get(column) ?? [])[0] ?? ''
    if (none) passed.push({ ...none, record, line: record.line, title: title.slice(0, longestTitle) })
    else wanted.push(record)
  }
  return { wanted, passed }
}

/**
 * Every record gives a row or problems, in the order of the file; records that are not incidents are passed over.
 * Refuses a file that cannot be divided into records (`file_unreadable`, `invalid_csv`) or has too many of them
 * (`too_many_rows`).
 */
export const readImport = (text: string, asked: ImportMapping): ImportReading => {
  const { format, columns, repeated, records } = readRecords(text, prepare)
  if (records.length > importRowsMaximum) {
    throw new Refusal(
      'too_many_rows',
      `The file has ${records.length} records, and ${importRowsMaximum} is the most. Export it in parts, by date for example.`,
    )
  }
  const adapter = adapterOf(columns)
  const mapping = mappingOf(adapter, columns, asked.columns)
  const present = new Set(columns)
  const way: Way = { format, adapter, columns: mapping, present, asked, system: asked.source ?? adapter.system }
  const { wanted, passed } = sorted(records, way, columns)
  const read = wanted.map(record => readRecord(record, way))
  const once = withoutRepeats(
    read.flatMap(one => ('row' in one ? [one.row] : [])),
    mapping.id?.[0] ?? '',
  )
  const withdrawn = withdrawnOf(passed, way, once.rows)
  const problems = [
    ...read.flatMap(one => ('problems' in one ? one.problems : [])),
    ...once.problems,
    ...withdrawn.problems,
  ]
  return {
    system: way.system,
    format,
    columns,
    mapping,
    rows: once.rows,
    problems: problems.toSorted((a, b) => a.line - b.line),
    passedOver: passed.map(({ line, title, reason }) => ({ line, title, reason })),
    withdrawn: withdrawn.rows,
    leftOut: read.flatMap(one => ('row' in one ? one.leftOut : [])),
    repeats: once.repeats,
    ambiguous: Object.entries(mapping)
      .filter(([field]) => !fieldsOf('names').some(list => list === field) && field !== 'severity')
      .flatMap(([, from]) => from.filter(column => repeated.includes(column))),
  }
}
