/** The thresholds of `rules.parameters` in test/vectors/suppression.json. */

/** R1: a figure based on fewer answers is hidden. */
export const groupMinimum = 5
/** R5: distributions and comments need this many answers. */
export const detailMinimum = 10
/** R5: with fewer comments, none is shown. */
export const commentsMinimum = 3
/** R9: smaller teams are pooled before the launch. */
export const invitedMinimum = 8

/** P1, for pre-meeting statements: with fewer writers whose words nobody else can tell, nothing is filed. */
export const statementMinimum = 3

/**
 * P1 where `readers` of those invited read what is filed: they know their own words, so that three others have to have
 * written beside them. A ballot tells of nobody, so each of them is taken to have written. `contested` are links whose
 * ballots may be somebody else's.
 */
export const minimumBeside = (readers: number, contested = 0): number => statementMinimum + readers + contested

/** How many of a survey's ballots its readers may know, by the minimum that was frozen for it. */
export const knownBy = (minimum: number): number => Math.max(0, minimum - statementMinimum)

/** P2, for ticked factors: at least so many writers did not tick a listed one, beside all but one who compare notes. */
export const untickedMinimum = 2

/**
 * The ends of a scale and its bands, after reverse-scoring: up to `unfavourableTo`, from `favourableFrom`, and between.
 */
export interface Scale {
  readonly min: number
  readonly max: number
  readonly favourableFrom: number
  readonly unfavourableTo: number
}

export const fivePoints: Scale = { min: 1, max: 5, favourableFrom: 4, unfavourableTo: 2 }

/** For information only: all hidden cells look the same. */
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

/** R1 for a cell with `n` answers; null if it may be shown. */
export const primary = (n: number, k: number): Reason | null => (n === 0 ? 'empty' : n < k ? 'primary' : null)

/** By code point. `<` compares UTF-16 units, which order differently beyond the basic plane. */
export const byCodePoint = (a: string, b: string): number => {
  const [one, other] = [Array.from(a), Array.from(b)]
  for (let index = 0; index < Math.min(one.length, other.length); index += 1) {
    const difference = (one[index]?.codePointAt(0) ?? 0) - (other[index]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return one.length - other.length
}
