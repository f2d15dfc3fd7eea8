/** One static page for each instrument: the questions stand in the HTML, so that they are there with the first answer. */
import type { Instrument } from '../../functions/domain/instrument/schema.ts'
import { directionOf, type Language, pathOf } from '../../functions/domain/language/language.ts'
import { wordingsIn } from '../../functions/domain/instrument/words/languages.ts'
import { type Words, words as spoken } from '../../functions/domain/words/languages.ts'
import { html, type Markup, verbatim } from '../kit/plain/html.ts'
import { question } from './question.ts'

export interface AnswerPage {
  readonly instrument: Instrument
  readonly language: Language
  /** Inlined as it stands: its hash is in the Content-Security-Policy. */
  readonly style: string
  readonly script: string
}

const fact = (id: string, label: string, className: string | null, second: boolean): Markup => html`
  <div ${className ? html`class="${className}"` : null}>
    <dt>${label}</dt><dd id=${id}></dd>${second ? html`<dd id=${id}-more></dd>` : null}
  </div>
`

/** Which incident, or which quarter; the script fills in what only the survey knows. */
const head = ({ kind }: Instrument, { page, pulse }: Words): Markup =>
  kind === 'pulse'
    ? html`
      <p class=kicker>${page.product} · ${pulse.kicker}</p>
      <h1 id=title tabindex=-1>${pulse.heading}</h1>
      <dl>
        ${fact('closes', page.facts.closes, null, true)}
        ${fact('invited', page.facts.invited, null, false)}
        ${fact('group', pulse.facts.group, 'wide line', false)}
        <div class="wide said"><dt>${pulse.facts.readers}</dt><dd>${pulse.readers}</dd></div>
      </dl>
    `
    : html`
      <p class=kicker>${page.product} · ${page.kicker}</p>
      <h1 id=title tabindex=-1>${page.heading}</h1>
      <dl>
        ${fact('meeting', page.facts.meeting, null, true)}
        ${fact('closes', page.facts.closes, null, true)}
        ${fact('happened', page.facts.happened, null, false)}
        ${fact('invited', page.facts.invited, null, false)}
        ${fact('readers', page.facts.readers, 'wide', false)}
      </dl>
    `

/** Who a pre-meeting answer stands under; a pulse has nobody to name. */
const naming = ({ page }: Words): Markup => html`
  <div class=row>
    <span class=note id=pseudonym-label>${page.pseudonym}</span>
    <output id=pseudonym aria-labelledby=pseudonym-label></output>
    <button type=button id=redraw>${page.redraw}</button>
  </div>
  <div id=sign hidden>
    <label class=ask for=signature>${page.signature}</label>
    <p class=hint id=signature-hint>${page.signatureHint}</p>
    <input type=text id=signature maxlength=200 autocomplete=name aria-describedby=signature-hint>
  </div>
`

/** What the results call a score: it is looked up on the page like a question, though nobody is asked it. */
const scoreNames = ({ scores = [] }: Instrument, { pulse }: Words): Markup[] =>
  scores.map(({ id, purpose }) => html`<span id=${id}-ask hidden>${pulse.scores[purpose]}</span>`)

/** What the numbers of a pulse mean, said once: it is the same for all its questions. */
const scaleHint = ({ id, items }: Instrument, language: Language): string =>
  wordingsIn(language)[id]?.[items.find(({ kind }) => kind === 'scale')?.id ?? '']?.hint ?? ''

/** The whole document. Ids and names are those that `draft.ts` and `facts.ts` look for. */
export const answerPage = ({ instrument, language, style, script }: AnswerPage): string => {
  const words = spoken[language]
  const { page, pulse } = words
  const isPulse = instrument.kind === 'pulse'
  const open = instrument.items.filter(item => item.open)
  const folded = instrument.items.filter(item => !item.open)
  const wordings = wordingsIn(language)[instrument.id] ?? {}
  const writes = instrument.items.some(({ kind }) => kind === 'text')
  return html`<!doctype html>
    <html lang=${language} dir=${directionOf(language)}>
    <meta charset=utf-8>
    <meta name=viewport content="width=device-width,initial-scale=1">
    <meta name=referrer content=no-referrer>
    <meta name=robots content=noindex>
    <title>${isPulse ? pulse.title : page.title} · ${page.product}</title>
    <link rel=icon href=data:,>
    ${verbatim(`<style>${style}</style>`)}
    <script type=module src=${script}></script>
    <body data-survey=${instrument.kind} data-instrument=${instrument.id} data-sealed-bytes=${instrument.sealedBytes}>
    <main>
      <a class=skip href=#form>${page.skip}</a>
      <header>${head(instrument, words)}</header>
      <section class=stored aria-labelledby=stored>
        <h2 id=stored>${page.stored}</h2>
        <p>${isPulse ? pulse.storedText : page.storedText}</p>
        ${isPulse ? html`<p id=minimum></p>` : null}
        <details><summary>${page.terms} <span class=note>${page.termsHash}</span><code id=hash></code></summary><div class=terms id=terms></div></details>
        <p><a href=${pathOf('privacy', language)} target=_blank>${page.privacy}</a></p>
      </section>
      <noscript><p>${page.noScript}</p></noscript>
      <form id=form method=post autocomplete=off>
        <p class=note>${isPulse ? `${pulse.optional} ${scaleHint(instrument, language)}` : page.optional}</p>
        ${open.map(item => question(item, instrument, { words, wordings }))}
        ${
          folded.length > 0
            ? html`<div><h2>${page.more}</h2>${folded.map(item => question(item, instrument, { words, wordings }))}</div>`
            : null
        }
        <section class=finish>
          <h2>${page.finish}</h2>
          ${isPulse ? null : naming(words)}
          ${writes ? html`<p class=note id=left></p>` : null}
          <div><button type=button class=main id=look>${page.look}</button></div>
          <p class=note>${page.lookHint} <span id=kept>${page.kept}</span></p>
          <div id=forget></div>
        </section>
      </form>
      <div id=after></div>
      ${scoreNames(instrument, words)}
    </main>
    <p id=status role=status class=notice></p>
  `.markup
}
