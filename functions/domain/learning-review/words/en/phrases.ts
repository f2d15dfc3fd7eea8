/** Turns of phrase that several sections of the English review share. */
import { isCovered, leastCoverage } from '../../../incident/known.ts'
import { type Block, percent } from '../../blocks.ts'
import { plainOf, type Said } from '../../links.ts'

export const list = (title: string, items: readonly Said[], further = 0): Block => ({
  kind: 'list',
  title,
  items,
  after: furtherWords(further),
})

/** A column whose name begins with '#' holds figures. */
export const table = (
  title: string,
  columns: readonly string[],
  rows: readonly (readonly Said[])[],
  further = 0,
): Block => ({
  kind: 'table',
  title,
  columns: columns.map(name => ({ name: name.replace(/^#/, ''), figures: name.startsWith('#') })),
  rows,
  after: furtherWords(further),
})

/** A table with its first figures drawn before it. */
export const charted = (...given: Parameters<typeof table>): Block[] => {
  const [title, columns, rows] = given
  const at = columns.findIndex(name => name.startsWith('#'))
  const bars = rows.map(cells => ({ name: plainOf(cells[0] ?? ''), value: Number(plainOf(cells[at] ?? '0')) }))
  return [{ kind: 'chart', title, bars }, table(...given)]
}

const furtherWords = (further: number): string => (further > 0 ? `and ${further} further` : '')

/** '43% (31% to 56%)' */
export const percentWithin = (share: number | null, lo: number | null, hi: number | null): string =>
  share === null || lo === null || hi === null ? percent(share) : `${percent(share)} (${percent(lo)} to ${percent(hi)})`

/** '+12 points (+3 to +21)' */
export const points = ({ diff, lo, hi }: { diff: number | null; lo: number | null; hi: number | null }): string => {
  if (diff === null || lo === null || hi === null) return '–'
  const signed = (value: number): string => {
    const rounded = Math.round(value * 100)
    return rounded > 0 ? `+${rounded}` : rounded < 0 ? `−${-rounded}` : '0'
  }
  return `${signed(diff)} points (${signed(lo)} to ${signed(hi)})`
}

/** ' (of 31 of 45 with a known time of day)'; nothing where it is known of all. */
export const coverageOf = (known: number, all: number, what: string): string =>
  known === all ? '' : ` (of ${known} of ${all} with a known ${what})`

/** For what stands above a chart: ', of 31 of 45 with a known one'. */
export const ofKnown = (known: number, all: number): string =>
  known === all ? '' : `, of ${known} of ${all} with a known one`

/** '12 of 45 have a known time of day, under 60%: too few to say when incidents begin.' Null where enough are known. */
export const tooFew = (known: number, all: number, what: string, toSay: string): string | null =>
  isCovered(known, all)
    ? null
    : `${known === 0 ? 'None' : known} of ${all} ${known > 1 ? 'have' : 'has'} a known ${what}, under ${percent(leastCoverage)}: too few to say ${toSay}.`

export const counted = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`

/** 'A, B and C' */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

/** The latest three of `count` titles, for a cell of a table, each leading to its incident. */
export const titlesOf = (incidents: readonly { readonly id: string; readonly title: string }[], count: number) => {
  const shown = incidents.slice(0, 3)
  const more = count - shown.length
  const pieces = shown.flatMap((incident, index) => [...(index > 0 ? ['; '] : []), incidentNamed(incident)])
  return more > 0 ? [...pieces, `; ${more} more`] : pieces
}

export const incidentNamed = ({ id, title }: { readonly id: string; readonly title: string }) =>
  ({ text: title, to: { kind: 'incident', id } }) as const
