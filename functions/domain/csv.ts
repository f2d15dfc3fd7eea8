/** Tables as spreadsheets save them, separated by comma, semicolon or tab, whichever the first line uses. */
import { type CsvError, parse } from 'csv-parse/sync'
import { Refusal } from './refusal.ts'

export interface CsvRow<Column extends string> {
  /** The line on which the row begins, counted from 1. */
  readonly line: number
  /** Trimmed. Empty cells are left out, as are cells of columns missing from the header. */
  readonly cells: Readonly<Partial<Record<Column, string>>>
}

/** One problem in a table, and where it is. `columnNumber` counts from 1. */
export interface CsvIssue {
  readonly line: number
  readonly column: string
  readonly columnNumber: number
  readonly message: string
}

/** Listing more than this does not help anybody fix a file. */
const issuesTold = 50

/**
 * A single refusal `invalid_csv` for everything wrong with a file; `line` and `column` are those of the first issue.
 */
export const refuseCsv = (issues: readonly CsvIssue[]): never => {
  const told = issues.slice(0, issuesTold)
  const detail = told.map(({ line, column, message }) => `line ${line}, column ${column}: ${message}`).join('; ')
  const [first] = told
  throw new Refusal('invalid_csv', detail, { line: first?.line, column: first?.column, issues: told })
}

interface CsvTable<Column extends string> {
  /** In the order of the file. */
  readonly header: readonly Column[]
  readonly rows: readonly CsvRow<Column>[]
}

/** A row that is not blank; `line` is the one it begins on. */
export interface RawRow {
  readonly line: number
  readonly cells: readonly string[]
}

const isCsvError = (error: unknown): error is CsvError =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')

const delimiterOf = (text: string): string => {
  const [header = ''] = text.split(/\r\n|\r|\n/, 1)
  const counts = [',', ';', '\t'].map(delimiter => ({ delimiter, count: header.split(delimiter).length }))
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).delimiter
}

const newlines = (text: string): number => text.split('\n').length - 1

/** Refuses `invalid_csv` for a misplaced quotation mark, since nothing after it can be read. */
export const rawRows = (text: string): RawRow[] => {
  const rows: RawRow[] = []
  let lastLine = 0
  try {
    // Inside quotes the parser would count a CR and its LF as two lines.
    parse(text.replaceAll(/\r\n?/g, '\n'), {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_records_with_empty_values: true,
      on_record: (cells: string[], { lines }) => {
        lastLine = lines
        rows.push({ line: lines - cells.reduce((sum, cell) => sum + newlines(cell), 0), cells })
        return null
      },
    })
  } catch (error) {
    if (!isCsvError(error)) throw error
    const columnNumber = typeof error['column'] === 'number' ? error['column'] + 1 : 1
    const message =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'a quotation mark opens and never closes; the file may have been cut off'
        : 'a quotation mark opens or closes in the wrong place'
    refuseCsv([{ line: lastLine + 1, column: String(columnNumber), columnNumber, message }])
  }
  return rows
}

const headerOf = <Column extends string>(
  header: RawRow | undefined,
  columns: readonly Column[],
  required: readonly Column[],
): Column[] => {
  const expected = `the first line names the columns, out of: ${columns.join(', ')}`
  if (!header) return refuseCsv([{ line: 1, column: required[0] ?? '', columnNumber: 1, message: expected }])
  const { line } = header
  const names = header.cells.map(cell => cell.trim().toLowerCase())
  // Without the required columns it is not a header, and the other names mean nothing.
  const missing = required.filter(column => !names.includes(column))
  if (missing.length > 0) {
    return refuseCsv(missing.map(column => ({ line, column, columnNumber: 1, message: expected })))
  }
  const issues: CsvIssue[] = []
  const known: Column[] = []
  for (const [index, name] of names.entries()) {
    const column = columns.find(candidate => candidate === name)
    const at = { line, column: name || String(index + 1), columnNumber: index + 1 }
    if (!column) issues.push({ ...at, message: expected })
    else if (known.includes(column)) issues.push({ ...at, message: 'this column is there twice' })
    else known.push(column)
  }
  return issues.length > 0 ? refuseCsv(issues) : known
}

/**
 * The rows below the header line, without blank lines. Header names may be in any case and order. Refuses
 * `invalid_csv`, with line and column, for an unknown, missing or repeated column, a row longer or shorter than the
 * header, a stray quotation mark, and bytes that are not UTF-8 (they arrive as U+FFFD).
 */
export const readCsv = <const Column extends string>(
  text: string,
  columns: readonly Column[],
  required: readonly Column[],
): CsvTable<Column> => {
  const [first, ...rest] = rawRows(text)
  const header = headerOf(first, columns, required)
  const issues: CsvIssue[] = []
  const rows = rest.map(({ line, cells }): CsvRow<Column> => {
    const named: Partial<Record<Column, string>> = {}
    for (const [index, cell] of cells.entries()) {
      const column = header[index]
      const at = { line, column: column ?? String(index + 1), columnNumber: index + 1 }
      if (!column) issues.push({ ...at, message: 'more cells than the first line has columns' })
      else if (cell.includes('\uFFFD')) issues.push({ ...at, message: 'not readable; save the file as CSV UTF-8' })
      else if (cell.trim()) named[column] = cell.trim()
    }
    const missing = header[cells.length]
    if (missing) {
      const message = 'this cell is missing; the row is shorter than the first line'
      issues.push({ line, column: missing, columnNumber: cells.length + 1, message })
    }
    return { line, cells: named }
  })
  return issues.length > 0 ? refuseCsv(issues) : { header, rows }
}
