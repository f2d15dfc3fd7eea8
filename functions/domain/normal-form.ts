/**
 * Which names are the same name. Two people who type "Qualität" or "Plattform Team" mean one thing, however their
 * keyboards compose its letters, whichever blank stands between its words and whatever is written in capitals.
 */

/** Letters in one form, compatible ones as one ("ﬁ" is "fi", full width is half), without capitals. */
export const letterForm = (text: string): string => text.normalize('NFKC').toLowerCase()

/** A word of a file by its letters and digits alone, whatever stands between or beside them. */
export const bareWord = (text: string): string => letterForm(text).replaceAll(/[^\p{L}\p{N}]+/gu, '')

/** What is not seen: zero-width signs, soft hyphens, byte order marks, marks of direction, selectors, fillers. */
const unseen = /\p{Cf}|\p{Variation_Selector}|\u034F|[\u115F\u1160\u3164\uFFA0]|\u17B4|\u17B5/gu

/**
 * Signs that turn the direction of what stands around them: with one, a title reads as another, and the name of a file
 * as that of another kind of file. Letters have a direction of their own and need none.
 */
const turning = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

export const withoutTurning = (text: string): string => text.replaceAll(turning, '')

/** Nothing is seen of these, wherever they stand. Joiners are no part of it: some scripts are written with them. */
const neverSeen = /[^\P{Cf}\u200C\u200D]|\u034F|[\u115F\u1160\u3164\uFFA0]/gu

/** A title or a name as it is taken: on one line, without what turns it and without what is not seen. */
export const tidyLine = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(neverSeen, '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()

export const withoutUnseen = (text: string): string => text.toWellFormed().replaceAll(unseen, '')

/** Within a word of these scripts a joiner is a part of its spelling, and within an emoji it is what makes it one sign. */
const joined =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}][\u200C\u200D]+(?=[\p{L}\p{M}])|\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?(?:\u200D\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?)+/gu

/** `withoutUnseen`, but for the joiners that belong to how a word or a sign is written. */
const asSpelt = (text: string): string => {
  let end = 0
  let spelt = ''
  const whole = text.toWellFormed()
  for (const { 0: kept, index } of whole.matchAll(joined)) {
    spelt += withoutUnseen(whole.slice(end, index)) + kept
    end = index + kept.length
  }
  return spelt + withoutUnseen(whole.slice(end))
}

/**
 * The key by which groups are compared: no capitals in the full sense ("STRASSE" is "Straße"), blanks folded. Signs
 * stay, since "C++" and "C#" are two teams.
 */
export const groupKey = (name: string): string =>
  letterForm(letterForm(withoutUnseen(name)).toUpperCase())
    .replaceAll('i\u0307', 'i')
    .replaceAll(/[\u2010\u2011]/g, '-')
    .replaceAll(/\s+/gu, ' ')
    .trim()

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** As a name is shown: composed, without what is not seen, with one blank between words. */
export const tidyName = (name: string): string =>
  asSpelt(name.normalize('NFC'))
    .replaceAll(/[^\S\t\n\v\f\r\u0085\u2028\u2029]+/gu, ' ')
    .trim()

/** For each key how most write it; of spellings that are as frequent the first in order. Blank names have none. */
export const usualSpellings = (names: Iterable<string>): Map<string, string> => {
  const counts = new Map<string, Map<string, number>>()
  for (const given of names) {
    const name = tidyName(given)
    const key = groupKey(name)
    if (!key) continue
    const spellings = counts.get(key) ?? new Map<string, number>()
    spellings.set(name, (spellings.get(name) ?? 0) + 1)
    counts.set(key, spellings)
  }
  return new Map(
    [...counts].map(([key, spellings]) => {
      const [most] = [...spellings].toSorted(([a, n], [b, m]) => m - n || byCodePoint(a, b))
      return [key, most?.[0] ?? key]
    }),
  )
}
