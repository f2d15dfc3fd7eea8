/** A file of another system as records of named columns, whether it is a table or JSON. */
import { rawRows } from '../csv.ts'
import { Refusal } from '../refusal.ts'

/** One row of a table, one element of an array. A column without a value is not there; some have several. */
export interface SourceRecord {
  /** Line of the file on which it begins, from 1. */
  readonly line: number
  readonly cells: ReadonlyMap<string, readonly string[]>
  /** Why its row can't be told apart into cells; the column is where. */
  readonly broken?: { readonly column: string; readonly message: string }
}

export interface RecordFile {
  readonly format: 'csv' | 'json'
  readonly columns: readonly string[]
  readonly records: readonly SourceRecord[]
}

/** Deeper than any export nests what is worth reading. */
const depthMaximum = 6

type Cells = Map<string, string[]>

const addCell = (cells: Cells, column: string, value: string): void => {
  const trimmed = value.trim()
  if (!trimmed) return
  const known = cells.get(column)
  if (known) known.push(trimmed)
  else cells.set(column, [trimmed])
}

/** `{a: {b: 1}, c: [{d: 2}, {d: 3}]}` has the columns `a.b` and, twice, `c.d`. */
const flatten = (cells: Cells, column: string, value: unknown, depth: number): void => {
  if (value === null || value === undefined || depth > depthMaximum) return
  if (Array.isArray(value)) {
    for (const one of value) flatten(cells, column, one, depth)
  } else if (typeof value === 'object') {
    for (const [name, one] of Object.entries(value)) flatten(cells, column ? `${column}.${name}` : name, one, depth + 1)
  } else addCell(cells, column, typeof value === 'string' ? value : JSON.stringify(value))
}

/** Answers of lists wrap their array; the first of these names that is there. */
const wrappers = ['incidents', 'issues', 'items', 'data', 'values'] as const

const arrayOf = (parsed: unknown): { elements: readonly unknown[]; wrapper: string | null } => {
  if (Array.isArray(parsed)) return { elements: parsed, wrapper: null }
  const inside = new Map(Object.entries(Object(parsed)))
  for (const wrapper of wrappers) {
    const elements = inside.get(wrapper)
    if (Array.isArray(elements)) return { elements, wrapper }
  }
  throw new Refusal('invalid_body', `An array of records, or an object with one under ${wrappers.join(', ')}.`, {
    issues: [],
  })
}

/**
 * The line on which each element of the array begins. `text` is JSON that was parsed already, so nothing is checked here;
 * `wrapper` is the name that the array has in an object, null where it is the whole.
 */
const elementLines = (text: string, wrapper: string | null): number[] => {
  const lines: number[] = []
  const arrayDepth = wrapper === null ? 1 : 2
  let line = 1
  let depth = 0
  let within = false
  let awaited = false
  let name = ''
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index]
    if (letter === '\n') line += 1
    if (letter === undefined || /\s/.test(letter)) continue
    if (awaited && letter !== ']') {
      lines.push(line)
      awaited = false
    }
    if (letter === '"') {
      const from = index + 1
      for (index += 1; text[index] !== '"'; index += 1) if (text[index] === '\\') index += 1
      if (depth === 1) name = text.slice(from, index)
    } else if (letter === '[' || letter === '{') {
      depth += 1
      if (letter === '[' && depth === arrayDepth && (wrapper === null || name === wrapper)) {
        within = true
        awaited = true
      }
    } else if (letter === ']' || letter === '}') {
      if (within && depth === arrayDepth) return lines
      depth -= 1
    } else if (letter === ',' && within && depth === arrayDepth) awaited = true
  }
  return lines
}

/** V8 says 'at position 12 (line 3 column 4)'. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    const place = / \(line (\d+) column (\d+)\)/.exec(error instanceof Error ? error.message : '')
    const [, line, column] = place ?? []
    const where = line && column ? { line: Number(line), column } : {}
    const issues = line && column ? [{ ...where, message: 'this is no JSON' }] : []
    throw new Refusal('invalid_body', 'The file is neither JSON nor a table.', { ...where, issues })
  }
}

const jsonFile = (text: string, prepare: (element: unknown) => unknown): RecordFile => {
  const parsed = parseJson(text)
  const { elements, wrapper } = arrayOf(parsed)
  const lines = elementLines(text, wrapper)
  const records = elements.map((element, index): SourceRecord => {
    const line = lines[index] ?? 0
    const cells: Cells = new Map()
    if (typeof element !== 'object' || element === null) {
      return { line, cells, broken: { column: '', message: 'this is no record' } }
    }
    flatten(cells, '', prepare(element), 0)
    return { line, cells }
  })
  return { format: 'json', columns: [...new Set(records.flatMap(({ cells }) => [...cells.keys()]))], records }
}

const rowOf = (header: readonly string[], line: number, cells: readonly string[]): SourceRecord => {
  const named: Cells = new Map()
  for (const [index, column] of header.entries()) addCell(named, column, cells[index] ?? '')
  const unreadable = header.find((_, index) => cells[index]?.includes('\uFFFD'))
  const message =
    unreadable === undefined
      ? cells.length > header.length
        ? 'more cells than the first line has columns'
        : null
      : 'not readable; save the file as CSV UTF-8'
  const column = unreadable ?? String(header.length + 1)
  return { line, cells: named, ...(message === null ? {} : { broken: { column, message } }) }
}

const csvFile = (text: string): RecordFile => {
  const [first, ...rows] = rawRows(text)
  const header = (first?.cells ?? []).map((name, index) => name.trim() || `column ${index + 1}`)
  return {
    format: 'csv',
    columns: [...new Set(header)],
    records: rows.map(({ line, cells }) => rowOf(header, line, cells)),
  }
}

/** What an element of JSON looks like before its columns are named. */
export type Prepare = (element: unknown) => unknown

/**
 * JSON begins with a bracket; all else is a table whose first line names its columns. Refuses `invalid_body` for broken
 * JSON and JSON without an array, `invalid_csv` for a stray quotation mark, each with its line.
 */
export const readRecords = (text: string, prepare: Prepare): RecordFile =>
  /^\uFEFF?\s*[[{]/.test(text) ? jsonFile(text.replace(/^\uFEFF/, ''), prepare) : csvFile(text)
