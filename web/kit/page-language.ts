/** The language that a page is in, which its document says, and how that language writes days and numbers. */
import { type Language, languageOf, tagOf, usualLanguage } from '../../functions/domain/language/language.ts'

export const pageLanguage = (): Language =>
  'document' in globalThis ? languageOf(document.documentElement.lang) : usualLanguage

/** How `Intl` writes days, numbers and lists on this page. */
export const pageTag = (): string => tagOf(pageLanguage())
