/** Tables as text for spreadsheets (RFC 4180), in which no cell is taken for a formula. */
import { withoutTurning } from '../normal-form.ts'

export type CsvValue = string | number | null

/**
 * What a spreadsheet may take for a formula and run: a cell that begins so, and what stands after a semicolon, a tab, a
 * bar or a line break within one. A spreadsheet that parts cells by another sign than the comma knows no quotes within
 * a line, so that its cells begin there. Blanks and quotes in between stop none. They
 * are read from that sign on: to look back from each of them takes hours where a cell has a million.
 */
const before = String.raw`((?:^|[;\t|\r\n\v\f\u0085\u2028\u2029])['"\p{Zs}]*)`
const starts = String.raw`=+\-@＝＋－＠`
const formula = new RegExp(`${before}(?=[${starts}])`, 'gu')
/** Some take these for the beginning of one. */
const blankStart = /^[\t\r\n]/

const guarded = new RegExp(`${before}'(?=[${starts}])`, 'gu')

/** A cell as it was before it was written: the apostrophe is no part of it. */
export const withoutGuard = (text: string): string => text.replaceAll(guarded, '$1')

const safe = (text: string): string => {
  const plain = withoutTurning(text).replaceAll(formula, "$1'")
  return blankStart.test(plain) ? `'${plain}` : plain
}

const cell = (value: CsvValue): string => {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = safe(value)
  // In quotes too is what parts the cells of other tables, so that a reader counts no separator that is none.
  return /[",;\t|\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * Header and rows, each ended by CRLF. What looks like a formula gets an apostrophe in front; numbers stay numbers.
 */
export const csvText = (header: readonly string[], rows: readonly (readonly CsvValue[])[]): string =>
  [header, ...rows].map(row => `${row.map(cell).join(',')}\r\n`).join('')
