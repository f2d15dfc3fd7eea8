/**
 * Reads what people paste: "Ada L <a@example.com>, b@example.com" in any mix of commas, semicolons, tabs, blanks and
 * lines, rows of a spreadsheet with or without a heading, addresses with a name before or after them.
 */
import { emailSchema } from '../../../functions/domain/people/person.ts'
import { readCsv, separatorOf } from '../roster/csv.ts'

export interface Pasted {
  /** Lower case. */
  readonly email: string
  readonly name: string
}

export interface Unreadable {
  readonly text: string
  /** Both count from 1. */
  readonly line: number
  readonly column: number
  readonly why: 'not_an_address' | 'no_address'
}

export interface Reading {
  /** Each address once, in the order of its first appearance. */
  readonly people: readonly Pasted[]
  readonly unreadable: readonly Unreadable[]
  /** Addresses that stood there more than once. */
  readonly repeated: number
}

interface Cell {
  readonly text: string
  readonly line: number
  readonly column: number
}

type Found =
  | { kind: 'person'; person: Pasted; named: boolean }
  | { kind: 'text'; cell: Cell }
  | { kind: 'bad'; cell: Cell }

/** Splits a line at commas, semicolons and tabs that stand outside quotes and angle brackets. */
const cellsOf = (line: string, number: number): Cell[] => {
  const cells: Cell[] = []
  let start = 0
  let quoted = false
  let bracket = false
  const close = (end: number): void => {
    const raw = line.slice(start, end)
    const text = raw.trim()
    if (text) cells.push({ text, line: number, column: start + raw.indexOf(text) + 1 })
    start = end + 1
  }
  for (let index = 0; index < line.length; index += 1) {
    const sign = line.charAt(index)
    if (sign === '"') quoted = !quoted && line.indexOf('"', index + 1) >= 0
    else if (sign === '<') bracket = !quoted && line.indexOf('>', index + 1) >= 0
    else if (sign === '>') bracket = false
    else if (!quoted && !bracket && /[,;\t]/.test(sign)) close(index)
  }
  close(line.length)
  return cells
}

const cleanName = (text: string): string =>
  text
    .replaceAll('"', '')
    .replace(/^[\s'([<-]+|[\s')\]>:-]+$/g, '')
    .replace(/\s+/g, ' ')
    .slice(0, 200)

const addressOf = (text: string): string | null => {
  const bare = text.replace(/^(?:mailto:)?['"(<[]*(?:mailto:)?/i, '').replace(/['")>\].,;:]+$/, '')
  const parsed = emailSchema.safeParse(bare)
  return parsed.success ? parsed.data : null
}

/** What one cell holds: a name with its address, several addresses between blanks, or neither. */
const readCell = (cell: Cell): Found[] => {
  const mailbox = /^(.*?)<\s*([^<>]*@[^<>]*)>$/.exec(cell.text)
  if (mailbox) {
    const email = addressOf(mailbox[2] ?? '')
    if (!email) return [{ kind: 'bad', cell }]
    const name = cleanName(mailbox[1] ?? '')
    return [{ kind: 'person', person: { email, name }, named: name !== '' }]
  }
  if (!cell.text.includes('@')) return [{ kind: 'text', cell }]
  const found: Found[] = []
  let words: string[] = []
  for (const match of cell.text.matchAll(/\S+/g)) {
    const [word] = match
    if (!word.includes('@')) {
      words.push(word)
      continue
    }
    const email = addressOf(word)
    const name = cleanName(words.join(' '))
    words = []
    if (email) found.push({ kind: 'person', person: { email, name }, named: name !== '' })
    else found.push({ kind: 'bad', cell: { ...cell, text: word, column: cell.column + match.index } })
  }
  const last = found.at(-1)
  const rest = cleanName(words.join(' '))
  if (rest && found.length === 1 && last?.kind === 'person' && !last.named)
    return [{ kind: 'person', person: { ...last.person, name: rest }, named: true }]
  if (rest) found.push({ kind: 'text', cell: { ...cell, text: rest } })
  return found
}

/** A spreadsheet's heading names a column of addresses; nothing else in such a row is meant for anybody. */
const headingOf = (cells: readonly string[]): { email: number; name: number } | null => {
  const titles = cells.map(cell => cell.toLowerCase())
  const email = titles.findIndex(title => /^(e-?mail|mail|address|e-?mail address)$/.test(title))
  if (email < 0 || titles.some(title => title.includes('@'))) return null
  return { email, name: titles.findIndex(title => /^(name|full name|display name)$/.test(title)) }
}

/** One line's cells: names that stand in cells of their own go to the address they belong to. */
const readLine = (cells: readonly Cell[]): Found[] => {
  const found = cells.flatMap(readCell)
  const people = found.filter(one => one.kind === 'person')
  const texts = found.filter(one => one.kind === 'text')
  const [only] = people
  if (people.length === 1 && only && found.length === texts.length + 1) {
    if (only.named && texts.length > 0 && found[0]?.kind === 'text' && found.indexOf(only) === texts.length) {
      // "Doe, John <j@example.com>": the comma belongs to the name.
      const before = texts.map(one => cleanName(one.cell.text))
      return [{ ...only, person: { ...only.person, name: [...before, only.person.name].join(', ').slice(0, 200) } }]
    }
    const name = only.named ? only.person.name : cleanName(texts[0]?.cell.text ?? '')
    return [{ ...only, person: { ...only.person, name } }]
  }
  return found.filter((one, index) => {
    const next = found[index + 1]
    if (one.kind !== 'text' || next?.kind !== 'person' || !next.named) return true
    next.person = { ...next.person, name: `${cleanName(one.cell.text)}, ${next.person.name}`.slice(0, 200) }
    return false
  })
}

/** A table with a heading: its column of addresses, and its column of names when it has one. */
const readTable = (text: string): Found[] | null => {
  const separator = separatorOf(text.trimStart())
  const [first, ...rows] = readCsv(text, separator)
  const heading = first && headingOf(first.cells)
  if (!heading) return null
  return rows.map(({ cells, line }) => {
    const email = addressOf(cells[heading.email] ?? '')
    if (email) return { kind: 'person', person: { email, name: cleanName(cells[heading.name] ?? '') }, named: true }
    return { kind: 'text', cell: { text: cells.filter(Boolean).join(', '), line, column: 1 } }
  })
}

export const readAddresses = (text: string): Reading => {
  const people = new Map<string, Pasted>()
  const unreadable: Unreadable[] = []
  let repeated = 0
  const plain = text.replace(/^\uFEFF/, '')
  const found =
    readTable(plain) ?? plain.split(/\r\n|\r|\n/).flatMap((line, index) => readLine(cellsOf(line, index + 1)))
  for (const one of found) {
    if (one.kind !== 'person') {
      unreadable.push({ ...one.cell, why: one.kind === 'bad' ? 'not_an_address' : 'no_address' })
      continue
    }
    const known = people.get(one.person.email)
    if (known) repeated += 1
    if (!known || (!known.name && one.person.name)) people.set(one.person.email, one.person)
  }
  return { people: [...people.values()], unreadable, repeated }
}
