/** The names of months and weekdays in the languages of exports, as `Intl` writes them. */

/** Months of the calendar that these dates are in, whichever a language has besides. */
const languages =
  'en de fr es it pt nl pl cs sk sv da nb fi ru uk tr hu ro el et sl ca bg lt lv hr sr he hi id ms th ar fa vi'.split(
    ' ',
  )

/** In lower case, without accents and points: exports drop both. */
export const plainWord = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\p{M}.’'ʼ׳]/gu, '')
    .normalize('NFC')

/** Written by hand and by programs, and not by `Intl`. */
const further: readonly (readonly [string, number])[] = [
  ['sept', 9],
  ['mrz', 3],
  ['maerz', 3],
  ['janner', 1],
  ['jaenner', 1],
]

let known: ReadonlyMap<string, readonly number[]> | null = null

const monthNames = (): ReadonlyMap<string, readonly number[]> => {
  if (known) return known
  const found = new Map<string, Set<number>>()
  const add = (name: string, month: number): void => {
    const word = plainWord(name).trim()
    if (!word || /\d/.test(word)) return
    found.set(word, (found.get(word) ?? new Set()).add(month))
  }
  for (const [name, month] of further) add(name, month)
  for (const language of languages) {
    for (const style of ['long', 'short'] as const) {
      const alone = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' })
      const within = new Intl.DateTimeFormat(language, {
        day: 'numeric',
        month: style,
        year: 'numeric',
        timeZone: 'UTC',
      })
      for (let month = 1; month <= 12; month += 1) {
        const day = Date.UTC(2026, month - 1, 1)
        add(alone.format(day), month)
        add(within.formatToParts(day).find(({ type }) => type === 'month')?.value ?? '', month)
      }
    }
  }
  known = new Map([...found].map(([name, months]) => [name, [...months].toSorted((a, b) => a - b)] as const))
  return known
}

/** Each from 1 to 12: more than one for a word that is one month in one language and another in the next. */
export const monthsNamed = (word: string): readonly number[] => {
  const name = plainWord(word)
  // Hebrew writes “in” as the first letter of the word.
  return monthNames().get(name) ?? monthNames().get(name.replace(/^ב/, '')) ?? []
}

let weekdays: ReadonlySet<string> | null = null

export const isWeekday = (word: string): boolean => {
  weekdays ??= new Set(
    languages.flatMap(language =>
      (['long', 'short'] as const).flatMap(weekday => {
        const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' })
        return Array.from({ length: 7 }, (_, day) => plainWord(format.format(Date.UTC(2026, 5, 1 + day))))
      }),
    ),
  )
  // Single letters mean other things too.
  return word.length > 2 && weekdays.has(plainWord(word))
}
