/** Several names in one cell of a table, written so that each comes back as it was. */

/** What parts names, and what a mark at the beginning of one means. */
const needsMarks = /[;,\n]|^"/

/** A name with a comma or a semicolon of its own stands in quotation marks, which are doubled within it. */
export const listText = (names: readonly string[]): string =>
  names.map(name => (needsMarks.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join('; ')

/** One in quotation marks that close right before a separator or the end, or what stands up to the next separator. */
const partsOf = (cell: string, separators: RegExp): string[] => {
  const parts: string[] = []
  const quoted = new RegExp(String.raw`\s*"((?:[^"]|"")*)"[^\S\n]*(?=${separators.source}|$)`, 'y')
  const plain = new RegExp(String.raw`(?:(?!${separators.source})[^])*`, 'y')
  for (let at = 0; at <= cell.length; ) {
    quoted.lastIndex = at
    plain.lastIndex = at
    const marked = quoted.exec(cell)
    const found = marked ?? plain.exec(cell)
    parts.push(marked?.[1]?.replaceAll('""', '"') ?? found?.[0] ?? '')
    at += (found?.[0].length ?? 0) + 1
  }
  return parts
}

/** Semicolons part the names, or commas where none stands between any two; so do line breaks. */
export const listIn = (cell: string): string[] => {
  const bySemicolon = partsOf(cell, /[;\n]/)
  return bySemicolon.length > 1 || !cell.includes(',') ? bySemicolon : partsOf(cell, /[,\n]/)
}
