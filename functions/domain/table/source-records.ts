/** A file from another system as records with named columns, whether it is a table or JSON. */
import { type RawRow, rawRows } from './csv.ts'
import { Refusal } from '../refusal.ts'

/** A row of a table or an element of an array. Columns without a value are left out; some have several. */
export interface SourceRecord {
  /** The line of the file on which it begins, counted from 1. */
  readonly line: number
  readonly cells: ReadonlyMap<string, readonly string[]>
  /** Why its row cannot be divided into cells, and at which column. */
  readonly broken?: { readonly column: string; readonly kind: 'letters' | 'cells'; readonly message: string }
}

export interface RecordFile {
  readonly format: 'csv' | 'json'
  readonly columns: readonly string[]
  /** Columns of a table that occur several times. */
  readonly repeated: readonly string[]
  readonly records: readonly SourceRecord[]
}

/** Deeper than any export nests anything worth reading. */
const depthMaximum = 6

type Cells = Map<string, string[]>

const addCell = (cells: Cells, column: string, value: string): void => {
  const trimmed = value.trim()
  if (!trimmed) return
  const known = cells.get(column)
  if (known) known.push(trimmed)
  else cells.set(column, [trimmed])
}

/** `{a: {b: 1}, c: [{d: 2}, {d: 3}]}` has the columns `a.b` and, with two values, `c.d`; `named` also has those of null. */
const flatten = (cells: Cells, named: Set<string>, column: string, value: unknown, depth: number): void => {
  if (value === undefined || depth > depthMaximum) return
  if (value === null) {
    if (column) named.add(column)
  } else if (Array.isArray(value)) {
    if (value.length === 0 && column) named.add(column)
    for (const one of value) flatten(cells, named, column, one, depth)
  } else if (typeof value === 'object') {
    for (const [name, one] of Object.entries(value))
      flatten(cells, named, column ? `${column}.${name}` : name, one, depth + 1)
  } else addCell(cells, column, typeof value === 'string' ? value : JSON.stringify(value))
}

/** Lists may be wrapped in an object; the first of these names that is present counts. */
const wrappers = ['incidents', 'issues', 'items', 'data', 'values']

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Every list of objects in a document, with the names that lead to it. */
const listsIn = (value: unknown, path: readonly string[] = []): { elements: readonly unknown[]; path: string[] }[] => {
  if (Array.isArray(value)) return value.some(isObject) ? [{ elements: value, path: [...path] }] : []
  if (!isObject(value) || path.length >= depthMaximum) return []
  return Object.entries(value).flatMap(([name, inside]) => listsIn(inside, [...path, name]))
}

/** The list of records: the document itself, one under a usual name, or else the longest list of objects in it. */
const listOf = (parsed: unknown): { elements: readonly unknown[]; path: readonly string[] } => {
  if (Array.isArray(parsed)) return { elements: parsed, path: [] }
  const inside = new Map(Object.entries(Object(parsed)))
  for (const wrapper of wrappers) {
    const elements = inside.get(wrapper)
    if (Array.isArray(elements)) return { elements, path: [wrapper] }
  }
  const [longest] = listsIn(parsed).toSorted((a, b) => b.elements.length - a.elements.length)
  if (longest) return longest
  throw unreadable(`It holds no list of records: an array, or an object with one under ${wrappers.join(', ')}.`)
}

/**
 * The line on which each element of the list begins that `path` leads to. `text` is JSON that has already been parsed,
 * so nothing is checked here.
 */
const elementLines = (text: string, path: readonly string[]): number[] => {
  const lines: number[] = []
  /** The names of the objects that are open; null for a list. */
  const open: (string | null)[] = []
  let line = 1
  let within = false
  let awaited = false
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
      if (!within && open.length > 0 && open.at(-1) !== null) open[open.length - 1] = text.slice(from, index)
    } else if (letter === '[' || letter === '{') {
      const here = open.length === path.length && path.every((step, depth) => open[depth] === step)
      open.push(letter === '[' ? null : '')
      if (letter === '[' && here && !within) {
        within = true
        awaited = true
      }
    } else if (letter === ']' || letter === '}') {
      if (within && open.length === path.length + 1) return lines
      open.pop()
    } else if (letter === ',' && within && open.length === path.length + 1) awaited = true
  }
  return lines
}

const unreadable = (detail: string, where: { line?: number; column?: string } = {}): Refusal =>
  new Refusal('file_unreadable', detail, { ...where, issues: [{ ...where, message: detail }] })

/** V8's messages for a text that ends too early, with or without a position. */
const endsEarly = /Unterminated|end of JSON|after array element|after property value|double-quoted property name/

const lastLine = (text: string): number => text.trimEnd().split('\n').length

/** V8 says 'at position 12 (line 3 column 4)'. */
export const parseJsonFile = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    const [, position, line, column] = /at position (\d+) \(line (\d+) column (\d+)\)/.exec(said) ?? []
    const atEnd = position === undefined || Number(position) >= text.trimEnd().length
    if (atEnd && endsEarly.test(said)) {
      throw unreadable('The file ends in the middle: it was cut off. Export or download it again.', {
        line: lastLine(text),
      })
    }
    throw unreadable('From here on it is no JSON.', line && column ? { line: Number(line), column } : {})
  }
}

const jsonFile = (text: string, prepare: Prepare): RecordFile => {
  const { elements, path } = listOf(parseJsonFile(text))
  const lines = elementLines(text, path)
  const named = new Set<string>()
  const records = elements.map((element, index): SourceRecord => {
    const line = lines[index] ?? 0
    const cells: Cells = new Map()
    if (typeof element !== 'object' || element === null) {
      return { line, cells, broken: { column: '', kind: 'cells', message: 'this is no record' } }
    }
    flatten(cells, named, '', prepare(element), 0)
    for (const column of cells.keys()) named.add(column)
    return { line, cells }
  })
  return {
    format: 'json',
    columns: [...named],
    repeated: [],
    records,
  }
}

const lettersLost = 'not readable; save the file as CSV UTF-8'

/** `whole` means that all other rows have as many cells as the first line. */
const brokenRow = (header: readonly string[], cells: readonly string[], whole: boolean): SourceRecord['broken'] => {
  const unreadable = header.find((_, index) => cells[index]?.includes('\uFFFD'))
  if (unreadable !== undefined) return { column: unreadable, kind: 'letters', message: lettersLost }
  if (cells.slice(header.length).some(cell => cell.trim() !== '')) {
    return { column: String(header.length + 1), kind: 'cells', message: 'more cells than the first line has columns' }
  }
  const missing = header[cells.length]
  if (missing === undefined || !whole) return undefined
  return {
    column: missing,
    kind: 'cells',
    message: 'the row ends here, and the file with it: it may have been cut off',
  }
}

const rowOf = (header: readonly string[], { line, cells }: RawRow, whole: boolean): SourceRecord => {
  const named: Cells = new Map()
  for (const [index, column] of header.entries()) addCell(named, column, cells[index] ?? '')
  const broken = brokenRow(header, cells, whole)
  return { line, cells: named, ...(broken ? { broken } : {}) }
}

/** Titles may stand above the line that names the columns, if it is known how to tell it. */
const searchedForHeader = 20

const csvFile = (text: string, isHeader: IsHeader): RecordFile => {
  const all = rawRows(text)
  const found = all.slice(0, searchedForHeader).findIndex(({ cells }) => isHeader(cells))
  // Under a title stands the first line that names more than one column.
  const named = all.findIndex(({ cells }) => cells.filter(cell => cell.trim() !== '').length > 1)
  const [first, ...rows] = all.slice(Math.max(found < 0 ? named : found, 0))
  const header = (first?.cells ?? []).map((name, index) => name.trim() || `column ${index + 1}`)
  const whole = rows.length > 1 && rows.slice(0, -1).every(({ cells }) => cells.length === header.length)
  const last = rows.at(-1)
  return {
    format: 'csv',
    columns: [...new Set(header)],
    repeated: [...new Set(header.filter((name, index) => header.indexOf(name) !== index))],
    records: rows.map(row => rowOf(header, row, whole && row === last)),
  }
}

/** Changes a JSON element before its columns are named. */
export type Prepare = (element: unknown) => unknown
/** Whether a row of a table names its columns. */
type IsHeader = (cells: readonly string[]) => boolean

/** Files that people choose by mistake, by how they begin. */
const mistakes: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'The file is empty.'],
  [/^PK\p{Cc}{2}/u, 'This is a workbook or an archive. Save the sheet as CSV UTF-8 and choose that file.'],
  [/^%PDF-/, 'This is a PDF. Export it as CSV or JSON.'],
  [/^<(!doctype|html|\?xml)/i, 'This is a web page or XML. Export it as CSV or JSON.'],
]

/**
 * JSON begins with a bracket; anything else is a table whose first line names its columns. Refuses `file_unreadable`
 * for broken JSON, JSON without an array and other kinds of file, and `invalid_csv` for a stray quotation mark, each
 * with its line.
 */
export const readRecords = (text: string, prepare: Prepare, isHeader: IsHeader = () => true): RecordFile => {
  const bare = text.replace(/^\uFEFF/, '').trimStart()
  const mistake = mistakes.find(([beginning]) => beginning.test(bare))
  if (mistake) throw unreadable(mistake[1])
  return /^[[{]/.test(bare) ? jsonFile(text.replace(/^\uFEFF/, ''), prepare) : csvFile(text, isHeader)
}
