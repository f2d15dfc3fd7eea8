/** The parts of a section, and how numbers are written in it. */

export type Block =
  | { readonly kind: 'sentence'; readonly text: string }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly string[]; readonly after: string }
  | {
      readonly kind: 'table'
      readonly title: string
      /** Columns of figures are aligned right. */
      readonly columns: readonly { readonly name: string; readonly figures: boolean }[]
      readonly rows: readonly (readonly string[])[]
      /** What is left out: 'and 12 further'. */
      readonly after: string
    }

export const sentence = (text: string): Block => ({ kind: 'sentence', text })

export const list = (title: string, items: readonly string[], further = 0): Block => ({
  kind: 'list',
  title,
  items,
  after: furtherWords(further),
})

/** A column whose name begins with '#' holds figures. */
export const table = (
  title: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  further = 0,
): Block => ({
  kind: 'table',
  title,
  columns: columns.map(name => ({ name: name.replace(/^#/, ''), figures: name.startsWith('#') })),
  rows,
  after: furtherWords(further),
})

const furtherWords = (further: number): string => (further > 0 ? `and ${further} further` : '')

/** '43%', or a dash if it is not defined. */
export const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(share * 100)}%`)

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

/** With two decimals. */
export const decimal = (value: number | null): string => (value === null ? '–' : value.toFixed(2))

/** '0.03', '< 0.001' */
export const probability = (p: number | null): string =>
  p === null ? '–' : p < 0.001 ? '< 0.001' : p.toFixed(p < 0.1 ? 3 : 2)

export const counted = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`

/** 'A, B and C' */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

/** The latest three of `count` titles, for a cell of a table. */
export const titlesOf = (incidents: readonly { readonly title: string }[], count: number): string => {
  const titles = incidents.slice(0, 3).map(({ title }) => title)
  const more = count - titles.length
  return more > 0 ? `${titles.join('; ')}; ${more} more` : titles.join('; ')
}

/** A difference is reported as one only if its interval excludes zero. */
export const isDetectable = ({ lo, hi }: { lo: number | null; hi: number | null }): boolean =>
  lo !== null && hi !== null && (lo > 0 || hi < 0)

/** A probability below this would come up by chance in fewer than one of twenty quarters. */
export const significance = 0.05
