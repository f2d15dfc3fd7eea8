/** The language of whoever reads a page that no mail leads to: what was chosen on this device, else what the browser asks for. */
import {
  type Language,
  languageOf,
  preferred,
  tagOf,
  usualLanguage,
} from '../../../functions/domain/language/language.ts'

const place = 'murmur/language'

/** A browser may refuse even to hand its storage out: then it is asked again on each visit. */
const chosen = (): string | null => {
  try {
    return localStorage.getItem(place)
  } catch {
    return null
  }
}

export const readersLanguage = (): Language => preferred([chosen() ?? '', ...navigator.languages])

/** From the next page on; on a device that keeps nothing the browser goes on asking for its own. */
export const chooseLanguage = (language: string): void => {
  try {
    localStorage.setItem(place, language)
  } catch {
    // The page stays readable in the language it is in.
  }
}

/** The language that this page is in. */
export const pageLanguage = (): Language =>
  'document' in globalThis ? languageOf(document.documentElement.lang) : usualLanguage

/** How `Intl` writes days, numbers and lists on this page. */
export const pageTag = (): string => tagOf(pageLanguage())
