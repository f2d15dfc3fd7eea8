/** Reads a roster out of any file: each row becomes a person's row by the columns, or is refused with its reasons. */
import * as z from 'zod'
import { refuseCsv } from '../table/csv.ts'
import { withoutGuard } from '../table/csv-text.ts'
import { type Card, cardFormatOf, readCards } from '../people/cards.ts'
import { bareAddress, emailSchema } from '../people/address.ts'
import { readRecords, type RecordFile, type SourceRecord } from '../table/source-records.ts'
import {
  isRosterHeader,
  type RosterColumns,
  rosterColumns,
  type RosterField,
  rosterFields,
  type RosterMapping,
} from './columns.ts'
import { oncePerPerson, type PlacedRow, readRow, type RosterProblem, rosterRowSchema } from './row.ts'

/** As many as one request can write within its 30 seconds. */
export const rosterRowsMaximum = 20_000

export interface RefusedRow {
  readonly line: number
  /** Its address, where it has one that can be read. */
  readonly email: string | null
  /** As they stand in the file, by column. */
  readonly cells: ReadonlyMap<string, readonly string[]>
  readonly problems: readonly RosterProblem[]
}

export interface RosterReading {
  /** 'own': rows as `GET /api/people` answers them. */
  readonly format: 'own' | 'csv' | 'json' | 'cards'
  readonly columns: readonly string[]
  readonly mapping: RosterColumns['mapping']
  readonly rows: readonly PlacedRow[]
  readonly refused: readonly RefusedRow[]
}

const cardFile = (
  cards: readonly Card[],
): Omit<RecordFile, 'format' | 'lists' | 'list' | 'more'> & { format: 'cards' } => ({
  format: 'cards',
  columns: [...new Set(cards.flatMap(({ values }) => [...values.keys()]))],
  repeated: [],
  records: cards.map(({ line, values }, index) => ({ line, number: index + 1, cells: values })),
})

/** A broken line is one, unless an address stands there too: then a mark that never closed has taken rows in. */
const onOneLine = (cell: string): string => (cell.includes('@') ? cell : cell.replaceAll(/\s+/g, ' '))

/** A spreadsheet is told by an apostrophe that a cell is no formula; it is not a part of the cell. */
const plainCell = (cell: string): string => onOneLine(withoutGuard(cell).trim())

const valueIn = ({ cells }: SourceRecord, column: string): string => plainCell(cells.get(column)?.[0] ?? '')

const firstFilled = (record: SourceRecord, columns: readonly string[]): string =>
  columns.map(column => valueIn(record, column)).find(Boolean) ?? ''

/** A guest's sign-in name at Microsoft, "jane_corp.example#EXT#@tenant.example", is nobody's address. */
const guest = /#EXT#/i

const addressIn = (record: SourceRecord, columns: readonly string[]): string => {
  const filled = columns.flatMap(column => (record.cells.get(column) ?? []).map(plainCell)).filter(Boolean)
  return (
    filled.find(cell => cell.includes('@') && !guest.test(cell)) ??
    filled.find(cell => !guest.test(cell)) ??
    filled[0] ??
    ''
  )
}

/** A longer cell holds no name and no address; it is not searched for one. */
const longestCell = 1_000

/** "Gray, Gus" as it is said. */
const turnedRound = (name: string): string =>
  name.length > longestCell ? name : name.replace(/^([^,]+),\s*([^,]+)$/, '$2 $1')

/** A column "Employee" may hold their numbers. */
const isName = (cell: string): boolean => !/^[\d\s./-]*$/.test(cell)

const nameIn = (record: SourceRecord, { mapping, wholeName, turned }: RosterColumns): string => {
  const parts = (mapping.name ?? []).map(column => valueIn(record, column)).filter(isName)
  // "Ann Roe" beside a first name "Ann" is the whole name already.
  const [first = ''] = parts
  const whole =
    parts.length === 2 ? parts.find((part, index) => index === 1 && part.startsWith(`${first} `)) : undefined
  const name = whole ?? parts.join(' ')
  if (name) return turned ? turnedRound(name) : name
  return wholeName === null ? '' : valueIn(record, wholeName)
}

/** What is longer is none, and would take long to be looked through. */
const longestAddress = 1000

const inBrackets = /^(.*?)<[^<>]*@[^<>]*>\s*$/s
const nameBefore = (email: string): string =>
  email.length > longestAddress ? '' : (inBrackets.exec(email)?.[1] ?? '').replaceAll('"', '').trim()

/** By the file's own word, in lower case. */
type Zones = ReadonlyMap<string, string>

/** What a record says of a person; what is empty says nothing. */
const fieldsIn = (record: SourceRecord, columns: RosterColumns, zones: Zones): Partial<Record<RosterField, string>> => {
  const { mapping } = columns
  const email = addressIn(record, mapping.email ?? [])
  const name = nameIn(record, columns) || nameBefore(email)
  const others = { seniority: mapping.seniority, language: mapping.language }
  const zone = firstFilled(record, mapping.zone ?? [])
  // A path of organisational units begins with the mark of its root; what our own column says is a name.
  const named = firstFilled(record, mapping.group ?? [])
  const group = mapping.group?.[0] === 'group' ? named : named.replace(/^\/+/, '')
  const given = {
    email,
    name,
    group,
    zone: zones.get(zone.toLowerCase()) ?? zone,
    ...Object.fromEntries(Object.entries(others).map(([field, from]) => [field, firstFilled(record, from ?? [])])),
  }
  return Object.fromEntries(Object.entries(given).filter(([field, value]) => field === 'email' || value !== ''))
}

const filledColumns = (records: readonly SourceRecord[], columns: readonly string[]): string[] =>
  columns.filter(column => records.some(({ cells }) => cells.has(column)))

const holdsAddress = (cell: string): boolean =>
  cell.length <= longestAddress && /^\S+@\S+\.\S+$/.test(bareAddress(cell))

/** A column of addresses under a name that nobody foresaw: the only one in which most cells hold one. */
const addressesAnyhow = ({ columns, records }: Pick<RecordFile, 'columns' | 'records'>): string[] => {
  const sample = records.slice(0, 200)
  const holding = columns.filter(column => {
    const filled = sample.filter(({ cells }) => cells.has(column))
    const held = filled.filter(({ cells }) => holdsAddress(cells.get(column)?.[0] ?? ''))
    return held.length > 0 && held.length * 2 > filled.length && held.length * 2 > sample.length
  })
  return holding.length === 1 ? holding : []
}

const noAddresses = (file: Pick<RecordFile, 'columns'>, line: number): never => {
  const listed = file.columns.slice(0, 40).join(', ')
  const message =
    'the first line names the columns, and one of them has to hold the mail addresses' +
    `${listed ? `; found are: ${listed}` : ''}. Name it with ?mapping={"columns":{"email":"…"}}`
  return refuseCsv([{ line, column: 'email', columnNumber: 1, message }])
}

/** Every column that was asked for has to be there. */
const requireColumns = (
  file: Pick<RecordFile, 'columns'>,
  { columns: asked }: RosterMapping,
  found: RosterColumns,
): void => {
  const missing = rosterFields.flatMap(field =>
    asked[field] === undefined || asked[field] === null
      ? []
      : (found.mapping[field] ?? []).filter(column => !file.columns.includes(column)),
  )
  if (missing.length === 0) return
  const listed = file.columns.slice(0, 40).join(', ')
  refuseCsv(
    missing.map(column => ({
      line: 1,
      column,
      columnNumber: 1,
      message: `there is no column “${column}”; found are: ${listed}`,
    })),
  )
}

/** Of several columns that may name the group only one does for all rows, or a part of them would be of another kind. */
const settled = (file: RecordFile | ReturnType<typeof cardFile>, asked: RosterMapping): RosterColumns => {
  const found = rosterColumns(file.columns, asked)
  requireColumns(file, asked, found)
  const { mapping } = found
  const email = mapping.email ?? (asked.columns.email === undefined ? addressesAnyhow(file) : [])
  const group =
    asked.columns.group === undefined ? filledColumns(file.records, mapping.group ?? []).slice(0, 1) : mapping.group
  return {
    ...found,
    mapping: { ...mapping, ...(email.length > 0 ? { email } : {}), ...(group && group.length > 0 ? { group } : {}) },
  }
}

interface Read {
  readonly record: SourceRecord
  readonly placed: PlacedRow | null
  readonly problems: readonly RosterProblem[]
}

const reader = (titles: readonly string[], columns: RosterColumns, zones: Zones) => {
  const { mapping } = columns
  const used = new Set([...Object.values(mapping).flat(), columns.wholeName])
  const placeOf = (field: RosterField) => {
    const column = mapping[field]?.[0] ?? field
    return { column, columnNumber: titles.indexOf(column) + 1 }
  }
  const read = (record: SourceRecord): Read => {
    const { line, broken } = record
    // Letters that were lost matter only where they are read.
    if (broken && (broken.kind === 'cells' || used.has(broken.column))) {
      const { column, message } = broken
      const columnNumber = titles.indexOf(column) + 1 || Number(column) || 1
      return { record, placed: null, problems: [{ line, column, columnNumber, code: 'unreadable', message }] }
    }
    const result = readRow(fieldsIn(record, columns, zones))
    if ('row' in result) return { record, placed: { line, row: result.row }, problems: [] }
    const problems = result.faults.map(({ field, ...fault }) => ({ line, ...placeOf(field), ...fault }))
    return { record, placed: null, problems }
  }
  return { read, placeOf }
}

const emailIn = (record: SourceRecord, columns: RosterColumns): string | null =>
  emailSchema.safeParse(addressIn(record, columns.mapping.email ?? [])).data ?? null

/**
 * Takes a table, a JSON list of any shape, LDIF and vCards. Refuses a file that cannot be divided into rows, has no
 * column of addresses or too many rows. In a preview it may lack that column: then no row can be taken.
 */
export const readRosterFile = (text: string, asked: RosterMapping, isPreview = false): RosterReading => {
  const cards = cardFormatOf(text)
  const file = cards ? cardFile(readCards(text, cards)) : readRecords(text, element => element, isRosterHeader(asked))
  const columns = settled(file, asked)
  const [first] = file.records
  // Whoever looks at it first can still say which column it is.
  const isShown = isPreview && file.columns.length > 0
  if ((columns.mapping.email ?? []).length === 0 && !isShown) return noAddresses(file, 1)
  const emailColumn = columns.mapping.email?.[0] ?? 'email'
  const columnNumber = file.columns.indexOf(emailColumn) + 1
  if (!first) return refuseCsv([{ line: 2, column: emailColumn, columnNumber, message: 'there is no row' }])
  const excess = file.records[rosterRowsMaximum]
  if (excess) {
    return refuseCsv([
      { line: excess.line, column: emailColumn, columnNumber, message: `more than ${rosterRowsMaximum} rows` },
    ])
  }
  const zones = new Map(Object.entries(asked.zones).map(([word, zone]) => [word.toLowerCase(), zone]))
  const { read, placeOf } = reader(file.columns, columns, zones)
  const all = file.records.map(read)
  const records = new Map(all.flatMap(({ placed, record }) => (placed ? [[placed, record]] : [])))
  const once = oncePerPerson([...records.keys()])
  const byLine = new Map([...records].map(([{ line, row }, record]) => [`${line} ${row.email}`, record]))
  const refused = [
    ...all.flatMap(({ record, problems }): RefusedRow[] =>
      problems.length > 0
        ? [{ line: record.line, email: emailIn(record, columns), cells: record.cells, problems }]
        : [],
    ),
    ...once.refused.map(({ line, row, code, message }): RefusedRow => {
      const cells = byLine.get(`${line} ${row.email}`)?.cells ?? new Map<string, readonly string[]>()
      return { line, email: row.email, cells, problems: [{ line, ...placeOf('email'), code, message }] }
    }),
  ].toSorted((a, b) => a.line - b.line)
  return { format: file.format, columns: file.columns, mapping: columns.mapping, rows: once.rows, refused }
}

/** As the API describes them. Rows are read one by one, so that a bad one does not hide what is wrong with others. */
export const rosterListSchema = z.array(rosterRowSchema).max(rosterRowsMaximum)

/** Fields of `GET /api/people`. A list with others is somebody else's export, whose columns have to be found. */
const ownNames = new Set<string>([...rosterFields, 'stopped'])

export const isOwnList = (list: unknown): boolean =>
  Array.isArray(list)
    ? list.every(one => typeof one !== 'object' || Object.keys(one ?? {}).every(name => ownNames.has(name)))
    : !Object.values(Object(list)).some(inside => typeof inside === 'object' && inside !== null)

/** A list in the shape of `GET /api/people`: here what is empty is emptied, and a place in the list stands for a line. */
export const readOwnRows = (list: readonly unknown[]): RosterReading => {
  const read = list.map((given, index) => ({ given, line: index + 1, result: readRow(given) }))
  const once = oncePerPerson(read.flatMap(({ line, result }) => ('row' in result ? [{ line, row: result.row }] : [])))
  const place = (field: RosterField) => ({ column: field, columnNumber: rosterFields.indexOf(field) + 1 })
  const cellsOf = (given: unknown): ReadonlyMap<string, readonly string[]> =>
    new Map(
      Object.entries(Object(given)).flatMap(([name, value]) => (typeof value === 'string' ? [[name, [value]]] : [])),
    )
  const refused = [
    ...read.flatMap(({ given, line, result }): RefusedRow[] =>
      'row' in result
        ? []
        : [
            {
              line,
              email: emailSchema.safeParse(cellsOf(given).get('email')?.[0]).data ?? null,
              cells: cellsOf(given),
              problems: result.faults.map(({ field, ...fault }) => ({ line, ...place(field), ...fault })),
            },
          ],
    ),
    ...once.refused.map(({ line, row, code, message }) => ({
      line,
      email: row.email,
      cells: cellsOf(list[line - 1]),
      problems: [{ line, ...place('email'), code, message }],
    })),
  ].toSorted((a, b) => a.line - b.line)
  return { format: 'own', columns: [...rosterFields], mapping: {}, rows: once.rows, refused }
}
