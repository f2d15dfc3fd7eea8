/**
 * Reads what people paste: "Ada L <a@example.com>, b@example.com" in any mix of commas, semicolons, tabs, blanks and
 * lines, rows of a spreadsheet with or without a heading, addresses with a name before or after them, links, vCards,
 * entries of a directory, and the attendees of a calendar's event.
 */
import { emailSchema } from '../../../functions/domain/people/address.ts'
import { mailboxOf } from '../../../functions/domain/people/mailbox.ts'
import { rawRows } from '../../../functions/domain/table/csv.ts'
import { withoutUnseen } from '../../../functions/domain/normal-form.ts'
import { cardFormatOf, nameOnCard, readCards } from '../../../functions/domain/people/cards.ts'
import { Refusal } from '../../../functions/domain/refusal.ts'
import { isRosterHeader } from '../../../functions/domain/roster/columns.ts'
import { readRosterFile } from '../../../functions/domain/roster/read.ts'

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
  /** Each mailbox once, in the order of its first appearance. */
  readonly people: readonly Pasted[]
  readonly unreadable: readonly Unreadable[]
  /** Mailboxes that stood there more than once, under one spelling or several. */
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
    else if (!quoted && !bracket && /[,;\t|，；、،؛]/.test(sign)) close(index)
  }
  close(line.length)
  return cells
}

/** As a mail's head says to whom it went. */
const headOfMail = /^\s*(?:to|cc|bcc|from|an|von|kopie|à|de|para|cópia|aan|van|til|fra|do|od)\s*:\s*/iu

/** Between two addresses of a sentence. */
const conjunction = /^(?:and|or|und|oder|et|ou|y|o|e|en|i|oraz|и|&|\+)$/iu

/** Marks of a list stand before a name: bullets, numbers. An address that stands for a name is none. */
const cleanName = (text: string): string => {
  const name = text
    .replaceAll('"', '')
    .replace(headOfMail, '')
    .replace(/^\s*(?:\d+[.)]\s+|[•·*–—]\s*)+/, '')
    .replace(/^[\s'([<-]+|[\s')\]>:–—-]+$/g, '')
    .replace(/\s+/g, ' ')
    .slice(0, 200)
  return conjunction.test(name) || /^\S+@\S+\.\S+$/.test(name) ? '' : name
}

const addressOf = (text: string): string | null => emailSchema.safeParse(text).data ?? null

/** A link says a name and an address: "[Ada](mailto:a@example.com)", or the same in HTML. */
const linksAsMailboxes = (text: string): string => {
  const mailbox = (name: string, address: string): string => `${name.includes('@') ? '' : name} <${address}>`
  return text
    .replaceAll(/<mailto:([^|<>\s]+)\|[^<>\n]*>/gi, '<$1>')
    .replaceAll(/\[([^\]\n]*)\]\(\s*<?mailto:([^)\s>?]+)[^)\n]*\)/gi, (_, name: string, address: string) =>
      mailbox(name, address),
    )
    .replaceAll(
      /<a\b[^>\n]*\bhref=["']?mailto:([^"'?>\s]+)[^>\n]*>([^<\n]*)<\/a>/gi,
      (_, address: string, name: string) => mailbox(name, address),
    )
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

/** Two cells before an address are a first and a family name; what else stands beside it is no name. */
const nameAround = (texts: readonly { readonly cell: Cell }[], before: number): string => {
  const words = texts
    .map(({ cell }) => cleanName(cell.text))
    .map(word => (/^[\d\W]*$/u.test(word) && !/\p{L}/u.test(word) ? '' : word))
  const leading = words.slice(0, before).filter(Boolean)
  const [first = ''] = leading
  const isPart = leading.length === 2 && leading.every(word => word.split(' ').length < 3)
  return isPart ? leading.join(' ').slice(0, 200) : first || (words.find(Boolean) ?? '')
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
    const name = only.named ? only.person.name : nameAround(texts, found.indexOf(only))
    return [{ ...only, person: { ...only.person, name } }]
  }
  return found.filter((one, index) => {
    const next = found[index + 1]
    if (one.kind !== 'text' || next?.kind !== 'person' || !next.named) return true
    next.person = { ...next.person, name: `${cleanName(one.cell.text)}, ${next.person.name}`.slice(0, 200) }
    return false
  })
}

/** A table whose heading names a column of addresses, and its columns of names when it has some. */
const readTable = (text: string): Found[] | null => {
  try {
    if (!/^\s*[[{]/.test(text)) {
      const [first] = rawRows(text)
      if (!first || !isRosterHeader({ columns: {} })(first.cells)) return null
    }
    const { rows, refused } = readRosterFile(text, { columns: {}, zones: {} })
    const bad = refused.map(({ line, cells }): Found => {
      const said = [...cells.values()].flat().join(', ')
      return { kind: 'text', cell: { text: said, line, column: 1 } }
    })
    const people = rows.map(({ row }): Found => {
      const { email, name = '' } = row
      return { kind: 'person', person: { email, name }, named: true }
    })
    return [...people, ...bad]
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return null
  }
}

const readPeopleCards = (text: string): Found[] | null => {
  const format = cardFormatOf(text)
  if (format === null) return null
  return readCards(text, format).flatMap((card): Found[] => {
    const [written] = card.values.get('mail') ?? []
    const name = cleanName(nameOnCard(card))
    const email = addressOf(written ?? '')
    if (email) return [{ kind: 'person', person: { email, name }, named: true }]
    const cell = { text: written ?? name, line: card.line, column: 1 }
    return cell.text ? [{ kind: written === undefined ? 'text' : 'bad', cell }] : []
  })
}

/** A mail's head as it travels writes letters beyond ASCII in words of its own (RFC 2047). */
const withEncodedWords = (text: string): string =>
  text
    .replaceAll(/(=\?[\w-]+\?[bq]\?[^\s?]+\?=)\s+(?==\?)/gi, '$1')
    .replaceAll(/=\?([\w-]+)\?([bq])\?([^\s?]+)\?=/gi, (word, charset: string, way: string, coded: string) => {
      try {
        const letters = /b/i.test(way)
          ? atob(coded)
          : coded
              .replaceAll('_', ' ')
              .replaceAll(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        return new TextDecoder(charset).decode(Uint8Array.from(letters, letter => letter.charCodeAt(0)))
      } catch {
        return word
      }
    })

export const readAddresses = (text: string): Reading => {
  const people = new Map<string, Pasted>()
  const unreadable: Unreadable[] = []
  let repeated = 0
  const plain = withEncodedWords(withoutUnseen(text))
    .replaceAll(/[＠﹫]/g, '@')
    .replaceAll('＜', '<')
    .replaceAll('＞', '>')
  const byLine = (): Found[] =>
    linksAsMailboxes(plain)
      .split(/\r\n|\r|\n/)
      .flatMap((line, index) => readLine(cellsOf(line, index + 1)))
  const found = readPeopleCards(plain) ?? readTable(plain) ?? byLine()
  for (const one of found) {
    if (one.kind !== 'person') {
      unreadable.push({ ...one.cell, why: one.kind === 'bad' ? 'not_an_address' : 'no_address' })
      continue
    }
    const mailbox = mailboxOf(one.person.email)
    const known = people.get(mailbox)
    if (known) repeated += 1
    if (!known || (!known.name && one.person.name))
      people.set(mailbox, { ...one.person, email: known?.email ?? one.person.email })
  }
  return { people: [...people.values()], unreadable, repeated }
}
