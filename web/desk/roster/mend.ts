/** Files that the roster gives: everybody on it, and the rows of a list that could not be taken. */
import { csvText, withoutGuard } from '../../../functions/domain/table/csv-text.ts'
import type { RosterEntry } from '../../../functions/domain/people/person.ts'
import { type RosterField, rosterFields, type RosterMapping } from '../../../functions/domain/roster/columns.ts'
import { readRosterFile } from '../../../functions/domain/roster/read.ts'
import { words } from '../words/en.ts'

const text = words.roster

/** The mark by which Excel knows that it is UTF-8. */
const mark = '\uFEFF'

const plain = (value: string): string => value.replaceAll(/[\r\n]+/g, ' ')

/** As an import reads it again. */
export const rosterCsv = (people: readonly RosterEntry[]): string =>
  mark +
  csvText(
    rosterFields,
    people.map(one => rosterFields.map((field: RosterField) => one[field])),
  )

/**
 * The bad rows as they stand in the file, under its own columns, each with its reason: mended there, the file can be
 * brought again, since a column that nobody asks for is passed over. Null if there are none.
 */
export const rowsToMend = (content: string, mapping: RosterMapping): string | null => {
  const { columns, refused, format } = readRosterFile(content, mapping)
  if (refused.length === 0) return null
  // A table's guard would be guarded once more, and one of the two would stay.
  const cellOf = (cell: string): string => plain(format === 'csv' ? withoutGuard(cell) : cell)
  const rows = refused.map(({ line, cells, problems }) => [
    ...columns.map(column => cellOf((cells.get(column) ?? [])[0] ?? '')),
    problems.map(({ column, message }) => `${column}: ${message}`).join('; '),
    line,
  ])
  return mark + csvText([...columns, text.mendReason, text.line], rows)
}
