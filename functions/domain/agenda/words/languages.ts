/** What an agenda says, by the language of its review. */
import { languageOf } from '../../language/language.ts'
import { inEvery, type Language } from '../../language/spoken.ts'
import * as en from './en.ts'

export const words = inEvery({ en })

export type Words = (typeof words)[Language]

/** Those of an agenda, or of the facts it is made from. */
export const wordsOf = ({ language }: { readonly language: string }): Words => words[languageOf(language)]
