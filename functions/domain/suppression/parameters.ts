/** The thresholds of `rules.parameters` in test/vectors/suppression.json. */

/** R1: a figure of fewer answers is hidden. */
export const groupMinimum = 5
/** R5: distribution and comments need this many answers. */
export const detailMinimum = 10
/** R5: fewer comments are not shown at all. */
export const commentsMinimum = 3
/** R9: smaller teams are pooled before the launch. */
export const invitedMinimum = 8

/** P1, for statements of a pre-meeting survey: with fewer counted ballots no text, title, question or factor derived from them is filed. */
export const statementMinimum = 3

/** Ends of a scale and its bands, after reverse-scoring: up to `unfavourableTo`, from `favourableFrom`, and between. */
export interface Scale {
  readonly min: number
  readonly max: number
  readonly favourableFrom: number
  readonly unfavourableTo: number
}

export const fivePoints: Scale = { min: 1, max: 5, favourableFrom: 4, unfavourableTo: 2 }

/** Informative: what is shown of a hidden cell is the same for all of them. */
export type Reason =
  | 'primary'
  | 'empty'
  | 'complementary'
  | 'parent'
  | 'all-or-none'
  | 'overlap'
  | 'crosstab'
  | 'time-differencing'
  | 'sliding'
  | 'again'
  | 'detail'

/** R1 of a cell with `n` answers; null where it may be shown. */
export const primary = (n: number, k: number): Reason | null => (n === 0 ? 'empty' : n < k ? 'primary' : null)

/** By code point, where `<` goes by UTF-16 units: they differ beyond the basic plane. */
export const byCodePoint = (a: string, b: string): number => {
  const [one, other] = [Array.from(a), Array.from(b)]
  for (let index = 0; index < Math.min(one.length, other.length); index += 1) {
    const difference = (one[index]?.codePointAt(0) ?? 0) - (other[index]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return one.length - other.length
}
