/** Which language somebody is answered in. */
import { type Language, spoken } from './spoken.ts'

export type { Language } from './spoken.ts'

export const languages = Object.keys(spoken) as [Language, ...Language[]]

/** Where nobody has said which. */
export const usualLanguage: Language = 'en'

const isLanguage = (text: string): text is Language => Object.hasOwn(spoken, text)

/** Of a page or a stored item: a newer version may know others. */
export const languageOf = (text: string | null | undefined): Language =>
  text && isLanguage(text) ? text : usualLanguage

export const tagOf = (language: Language): string => spoken[language].tag
export const directionOf = (language: Language): 'ltr' | 'rtl' => spoken[language].direction

/** A page of the site that is written in each language: the usual one at its own address, others in a folder below it. */
export const pathOf = (page: string, language: string): string =>
  language === usualLanguage ? `/${page}/` : `/${page}/${language}/`

/** The first that is spoken here of what a reader asks for, as `navigator.languages` lists them: 'de-AT' gets 'de'. */
export const preferred = (wanted: readonly string[]): Language =>
  wanted
    .map(tag => tag.toLowerCase())
    .flatMap(tag => [tag, tag.split('-', 1)[0] ?? ''])
    .find(isLanguage) ?? usualLanguage

/** Of an `Accept-Language` header (RFC 9110, section 12.5.4). */
export const preferredBy = (header: string | null | undefined): Language => {
  const weighted = (header ?? '').split(',').map(part => {
    const [tag = '', weight] = part.split(/;\s*q=/)
    return { tag: tag.trim(), weight: Number(weight ?? 1) }
  })
  const wanted = weighted.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight)
  return preferred(wanted.map(({ tag }) => tag))
}
