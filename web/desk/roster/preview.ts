/** What a pasted table holds, before it is sent: the API reads it again and names what is wrong by line and column. */
import type { RosterEntry } from '../../../functions/domain/people/person.ts'
import { type CsvRow, readCsv, separatorOf } from './csv.ts'

export interface Preview {
  readonly heading: readonly string[]
  readonly rows: readonly CsvRow[]
  readonly problem: 'no_email_column' | 'no_rows' | null
  /** Lower case, each once. */
  readonly emails: readonly string[]
}

export const previewOf = (text: string): Preview | null => {
  if (!text.trim()) return null
  const [first, ...rows] = readCsv(text, separatorOf(text))
  const heading = (first?.cells ?? []).map(cell => cell.toLowerCase())
  const column = heading.indexOf('email')
  const emails = [...new Set(rows.map(row => (row.cells[column] ?? '').toLowerCase()))].filter(Boolean)
  const problem = column < 0 ? 'no_email_column' : rows.length === 0 ? 'no_rows' : null
  return { heading, rows, problem, emails: column < 0 ? [] : emails }
}

/** Who would be gone if the list were the whole roster. */
export const missingFrom = (roster: readonly RosterEntry[], emails: readonly string[]): number => {
  const listed = new Set(emails)
  return roster.filter(one => !listed.has(one.email)).length
}
