/** A file from another system as records with named columns, whether it is a table or JSON. */
import { type RawRow, rawRows } from './csv.ts'
import { depthMaximum, type FoundList, jsonRecords, type JsonRecords } from './json-documents.ts'
import { Refusal } from '../refusal.ts'

/** A row of a table or an element of an array. Columns without a value are left out; some have several. */
export interface SourceRecord {
  /** The line of the file on which it begins, counted from 1. */
  readonly line: number
  /** Which one of the file's records it is, counted from 1. */
  readonly number: number
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
  /** The lists of objects in a document, and which of them was taken. */
  readonly lists: readonly FoundList[]
  readonly list: string
  /** There is more than this file holds. */
  readonly more: JsonRecords['more']
}

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
  } else {
    if (value === '') named.add(column)
    addCell(cells, column, typeof value === 'string' ? value : JSON.stringify(value))
  }
}

const unreadable = (detail: string): Refusal =>
  new Refusal('file_unreadable', detail, { issues: [{ message: detail }] })

const jsonFile = (text: string, prepare: Prepare, list: string | null): RecordFile => {
  const { elements, ...about } = jsonRecords(text, list)
  const named = new Set<string>()
  const records = elements.map(({ line, element }, index): SourceRecord => {
    const cells: Cells = new Map()
    const number = index + 1
    if (typeof element !== 'object' || element === null) {
      return { line, number, cells, broken: { column: '', kind: 'cells', message: 'this is no record' } }
    }
    flatten(cells, named, '', prepare(element), 0)
    for (const column of cells.keys()) named.add(column)
    return { line, number, cells }
  })
  return {
    format: 'json',
    columns: [...named],
    repeated: [],
    records,
    ...about,
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

const rowOf = (header: readonly string[], { line, cells }: RawRow, number: number, whole: boolean): SourceRecord => {
  const named: Cells = new Map()
  for (const [index, column] of header.entries()) addCell(named, column, cells[index] ?? '')
  const broken = brokenRow(header, cells, whole)
  return { line, number, cells: named, ...(broken ? { broken } : {}) }
}

/** Titles may stand above the line that names the columns, if it is known how to tell it. */
const searchedForHeader = 20
const fullEnough = 0.6

/** Between the header and the rows of a table as wikis write it. */
const ruler = /^\s*(?::?-{2,}:?)?\s*$/

/** How many there are in all, as titles above a table say: 'Showing 1 to 50 of 312'. */
const saidTotal = /(?:\bof|\btotal:?|\/)\s*(\d[\d,.]*)\b/i

const moreThan = (rows: number, titles: readonly RawRow[]): RecordFile['more'] => {
  const said = titles.flatMap(({ cells }) => saidTotal.exec(cells.join(' '))?.[1] ?? [])
  const total = Math.max(0, ...said.map(text => Number(text.replaceAll(/[,.]/g, ''))))
  return total > rows && total < 1_000_000 ? { total } : null
}

const csvFile = (text: string, isHeader: IsHeader): RecordFile => {
  const all = rawRows(text).filter(({ cells }) => !cells.every(cell => ruler.test(cell)))
  const found = all.slice(0, searchedForHeader).findIndex(({ cells }) => isHeader(cells))
  // Titles above a table fill fewer cells than the line that names its columns.
  const filled = all.slice(0, searchedForHeader).map(({ cells }) => cells.filter(cell => cell.trim() !== '').length)
  const named = filled.findIndex(count => count > 1 && count >= Math.max(...filled) * fullEnough)
  const begins = Math.max(found < 0 ? named : found, 0)
  const [first, ...rows] = all.slice(begins)
  const header = (first?.cells ?? []).map((name, index) => name.trim() || `column ${index + 1}`)
  const firstPlaces = new Map(header.map((name, index) => [name, index] as const).toReversed())
  const whole = rows.length > 1 && rows.slice(0, -1).every(({ cells }) => cells.length === header.length)
  const last = rows.at(-1)
  return {
    format: 'csv',
    columns: [...new Set(header)],
    repeated: [...new Set(header.filter((name, index) => firstPlaces.get(name) !== index))],
    lists: [],
    list: '',
    more: moreThan(rows.length, all.slice(0, begins)),
    records: rows.map((row, index) => rowOf(header, row, index + 1, whole && row === last)),
  }
}

/** Changes a JSON element before its columns are named. */
export type Prepare = (element: unknown) => unknown
/** Whether a row of a table names its columns. */
type IsHeader = (cells: readonly string[]) => boolean

/** Of text in two bytes a letter that was read as UTF-8 every second sign is none. */
const isWide = (text: string): boolean => text.slice(0, 200).split('\u0000').length > 20

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
export const readRecords = (
  text: string,
  prepare: Prepare,
  isHeader: IsHeader = () => true,
  list: string | null = null,
): RecordFile => {
  if (isWide(text)) throw unreadable('This is text in UTF-16, as spreadsheets save “Unicode text”. Save it as UTF-8.')
  const bare = text.replace(/^[\uFEFF\u001E]+/, '').trimStart()
  const mistake = mistakes.find(([beginning]) => beginning.test(bare))
  if (mistake) throw unreadable(mistake[1])
  return /^[[{]/.test(bare) ? jsonFile(text.replace(/^\uFEFF/, ''), prepare, list) : csvFile(text, isHeader)
}
