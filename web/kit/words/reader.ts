/** The language of whoever reads a page that no mail leads to: what was chosen on this device, else what the browser asks for. */
import { type Language, preferred } from '../../../functions/domain/language/language.ts'

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
