/** In which language the signed-in pages are read. Nothing to choose, nothing shown. */
import type { JSX } from 'preact'
import { languages, tagOf } from '../../../functions/domain/language/language.ts'
import { pageLanguage } from '../page-language.ts'
import { chooseLanguage } from '../words/reader.ts'
import { frameWords as text } from '../words/reading-en.ts'

/** Each under its own name, for whoever does not read the others. */
const nameOf = (language: string, tag: string): string =>
  new Intl.DisplayNames([tag], { type: 'language' }).of(language) ?? language

export const LanguageChoice = (): JSX.Element | null =>
  languages.length === 1 ? null : (
    <select
      class="languages"
      aria-label={text.nav.language}
      value={pageLanguage()}
      onChange={({ currentTarget }) => {
        chooseLanguage(currentTarget.value)
        location.reload()
      }}
    >
      {languages.map(language => (
        <option key={language} value={language} lang={language}>
          {nameOf(language, tagOf(language))}
        </option>
      ))}
    </select>
  )
