/** The roster as it is sent: what a row may contain, and how it is merged with what is stored. */
import * as z from 'zod'
import { type CsvIssue, readCsv, refuseCsv } from '../csv.ts'
import { type Person, personInputSchema, personSchema } from './person.ts'
import { Refusal } from '../refusal.ts'

const { email, name, group, seniority, zone, language } = personInputSchema.shape

/** Names and groups appear in mail headers and tables. */
const oneLine = /^\P{Cc}*$/u
const oneLineError = 'a line break or another control character'

/** A field left out keeps its stored value. Fields that `GET /api/people` adds are passed over. */
export const rosterRowSchema = z.object({
  email,
  name: name.unwrap().regex(oneLine, oneLineError).optional(),
  group: group.unwrap().regex(oneLine, oneLineError).optional(),
  seniority: seniority.unwrap().optional(),
  zone: zone.unwrap().optional(),
  language: language.unwrap().optional(),
})
type RosterRow = z.infer<typeof rosterRowSchema>

/** As many as one request can write within its 30 seconds. */
const rosterRowsMaximum = 20_000
export const rosterSchema = z.array(rosterRowSchema).max(rosterRowsMaximum)

export const rosterResultSchema = z.object({ added: z.int(), changed: z.int(), removed: z.int() })

const columns = ['email', 'name', 'group', 'seniority', 'zone', 'language'] as const
type Column = (typeof columns)[number]
const isColumn = (value: unknown): value is Column => columns.some(column => column === value)

const fieldsOf = (row: RosterRow): string => JSON.stringify(columns.map(column => row[column]))

/** Pairs of rows that give the same address with different fields; identical rows count as one. */
const contradictions = (rows: readonly RosterRow[]): { first: number; second: number }[] => {
  const seen = new Map<string, number>()
  return rows.flatMap((row, second) => {
    const first = seen.get(row.email)
    if (first === undefined) seen.set(row.email, second)
    const before = first === undefined ? undefined : rows[first]
    return first !== undefined && before && fieldsOf(before) !== fieldsOf(row) ? [{ first, second }] : []
  })
}

const once = (rows: readonly RosterRow[]): RosterRow[] => [...new Map(rows.map(row => [row.email, row])).values()]

/** `text/csv` with a header line. Refuses `invalid_csv` with line and column of every bad cell, up to 50. */
export const rosterFromCsv = (text: string): RosterRow[] => {
  const { header, rows: read } = readCsv(text, columns, ['email'])
  const emailNumber = header.indexOf('email') + 1
  const issues: CsvIssue[] = []
  if (read.length === 0)
    issues.push({ line: 2, column: 'email', columnNumber: emailNumber, message: 'there is no row' })
  if (read.length > rosterRowsMaximum) {
    const line = read[rosterRowsMaximum]?.line ?? 0
    issues.push({ line, column: 'email', columnNumber: emailNumber, message: `more than ${rosterRowsMaximum} rows` })
  }
  const rows: RosterRow[] = []
  for (const { line, cells } of read.slice(0, rosterRowsMaximum)) {
    const parsed = rosterRowSchema.safeParse(lowerCased(cells))
    if (parsed.success) rows.push(parsed.data)
    for (const issue of parsed.error?.issues ?? []) {
      const column = isColumn(issue.path[0]) ? issue.path[0] : 'email'
      const message = column === 'email' && !cells.email ? 'the mail address is missing' : issue.message
      issues.push({ line, column, columnNumber: header.indexOf(column) + 1, message })
    }
  }
  if (issues.length === 0) {
    for (const { first, second } of contradictions(rows)) {
      const message = `the address is on line ${read[first]?.line ?? 0} too, with something else beside it`
      issues.push({ line: read[second]?.line ?? 0, column: 'email', columnNumber: emailNumber, message })
    }
  }
  return issues.length > 0 ? refuseCsv(issues) : once(rows)
}

/** Spreadsheets tend to capitalise a word that is alone in a cell. */
const lowerCased = (cells: Partial<Record<Column, string>>): Partial<Record<Column, string>> => ({
  ...cells,
  ...(cells.seniority ? { seniority: cells.seniority.toLowerCase() } : {}),
  ...(cells.language ? { language: cells.language.toLowerCase() } : {}),
})

/** The parsed rows of a JSON array. Refuses `invalid_body` if an address occurs twice with different fields. */
export const withoutRepeats = (rows: readonly RosterRow[]): RosterRow[] => {
  const issues = contradictions(rows).map(({ first, second }) => ({
    path: `${second}.email`,
    message: `the address is in row ${first} too, with something else beside it`,
  }))
  if (issues.length === 0) return once(rows)
  throw new Refusal('invalid_body', issues.map(issue => `${issue.path}: ${issue.message}`).join('; '), { issues })
}

interface RosterMerge {
  readonly added: readonly Person[]
  readonly changed: readonly Person[]
}

/** Known people keep the fields that a row does not give. `draw` makes a new person's random id for unsubscribing. */
export const mergeRoster = (
  known: ReadonlyMap<string, Person>,
  rows: readonly RosterRow[],
  draw: () => string,
): RosterMerge => {
  const added: Person[] = []
  const changed: Person[] = []
  for (const row of rows) {
    const before = known.get(row.email)
    if (!before) added.push({ ...personInputSchema.parse(row), unsubscribeId: draw() })
    else {
      const after = personSchema.parse({ ...before, ...row })
      if (fieldsOf(after) !== fieldsOf(before)) changed.push(after)
    }
  }
  return { added, changed }
}
