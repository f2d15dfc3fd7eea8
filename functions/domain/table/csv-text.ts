/** Tables as text for spreadsheets (RFC 4180), in which no cell is taken for a formula. */

export type CsvValue = string | number | null

/** A spreadsheet may take a text that begins like this for a formula and run it. */
const formula = /^[=+\-@\t\r\n]/

const cell = (value: CsvValue): string => {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * Header and rows, each ended by CRLF. Texts that look like formulas get an apostrophe in front; numbers stay numbers.
 */
export const csvText = (header: readonly string[], rows: readonly (readonly CsvValue[])[]): string =>
  [header, ...rows].map(row => `${row.map(cell).join(',')}\r\n`).join('')
