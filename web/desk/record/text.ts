/** Two texts that began from the same one: each change of either is made in it once. */

interface Told {
  readonly text: string
  /** Both had changed the same place. */
  readonly both: boolean
}

/** `start` up to `end` of what was before, and what stands there now. */
interface Change {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Positions in two lists instead of in a text. */
interface Gap {
  readonly from: readonly [start: number, end: number]
  readonly to: readonly [start: number, end: number]
}

/** More pairs than these are not compared one by one: they are one change. */
const comparable = 4_000_000

/** The longest runs that two lists share in order, told by what lies between them. */
const gapsIn = (one: readonly string[], other: readonly string[]): Gap[] => {
  let head = 0
  while (head < Math.min(one.length, other.length) && one[head] === other[head]) head += 1
  let tail = 0
  while (tail < Math.min(one.length, other.length) - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1
  const [rows, columns] = [one.length - tail - head, other.length - tail - head]
  if (rows + columns === 0) return []
  const whole: Gap = { from: [head, head + rows], to: [head, head + columns] }
  if (rows === 0 || columns === 0 || rows * columns > comparable) return [whole]
  const width = columns + 1
  const longest = new Uint16Array((rows + 1) * width)
  const at = (row: number, column: number): number => longest[row * width + column] ?? 0
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      longest[row * width + column] =
        one[head + row] === other[head + column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const gaps: Gap[] = []
  let [row, column, fromRow, fromColumn] = [0, 0, 0, 0]
  const close = (): void => {
    if (row === fromRow && column === fromColumn) return
    gaps.push({ from: [head + fromRow, head + row], to: [head + fromColumn, head + column] })
  }
  while (row < rows && column < columns) {
    if (one[head + row] === other[head + column]) {
      close()
      row += 1
      column += 1
      fromRow = row
      fromColumn = column
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  row = rows
  column = columns
  close()
  return gaps
}

const linesOf = (text: string): string[] => text.match(/[^\n]+|\n/g) ?? []
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+|[^]/gu) ?? []
const hasWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

const changesBy = (split: (text: string) => string[], before: string, after: string): Change[] => {
  const [one, other] = [split(before), split(after)]
  const offsets = [0]
  for (const part of one) offsets.push((offsets.at(-1) ?? 0) + part.length)
  return gapsIn(one, other).map(({ from, to }) => ({
    start: offsets[from[0]] ?? 0,
    end: offsets[from[1]] ?? 0,
    text: other.slice(...to).join(''),
  }))
}

/** A space or a comma that happens to stand in both is no reason to interleave two sentences. */
const withoutChance = (before: string, changes: readonly Change[]): Change[] => {
  const joined: Change[] = []
  for (const change of changes) {
    const last = joined.at(-1)
    const between = last ? before.slice(last.end, change.start) : ''
    if (!last || hasWord(between) || between.includes('\n')) joined.push(change)
    else joined.splice(-1, 1, { start: last.start, end: change.end, text: last.text + between + change.text })
  }
  return joined
}

/** By lines first, and by words where lines changed. */
const changesOf = (before: string, after: string): Change[] =>
  changesBy(linesOf, before, after).flatMap(({ start, end, text }) => {
    const lines = before.slice(start, end)
    return withoutChance(lines, changesBy(wordsOf, lines, text)).map(change => ({
      start: start + change.start,
      end: start + change.end,
      text: change.text,
    }))
  })

const overlap = (one: Change, other: Change): boolean =>
  (one.start < other.end && other.start < one.end) || (one.start === other.start && one.end === other.end)

const equal = (one: Change, other: Change): boolean =>
  one.start === other.start && one.end === other.end && one.text === other.text

/** As whole words, so that "no" is not found in "nobody". */
const holds = (whole: string, part: string): boolean => {
  const [all, some] = [wordsOf(whole), wordsOf(part.trim())]
  return some.length > 0 && all.some((_, at) => some.every((word, index) => all[at + index] === word))
}

const sharedLines = (one: string, other: string): string => {
  const [lines, others] = [linesOf(one), linesOf(other)]
  let at = 0
  const shared: string[] = []
  for (const { from } of [...gapsIn(lines, others), { from: [lines.length, lines.length] as const }]) {
    shared.push(...lines.slice(at, from[0]))
    at = from[1]
  }
  return shared.some(hasWord) ? shared.join('') : ''
}

/** Two texts for one place; what the other has taken over already is not there twice. */
const inOnePlace = (theirs: string, mine: string, isWholeLine: boolean): Told => {
  if (holds(theirs, mine)) return { text: theirs, both: false }
  if (holds(mine, theirs)) return { text: mine, both: false }
  const shared = sharedLines(theirs, mine)
  if (shared) return { ...mergedText(shared, mine, theirs), both: true }
  const meet = /\s$/.test(theirs) || /^\s/.test(mine)
  return { text: theirs + (meet ? '' : isWholeLine ? '\n\n' : ' ') + mine, both: true }
}

/** `before` is what both began from. What one took away and the other changed stays as it was changed. */
export const mergedText = (before: string, mine: string, theirs: string): Told => {
  if (mine === theirs || theirs === before) return { text: mine, both: false }
  if (mine === before) return { text: theirs, both: false }
  const [own, others] = [changesOf(before, mine), changesOf(before, theirs)]
  const isVoid = (change: Change, against: readonly Change[]): boolean =>
    change.text === '' && against.some(other => other.text !== '' && overlap(change, other))
  const changes = [
    ...others.filter(change => !isVoid(change, own)),
    ...own.filter(change => !isVoid(change, others) && !others.some(other => equal(change, other))),
  ].toSorted((one, other) => one.start - other.start || Number(one.end > one.start) - Number(other.end > other.start))
  let both = own.some(change => isVoid(change, others)) || others.some(change => isVoid(change, own))
  let at = 0
  let last: Change | undefined
  const parts: string[] = []
  for (const change of changes) {
    const { start, end, text } = change
    if (last && last.text !== '' && text !== '' && overlap(last, change)) {
      const till = Math.max(at, end)
      const lead = parts.slice(0, -1).join('')
      const isWholeLine = (lead === '' || lead.endsWith('\n')) && /^(?:\n|$)/.test(before.slice(till))
      const one = inOnePlace(parts.pop() ?? '', text, isWholeLine)
      parts.push(one.text)
      both ||= one.both
    } else parts.push(before.slice(at, Math.max(at, start)), text)
    at = Math.max(at, end)
    // A long change goes on being what the next one meets.
    last = last && overlap(last, change) ? { start: last.start, end: at, text: last.text + text } : change
  }
  return { text: parts.join('') + before.slice(at), both }
}
