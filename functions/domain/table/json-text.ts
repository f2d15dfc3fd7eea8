/** The documents of a JSON file: one, or one after another. */
import { Refusal } from '../refusal.ts'

export const unreadable = (detail: string, where: { line?: number; column?: string } = {}): Refusal =>
  new Refusal('file_unreadable', detail, { ...where, issues: [{ ...where, message: detail }] })

const lastLine = (text: string): number => text.trimEnd().split('\n').length
const cutOff = (text: string): Refusal =>
  unreadable('The file ends in the middle: it was cut off. Export or download it again.', { line: lastLine(text) })

/** V8's messages for a text that ends too early, with or without a position. */
const endsEarly = /Unterminated|end of JSON|after array element|after property value|double-quoted property name/

/** More digits than a number of JavaScript keeps apart. */
const manyDigits = 16
const loose = new RegExp(
  String.raw`"(?:[^"\\]|\\.)*"|(?<![\w.+-])-?\d{${manyDigits},}(?![\d.eE])|-?\b(?:NaN|Infinity)\b`,
  'g',
)
const isLoose = new RegExp(String.raw`\d{${manyDigits}}|\b(?:NaN|Infinity)\b`)

/** Ids of many digits stay what they are, as texts; Python writes NaN where there is no number. */
const exactly = (text: string): string =>
  isLoose.test(text)
    ? text.replaceAll(loose, found => (found.startsWith('"') ? found : /\d/.test(found) ? `"${found}"` : 'null'))
    : text

/** V8 says 'at position 12 (line 3 column 4)'. */
const parseJsonFile = (text: string): unknown => {
  try {
    return JSON.parse(exactly(text))
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    const [, position, line, column] = /at position (\d+) \(line (\d+) column (\d+)\)/.exec(said) ?? []
    const atEnd = position === undefined || Number(position) >= text.trimEnd().length
    if (atEnd && endsEarly.test(said)) throw cutOff(text)
    throw unreadable('From here on it is no JSON.', line && column ? { line: Number(line), column } : {})
  }
}

interface Document {
  readonly text: string
  /** The line on which it begins. */
  readonly line: number
  readonly value: unknown
}

/** Where the document that begins at `from` ends; -1 if it does not. */
const endOf = (text: string, from: number): number => {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at]
    if (letter === '"') {
      for (at += 1; at < text.length && text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1
    } else if (letter === '{' || letter === '[') depth += 1
    else if (letter === '}' || letter === ']') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return -1
}

/** Programs write one page after another, or each record on a line of its own. */
export const documentsIn = (given: string): readonly Document[] => {
  // RFC 7464 begins each document with a record separator.
  const text = given.replaceAll('\u001E', ' ')
  let failure: unknown
  try {
    return [{ text, line: 1, value: parseJsonFile(text) }]
  } catch (error) {
    failure = error
  }
  const found: Document[] = []
  let line = 1
  for (let at = 0; at < text.length; ) {
    const letter = text[at] ?? ''
    if (letter === '\n') line += 1
    if (letter === ',' || letter.trim() === '') {
      at += 1
      continue
    }
    const end = letter === '{' || letter === '[' ? endOf(text, at) : -1
    if (end < 0) throw found.length > 0 && /[[{]/.test(letter) ? cutOff(text) : failure
    const part = text.slice(at, end)
    try {
      found.push({ text: part, line, value: JSON.parse(exactly(part)) })
    } catch {
      throw found.length > 0 ? unreadable('From here on it is no JSON.', { line }) : failure
    }
    line += part.split('\n').length - 1
    at = end
  }
  return found
}
