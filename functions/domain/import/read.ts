/** Reads an export as incidents: each record becomes an incident by the mapping, or a list of its problems. */
import { bareWord } from '../normal-form.ts'
import { Refusal } from '../refusal.ts'
import { fieldsOf } from '../incident/fields.ts'
import type { IncidentSource } from '../incident/incident.ts'
import type { Adapter } from './adapter.ts'
import { adapterOf, knownColumns, table } from './adapters.ts'
import { type ImportField, importFields, type ImportMapping } from './fields.ts'
import { importRowsMaximum } from './limits.ts'
import { askedRule, columnsNamed, type NotCounted, notCounted, type PlacedRule, placedRules } from './not-counted.ts'
import { prepare } from './prepare.ts'
import { withoutGuard } from '../table/csv-text.ts'
import type { FoundList } from '../table/json-documents.ts'
import { readRecords, type SourceRecord } from '../table/source-records.ts'
import {
  type ImportColumns,
  type ImportProblem,
  type ImportRow,
  type LeftOut,
  type Way,
  whichOf,
} from './record-cells.ts'
import { readRecord, sourceOf } from './row.ts'
import { severityWordsOf } from './cells.ts'
import { withoutClocks } from './column-clocks.ts'
import { ordersIn } from './date-orders.ts'

/** A record that is not an incident, such as a pull request among issues. */
export interface PassedOver {
  readonly line: number
  readonly title: string
  readonly reason: string
}

/** One that was passed over and is known by its id: it may have been taken as an incident before. */
export interface Withdrawn extends PassedOver {
  readonly record: number
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
  /** How many records the file holds. */
  readonly recordCount: number
  readonly rows: readonly ImportRow[]
  readonly problems: readonly ImportProblem[]
  readonly passedOver: readonly PassedOver[]
  readonly withdrawn: readonly Withdrawn[]
  /** Values that no field could take, of records that are taken without them. */
  readonly leftOut: readonly LeftOut[]
  /** Times of clocks that disagree a little, which are taken as one moment. */
  readonly levelled: readonly LeftOut[]
  /** The lists of a document, which of them was read, and whether its system says that there is more than this. */
  readonly lists: readonly FoundList[]
  readonly list: string
  readonly more: { readonly total: number | null } | null
  /** How many records repeat another record of the file. */
  readonly repeats: number
  /** Column names that occur several times, for fields that hold one value. */
  readonly ambiguous: readonly string[]
}

/** Of the names that people and systems give to title, severity and start; a title above a table is none of them. */
const headings = new Set(
  (['title', 'severity', 'startedAt', 'id'] as const)
    .flatMap(field => [...(table.columns[field] ?? []), ...knownColumns(field)])
    .map(name => bareWord(name)),
)
/** Two of them side by side are no chance. */
const isHeader = (cells: readonly string[]): boolean =>
  cells.filter(cell => headings.has(bareWord(withoutClocks(cell)))).length > 1

/** Another system's columns are known by its own names, a table's by names that people commonly use. */
const columnsOf = (adapter: Adapter, columns: readonly string[], field: ImportField): string[] => {
  const known = adapter.columns[field] ?? []
  if (adapter !== table) {
    return known.flatMap(name => columns.filter(column => column.toLowerCase() === name.toLowerCase()))
  }
  const called = (column: string): string => bareWord(withoutClocks(column))
  const found = known.flatMap(name => columns.filter(column => bareWord(column) === bareWord(name)))
  return [...found, ...known.flatMap(name => columns.filter(column => called(column) === bareWord(name)))].slice(0, 1)
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
      const { line, record, id, title } = row
      problems.push({
        line,
        record,
        ...(id ? { id } : {}),
        ...(title ? { title } : {}),
        column: columnOfId,
        code: 'repeated',
        message,
      })
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
    if (counted === undefined)
      found.set(source.id, { line, record: record.number, title, reason, status, original, source })
    else {
      const message = `${reason}, but the record of line ${counted} has the same id and is an incident`
      problems.push({ ...whichOf(record, way), column: way.columns.id?.[0] ?? '', code: 'repeated', message })
    }
  }
  return { rows: [...found.values()], problems }
}

/** What the mapping says of a column stands in place of what is known of it. */
const rulesOf = (adapter: Adapter, columns: readonly string[], asked: ImportMapping['notCounted']): PlacedRule[] => {
  const known = placedRules(adapter.notCounted, columns, adapter.notCounted === table.notCounted)
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

/** As a table says it: what keeps a spreadsheet from running a cell is no part of it. */
const unguarded = ({ cells, ...record }: SourceRecord): SourceRecord => ({
  ...record,
  cells: new Map([...cells].map(([column, values]) => [column, values.map(withoutGuard)])),
})

/**
 * Every record gives a row or problems, in the order of the file; records that are not incidents are passed over.
 * Refuses a file that cannot be divided into records (`file_unreadable`, `invalid_csv`) or has too many of them
 * (`too_many_rows`).
 */
export const readImport = (text: string, asked: ImportMapping, now: string | null = null): ImportReading => {
  const file = readRecords(text, prepare, isHeader, asked.list)
  const { format, columns, repeated } = file
  const records = format === 'csv' ? file.records.map(unguarded) : file.records
  if (records.length > importRowsMaximum) {
    throw new Refusal(
      'too_many_rows',
      `The file has ${records.length} records, and ${importRowsMaximum} is the most. Export it in parts, by date for example.`,
    )
  }
  const adapter = adapterOf(columns)
  const mapping = mappingOf(adapter, columns, asked.columns)
  const way: Way = {
    format,
    adapter,
    columns: mapping,
    present: new Set(columns),
    lasting: columnsNamed(adapter.lasting ?? [], columns, adapter === table),
    states: columnsNamed(adapter.states ?? [], columns, adapter === table),
    orders: ordersIn(records, mapping),
    severityWords: severityWordsOf(adapter.severities, asked.severities),
    asked,
    system: asked.source ?? adapter.system,
    now,
  }
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
    recordCount: records.length,
    rows: once.rows,
    problems: problems.toSorted((a, b) => a.line - b.line),
    passedOver: passed.map(({ line, title, reason }) => ({ line, title, reason })),
    withdrawn: withdrawn.rows,
    leftOut: read.flatMap(one => ('row' in one ? one.leftOut : [])),
    levelled: read.flatMap(one => ('row' in one ? one.levelled : [])),
    lists: file.lists,
    list: file.list,
    more: file.more,
    repeats: once.repeats,
    ambiguous: Object.entries(mapping)
      .filter(([field]) => !fieldsOf('names').some(list => list === field) && field !== 'severity')
      .flatMap(([, from]) => from.filter(column => repeated.includes(column))),
  }
}
