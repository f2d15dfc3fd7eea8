/** The first script of a page that is built in several languages: whoever reads it chooses. */
import { directionOf, type Language } from '../../../functions/domain/language/language.ts'
import { readersLanguage } from './reader.ts'

/** Put in by the build: the page's script in each language. */
declare const pages: Readonly<Record<Language, string>>

const language = readersLanguage()
document.documentElement.lang = language
document.documentElement.dir = directionOf(language)
void import(pages[language])
