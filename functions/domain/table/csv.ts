/**
 * Tables as spreadsheets and people write them, separated by comma, semicolon, tab or bar. Only a quotation mark that
 * opens and never closes makes one unreadable; every other mark that RFC 4180 does not foresee belongs to its cell.
 */
import { Refusal } from '../refusal.ts'

/** One problem in a table, and where it is. `columnNumber` counts from 1. */
export interface CsvIssue {
  readonly line: number
  readonly column: string
  readonly columnNumber: number
  readonly message: string
}

/** Listing more than this does not help anybody fix a file. */
const issuesTold = 200
const issuesInWords = 50

/**
 * A single refusal `invalid_csv` for everything wrong with a file; `line` and `column` are those of the first issue.
 */
export const refuseCsv = (issues: readonly CsvIssue[]): never => {
  const told = issues.slice(0, issuesTold)
  const detail = told
    .slice(0, issuesInWords)
    .map(({ line, column, message }) => `line ${line}, column ${column}: ${message}`)
    .join('; ')
  const [first] = told
  const choices = told.find(issue => 'choices' in issue)
  throw new Refusal('invalid_csv', detail, {
    line: first?.line,
    column: first?.column,
    issues: told,
    issueCount: issues.length,
    ...(choices && 'choices' in choices ? { choices: choices.choices } : {}),
  })
}

/** A row that is not blank; `line` is the one it begins on. */
export interface RawRow {
  readonly line: number
  /** As they are written, blanks around them included. */
  readonly cells: readonly string[]
}

const separators = [',', ';', '\t', '|'] as const
/** Keyboards of East Asia and Arabic ones write others, which part cells where none of the usual does. */
const separatorsElsewhere = ['，', '；', '、', '،', '؛'] as const

const withoutQuoted = (line: string): string => line.replaceAll(/"(?:[^"]|"")*"/g, '')

/** How often most of the lines have it that have it at all; titles above a table and texts within it have others. */
const regularity = (counts: readonly number[]): number => {
  const lines = new Map<number, number>()
  for (const count of counts) if (count > 0) lines.set(count, (lines.get(count) ?? 0) + 1)
  return Math.max(0, ...[...lines].map(([count, number]) => count * number))
}

/** What stands oftenest in the first line that has any, unless the lines below say another: then that is a title. */
const separatorOf = (text: string): string => {
  const lines = withoutQuoted(text.slice(0, 20_000)).split('\n', 20)
  const usual = separators.some(separator => lines.some(line => line.includes(separator)))
  const found = (usual ? separators : separatorsElsewhere).map(separator => {
    const counts = lines.map(line => line.split(separator).length - 1)
    return { separator, counts, regularity: regularity(counts) }
  })
  const first = lines.findIndex((_, line) => found.some(({ counts }) => (counts[line] ?? 0) > 0))
  const most = (of: (one: (typeof found)[number]) => number) =>
    found.reduce((best, next) => (of(next) > of(best) ? next : best))
  const named = most(({ counts }) => counts[first] ?? 0)
  const regular = most(one => one.regularity)
  return regular.regularity > named.regularity * 2 ? regular.separator : named.separator
}

/** Excel writes and reads a first line that names the separator. */
const declared = /^"?sep=([,;|\t:])"?[ \t]*(?:\n|$)/i

/**
 * Where a cell ends that begins with a quotation mark, and what it says. Null if the mark does not close right before a
 * separator or the end of the line: then it is a mark like any other, as in `"Patty" P`.
 */
const quotedCell = (text: string, from: number, separator: string): { end: number; cell: string } | null | 'open' => {
  let at = from + 1
  for (;;) {
    const mark = text.indexOf('"', at)
    if (mark < 0) return 'open'
    if (text[mark + 1] === '"') {
      at = mark + 2
      continue
    }
    let end = mark + 1
    while (end < text.length && text[end] !== separator && (text[end] === ' ' || text[end] === '\t')) end += 1
    const closes = end >= text.length || text[end] === separator || text[end] === '\n'
    return closes ? { end, cell: text.slice(from + 1, mark).replaceAll('""', '"') } : null
  }
}

/** Some programs still end a file with a sign of its own. */
const endOfFile = '\u001A'

/** Refuses `invalid_csv` for a quotation mark that never closes, since nothing after it can be read. */
export const rawRows = (given: string): RawRow[] => {
  const text = given.replace(/^\uFEFF+/, '').replaceAll(/\r\n?/g, '\n')
  const named = declared.exec(text)
  const separator = named?.[1] ?? separatorOf(text)
  const rows: RawRow[] = []
  let cells: string[] = []
  let at = named ? named[0].length : 0
  let line = named ? 2 : 1
  let begins = line
  while (at <= text.length) {
    let start = at
    while (start < text.length && text[start] !== separator && (text[start] === ' ' || text[start] === '\t')) start += 1
    const quoted = text[start] === '"' ? quotedCell(text, start, separator) : null
    if (quoted === 'open') {
      const message = 'a quotation mark opens and never closes; the file may have been cut off'
      const columnNumber = cells.length + 1
      return refuseCsv([{ line, column: String(columnNumber), columnNumber, message }])
    }
    let end = quoted?.end ?? at
    if (!quoted) while (end < text.length && text[end] !== separator && text[end] !== '\n') end += 1
    const cell = quoted?.cell ?? text.slice(at, end)
    cells.push(cell)
    if (quoted) line += cell.split('\n').length - 1
    at = end + 1
    if (text[end] === separator) continue
    if (cells.some(each => each.trim() !== '' && each !== endOfFile)) rows.push({ line: begins, cells })
    cells = []
    line += 1
    begins = line
  }
  return rows
}
