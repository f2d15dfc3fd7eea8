/** `/unsubscribe/#<id>`: one button. A link in a mail must not act by being opened: mail gateways open them all. */
import type { Language } from '../../functions/domain/language/language.ts'
import { words } from '../../functions/domain/words/languages.ts'
import { documentOf } from '../kit/plain/document.ts'
import { html } from '../kit/plain/html.ts'

export interface UnsubscribePage {
  readonly language: Language
  readonly style: string
  readonly script: string
}

export const unsubscribePage = ({ language, style, script }: UnsubscribePage): string => {
  const { unsubscribe, page } = words[language]
  const main = html`
    <p class=kicker>${page.product}</p>
    <h1>${unsubscribe.title}</h1>
    <p>${unsubscribe.lead}</p>
    <p>${unsubscribe.note}</p>
    <button type=button class=main id=stop>${unsubscribe.button}</button>
    <p id=status role=status></p>
  `
  return documentOf({ language, title: unsubscribe.title, style, script, main })
}
