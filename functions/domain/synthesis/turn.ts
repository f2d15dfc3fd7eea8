/** Turns of phrase: patterns that begin and end where a word does, in any script, whatever its case. */

/**
 * Letters in lower case: six ranges, where \p{L} has hundreds that every use of it would compile anew. A pattern holds
 * it dozens of times, and compiling is what a process that has just begun spends most of its time on.
 */
const letters = 'a-zªµºß-öø-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\uffdc'

/** \p{L}, \p{Lu}, \p{Ll} and \p{N} spelt as ranges, inside a class and outside; for texts in lower case, or with the flag i. */
export const asRanges = (source: string): string => {
  let isInClass = false
  return source.replaceAll(/\\p\{(L[ul]?|N)\}|\\.|[[\]]/gu, (token, property: string | undefined) => {
    if (property) {
      const ranges = property === 'N' ? '0-9' : letters
      return isInClass ? ranges : `[${ranges}]`
    }
    if (token === '[') isInClass = true
    if (token === ']') isInClass = false
    return token
  })
}

/** The same text is looked at by dozens of patterns in a row. */
let last = ''
let lastLow = ''
const low = (text: string): string => {
  if (text !== last) {
    last = text
    lastLow = text.toLowerCase()
  }
  return lastLow
}

class Turn {
  readonly #pattern: RegExp
  /** `source` in lower case; \p{L} stands for a letter of any case. */
  constructor(source: string) {
    this.#pattern = new RegExp(asRanges(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`), 'gu')
  }
  test(text: string): boolean {
    return this.at(text) >= 0
  }
  /** Where it first stands; -1 where it does not. */
  at(text: string): number {
    return low(text).search(this.#pattern)
  }
  matches(text: string): RegExpExecArray[] {
    return [...low(text).matchAll(this.#pattern)]
  }
}

/* @__NO_SIDE_EFFECTS__ */
export const turn = (source: string): Turn => new Turn(source)

/** Signs that keyboards and phones set differently, as the patterns have them. */
export const plainSigns = (text: string): string => text.normalize('NFC').replaceAll(/[’‘`´]/gu, "'")
