/** Escapes text so that Markdown shows it as it was written (CommonMark 0.31 with GitHub's extensions). */
import { isPreformatted, oneLine, visible } from '../domain/agenda/plain.ts'

const punctuation = /[!-/:-@[-`{-~]/
const word = /[\p{L}\p{N}]/u

/** Tags such as '[PR]' and '[ERROR]' become links only if defined, and this excludes a definition's colon. */
const isTag = /^\[[\p{L}\p{N}][\p{L}\p{N} .,#/+-]*\](?![[(:])/u

/** Spans between equal runs of backticks. They need no escapes inside and are left as their writer meant them. */
const codeSpan = /(?<!`)(`+)(?!`)[^\s`](?:[^`]*[^\s`])?\1(?!`)/g

const neighbour = (line: string, from: number, step: 1 | -1): string => {
  let at = from
  while (line[at] === '_') at += step
  return step === 1
    ? String.fromCodePoint(line.codePointAt(at) ?? 32)
    : (line.slice(0, at + 1).match(/.$/u)?.[0] ?? ' ')
}

/** Whether a character would be taken as markup here. Some characters pair up across the lines of the whole text. */
const isLive = (line: string, at: number, whole: string): boolean => {
  const before = line[at - 1] ?? ' '
  const after = line[at + 1] ?? ' '
  switch (line.charAt(at)) {
    case '\\':
      return at === line.length - 1 || punctuation.test(after)
    case '`':
      return true
    case '[':
      return !(isTag.test(line.slice(at)) && /[^[!\]]/.test(before))
    case '*':
      return !(/\s/.test(before) && /\s/.test(after)) || at === 0
    case '_':
      return !(word.test(neighbour(line, at, 1)) && word.test(neighbour(line, at, -1)))
    case '~':
    case '$':
      return whole.indexOf(line.charAt(at)) !== whole.lastIndexOf(line.charAt(at)) || at === 0
    case '<':
      return /[A-Za-z/!?]/.test(after)
    case '&':
      return /^&(?:#\d+|#x[\da-f]+|[a-z][\da-z]*);/i.test(line.slice(at))
    case ':':
      return /(?:https?|ftp)$/i.test(line.slice(Math.max(0, at - 5), at)) && line.startsWith('//', at + 1)
    case '.':
      return /www$/i.test(line.slice(Math.max(0, at - 3), at))
    case '@':
      return /[\w.+-]/.test(before) && /[\w-]/.test(after)
    default:
      return false
  }
}

/** The position of a character that would begin a block, or -1. */
const blockStart = (line: string): number => {
  if (/^(?:#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|=+\s*$|[-:|][-:|\s]*$)/.test(line)) return 0
  const list = /^\d{1,9}(?=[.)](?:\s|$))/.exec(line)
  return list ? list[0].length : -1
}

const escapeLine = (line: string, whole: string, place: 'line' | 'block'): string => {
  const closing = place === 'line' ? line.search(/#+$/) : -1
  const spans =
    place === 'block' ? [...line.matchAll(codeSpan)].map(match => [match.index, match.index + match[0].length]) : []
  const opening = blockStart(line)
  let out = ''
  for (let at = 0; at < line.length; at += 1) {
    const span = spans.find(([from]) => from === at)
    if (span) {
      out += line.slice(at, span[1])
      at = (span[1] ?? at + 1) - 1
    } else {
      // A list entry that begins with [x] would become a checkbox.
      const ends = at === closing || (place === 'line' && /[|[]/.test(line.charAt(at)))
      out += at === opening || ends || isLive(line, at, whole) ? `\\${line.charAt(at)}` : line.charAt(at)
    }
  }
  return out
}

/**
 * For a heading, a list entry or a table cell: a single line without code spans, with pipes and closing hashes escaped.
 */
export const markdownLine = (text: string): string => {
  const line = oneLine(text)
  return escapeLine(line, line, 'line')
}

/** A part of such a line, with the blanks around it: what stands before it on the line keeps it from beginning a block. */
export const markdownPiece = (text: string): string => {
  const [, before = '', after = ''] = /^(\s?).*?(\s?)$/s.exec(text) ?? []
  // What another piece may close.
  const shown = markdownLine(text).replaceAll(/(?<!\\)[~$]/g, '\\$&')
  return shown === '' ? before : `${before && ' '}${shown}${after && ' '}`
}

/**
 * A statement of any length as blocks of its own, either prose or a code block with a fence that the text cannot close.
 */
export const markdownBlock = (text: string): string => {
  const shown = visible(text)
  if (!isPreformatted(shown)) {
    return shown
      .split('\n')
      .map(line => escapeLine(line, shown, 'block'))
      .join('  \n')
      .replaceAll('  \n  \n', '\n\n')
  }
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(run => run[0].length))
  const fence = '`'.repeat(Math.max(3, longest + 1))
  return `${fence}text\n${shown}\n${fence}`
}
