/** The language that a page is in, which its document says, and how that language writes days and numbers. */
import { type Language, languageOf, tagOf } from '../../functions/domain/language/language.ts'

/** A test of what pages share has no document. */
export const pageLanguage = (): Language => languageOf(globalThis.document?.documentElement.lang)

/** How `Intl` writes days, numbers and lists on this page. */
export const pageTag = (): string => tagOf(pageLanguage())
