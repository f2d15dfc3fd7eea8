/**
 * What mail gateways, mail programs and people do to an address on its way, undone: a text as it may have read before.
 * Nothing here knows what it is looked through for; each reading is one more text to look in.
 */

/** One way of writing, undone; null or an empty list where the text does not use it. */
export type Undo = (text: string) => readonly string[] | string

/** What no eye sees, letters of double width, and hyphens that do not break. */
const invisible = /\p{Cf}|\u034f|\u115f|\u1160|[\ufe00-\ufe0f]/gu
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(invisible, '')
    .replaceAll(/[‐‑]/g, '-')
    .replaceAll(/[\u2028\u2029\u0085]/g, '\n')

const character = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '')
const hexadecimal = (digits: string): string => character(Number.parseInt(digits, 16))

export const percent: Undo = text =>
  text.replaceAll(/(?:%[\da-f]{2})+/gi, run => {
    try {
      return decodeURIComponent(run)
    } catch {
      return run.replaceAll(/%([2-7][\da-f])/gi, (_, digits: string) => hexadecimal(digits))
    }
  })

const named: Readonly<Record<string, string>> = {
  amp: '&',
  num: '#',
  period: '.',
  lowbar: '_',
  hyphen: '-',
  dash: '-',
  percnt: '%',
  equals: '=',
  sol: '/',
  colon: ':',
  quest: '?',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
}

export const entities: Undo = text =>
  text.replaceAll(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi,
    (whole, decimal?: string, digits?: string, name = '') =>
      decimal ? character(Number(decimal)) : digits ? hexadecimal(digits) : (named[name.toLowerCase()] ?? whole),
  )

/** The end of a line, with the marks that a reply puts before the next. */
const lineEnd = String.raw`[ \t]*\r?\n(?:[ \t]*[>|])*[ \t]*`
/** All lines as one; only those joined that are as long as lines were allowed to be; and of these none with a shorter one. */
const lines: Undo = text => {
  const ends = new RegExp(lineEnd, 'g')
  const width = Math.max(...text.split('\n').map(line => line.trimEnd().length)) - 2
  const isFull = (from: number, to: number): boolean => to - from > width
  const joinedWhere = (isBroken: (at: number, next: number) => boolean): string =>
    text.replaceAll(ends, (end, at: number) => (isBroken(at, at + end.length) ? '' : end))
  const isLong = (at: number): boolean => isFull(text.lastIndexOf('\n', at - 1), at)
  const goesOnLong = (at: number): boolean => {
    const end = text.indexOf('\n', at)
    return isFull(text.lastIndexOf('\n', at - 1), end < 0 ? text.length : end)
  }
  return [text.replaceAll(ends, ''), joinedWhere(isLong), joinedWhere((at, next) => isLong(at) && goesOnLong(next))]
}

/** RFC 2045, section 6.7. Bytes beyond ASCII become readable in the next step. */
const quotedPrintable: Undo = text =>
  text.replaceAll(new RegExp(`=${lineEnd}`, 'g'), '').replaceAll(/=([\dA-F]{2})/g, '%$1')

const tags: Undo = text => text.replaceAll(/<\/?[a-z][a-z\d]*(?:\s[^<>]*)?\/?>/gi, '')

/** Markdown's and JSON's. */
const backslashes: Undo = text =>
  text
    .replaceAll(/(?:\\r)?\\n/g, '\n')
    .replaceAll(/\\u([\da-f]{4})/gi, (_, digits: string) => hexadecimal(digits))
    .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')

/** urldefense.proofpoint.com/v2: `-` stands for `%`, `_` for `/`. */
const defended: Undo = text =>
  /v2\/url\?u=|srv-5f|-(?:25)*23/i.test(text)
    ? text.replaceAll('_', '/').replaceAll(/-(0[ad]|[2-7][\da-f])/gi, (_, digits: string) => hexadecimal(digits))
    : text

const runLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const bytesOf = (base64: string): string | null => {
  try {
    return atob(base64.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, ''))
  } catch {
    return null
  }
}

/**
 * urldefense.com/v3/__address__;characters!…: `*` stands for the next of the characters, `**` and a letter for as many as
 * the letter says, from A for two.
 */
const defendedAnew: Undo = text =>
  [...text.matchAll(/v3\/__(.+?)__;([\w+/=-]*)!/gs)].flatMap(([, address = '', characters = '']) => {
    const taken = bytesOf(characters)
    if (taken === null) return []
    let at = 0
    return address.replaceAll(/\*(?:\*(.))?/g, (_, run?: string) => {
      const count = run === undefined ? 1 : runLetters.indexOf(run) + 2
      at += count
      return taken.slice(at - count, at)
    })
  })

const longestRuns = 12
const longestCuts = 12
/** Shorter than any link. */
const base64Run = /[\w+/-]{40,}={0,2}/g
const readable = /[\t\n\r\x20-\x7e]{30,}/g

/**
 * In a path it is not said where it begins or ends: each of the four ways that its letters can fall into groups is tried,
 * up to each slash.
 */
const base64: Undo = text =>
  [...text.matchAll(base64Run)].slice(0, longestRuns).flatMap(([run]) => {
    const bare = run.replace(/=+$/, '')
    const ends = [...bare.matchAll(/\//g)].slice(-longestCuts).map(({ index }) => index)
    return [bare.length, ...ends].flatMap(end =>
      [0, 1, 2, 3].flatMap(from => {
        const part = bare.slice(from, end)
        return bytesOf(part.length % 4 === 1 ? part.slice(0, -1) : part)?.match(readable) ?? []
      }),
    )
  })

/** Everything that is known. */
export const everyUndo: readonly Undo[] = [
  percent,
  entities,
  quotedPrintable,
  lines,
  tags,
  backslashes,
  defended,
  defendedAnew,
  base64,
]

/** More than any two gateways with what stands around them. */
const deepest = 7
const mostReadings = 160
const longest = 200_000

/** The text itself, then each reading of it that undoing makes, and of these in turn. */
export const readings = (text: string, undoing: readonly Undo[]): ReadonlySet<string> => {
  const found = new Set([plain(text.slice(0, longest))])
  let latest: readonly string[] = [...found]
  for (let depth = 0; depth < deepest && latest.length > 0; depth += 1) {
    const next = latest.flatMap(reading => undoing.flatMap(undo => undo(reading))).map(plain)
    latest = [...new Set(next)].filter(reading => !found.has(reading)).slice(0, Math.max(0, mostReadings - found.size))
    for (const reading of latest) found.add(reading)
  }
  return found
}
