/** Comma-separated values as RFC 4180 has them, with semicolons or tabs too: enough for a preview and a heading. */

export interface CsvRow {
  readonly cells: readonly string[]
  /** Where the row begins; counts from 1. */
  readonly line: number
}

/** Whichever of tab, semicolon and comma stands in the first line, in this order. */
export const separatorOf = (text: string): string => /[\t;]/.exec(text.split(/[\r\n]/, 1)[0] ?? '')?.[0] ?? ','

/** Rows without any text are left out. A quote that never closes takes the rest of the text into its cell. */
export const readCsv = (text: string, separator: string): CsvRow[] => {
  const rows: CsvRow[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let begins = 1
  const closeRow = (): void => {
    cells.push(cell.trim())
    if (cells.some(Boolean)) rows.push({ cells, line: begins })
    cells = []
    cell = ''
    begins = line
  }
  const signs = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
  for (let at = 0; at < signs.length; at += 1) {
    const sign = signs.charAt(at)
    if (sign === '\n') line += 1
    if (quoted && sign === '"' && signs.charAt(at + 1) === '"') {
      cell += '"'
      at += 1
    } else if (sign === '"' && (quoted || cell.trim() === '')) {
      quoted = !quoted
    } else if (quoted || (sign !== separator && sign !== '\n')) {
      cell += sign
    } else if (sign === separator) {
      cells.push(cell.trim())
      cell = ''
    } else {
      closeRow()
    }
  }
  closeRow()
  return rows
}
