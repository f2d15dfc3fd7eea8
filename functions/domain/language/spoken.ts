/**
 * The languages that Murmur speaks, one line each. Their words stand by room: `words/<language>.ts` beside `words/en.ts`.
 * A room whose words are chosen while it runs lists them in `words/languages.ts`.
 */

interface Facts {
  /** How `Intl` writes days, numbers and lists. */
  readonly tag: string
  readonly direction: 'ltr' | 'rtl'
}

export const spoken = {
  en: { tag: 'en-GB', direction: 'ltr' },
} as const satisfies Readonly<Record<string, Facts>>

export type Language = keyof typeof spoken

/** What another language has to say of the same: the keys of English, with words of its own. A `kind` is no word. */
export type Translated<Words> = Words extends string
  ? string
  : Words extends (...facts: infer Facts) => infer Said
    ? (...facts: Facts) => Translated<Said>
    : { readonly [Key in keyof Words]: Key extends 'kind' ? Words[Key] : Translated<Words[Key]> }

/** A room's words by language: one that lacks a word does not compile. */
export const inEvery = <English>(
  words: { readonly en: English } & Readonly<Record<Language, Translated<English>>>,
): Readonly<Record<Language, Translated<English>>> => words
