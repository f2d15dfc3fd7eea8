/** For participants, in plain words: what is guaranteed, how to check it, and what stays open. */
import type { Language } from '../../functions/domain/language/language.ts'
import { words } from '../../functions/domain/words/languages.ts'
import { documentOf } from '../kit/plain/document.ts'
import { html } from '../kit/plain/html.ts'

export interface PrivacyPage {
  readonly language: Language
  readonly style: string
}

export const privacyPage = ({ language, style }: PrivacyPage): string => {
  const { privacy, page } = words[language]
  const main = html`
    <p class=kicker>${page.product}</p>
    <h1>${privacy.title}</h1>
    <p class=lead>${privacy.lead}</p>
    ${privacy.sections.map(
      section => html`<section>
        <h2>${section.heading}</h2>
        ${'paragraphs' in section ? section.paragraphs.map(text => html`<p>${text}</p>`) : null}
        ${'list' in section ? html`<ul>${section.list.map(text => html`<li>${text}</li>`)}</ul>` : null}
      </section>`,
    )}
  `
  return documentOf({ language, title: privacy.title, style, script: null, main })
}
