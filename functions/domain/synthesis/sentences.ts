/** Where sentences end: spans of a text, in languages with and without spaces. */

/** From inclusive, to exclusive, in UTF-16 units. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A full stop after one of these is not the end of a sentence. Compared in lower case. */
const abbreviations = new Set(
  `e.g i.e etc approx vs cf no nos dr mr mrs ms prof st fig dept est inc ltd jr sr
 z.b bzw ca d.h u.a usw evtl ggf nr abs tel s.o u.u o.ä vgl inkl min std
 p.ex m mme mlle env sté cad
 p.ej sr sra dña núm aprox
 p.s r np tzn itd itp godz nr ok ul
 т.е т.д т.к др
 esim mm ks klo`.split(/\s+/),
)

const wordBefore = /[\p{L}\p{M}\p{N}.]+$/u
const dayOfMonth = /(?:^|[^\p{N}.])\d{1,2}$/u
const stop = /(?<![.!?…])[.!?…]+["'”“’»)\]]*(?=\s)|[。！？]+[」』）]*|[؟۔](?=\s)/gu

/** A full stop that belongs to an abbreviation, an initial, a number of a list or a date ("on the 18. of April"). */
const isInner = (text: string, at: number, after: number): boolean => {
  const before = text.slice(Math.max(0, at - 24), at)
  const rest = text.slice(after)
  const word = wordBefore.exec(before)?.[0] ?? ''
  if (abbreviations.has(word.toLowerCase())) return true
  if (/^(?:\d{1,2})?[ap]\.m$/i.test(word)) return /^\s+(?:\p{Ll}|\p{N})/u.test(rest)
  if (/^\p{L}$/u.test(word)) return true
  if (dayOfMonth.test(before) && /^\s+\p{L}/u.test(rest)) return /^\s+\p{L}[\p{L}\p{M}]{2,}/u.test(rest)
  return false
}

const fences = /`[^`\n]*`/g

/**
 * The sentences of one line, in order, trimmed, covering everything but the white space between them. Text in
 * backticks is never cut; "e.g.", initials and dates such as "18. April" do not end a sentence.
 */
export const sentencesOf = (line: string): Span[] => {
  const kept = [...line.matchAll(fences)].map(match => ({ start: match.index, end: match.index + match[0].length }))
  const spans: Span[] = []
  let from = 0
  const close = (to: number): void => {
    const text = line.slice(from, to)
    const lead = text.length - text.trimStart().length
    const trimmed = text.trim()
    if (trimmed !== '') spans.push({ start: from + lead, end: from + lead + trimmed.length })
    from = to
  }
  for (const match of line.matchAll(stop)) {
    const end = match.index + match[0].length
    if (kept.some(span => span.start < match.index && match.index < span.end)) continue
    const isPlainStop = match[0] === '.'
    if (isPlainStop && isInner(line, match.index, end)) continue
    // "(ulimit 1024..) and then": what goes on in lower case behind a bracket is the same sentence.
    if (/[)\]]$/.test(match[0]) && /^\s+\p{Ll}/u.test(line.slice(end))) continue
    close(end)
  }
  close(line.length)
  return spans
}
