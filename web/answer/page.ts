/** One static page for each instrument: the questions stand in the HTML, so that they are there with the first answer. */
import type { Instrument } from '../../functions/domain/instrument/schema.ts'
import { directionOf, type Language, pathOf } from '../../functions/domain/language/language.ts'
import { wordingsIn } from '../../functions/domain/instrument/words/languages.ts'
import { type Words, words as spoken } from '../../functions/domain/words/languages.ts'
import { html, type Markup, verbatim } from '../kit/plain/html.ts'
import { isMain, question, type Said } from './question.ts'

export interface AnswerPage {
  readonly instrument: Instrument
  readonly language: Language
  /** Inlined as it comes: its hash is in the Content-Security-Policy. */
  readonly style: string
  readonly script: string
}

const lock = verbatim(
  '<svg viewBox="0 0 20 20" aria-hidden=true><rect x=4 y=9 width=12 height=8 rx=2 /><path d="M7 9V6.5a3 3 0 0 1 6 0V9"/></svg>',
)

/** Who asks, about what, sealed until when; the script fills in what only the survey knows. */
const head = ({ kind }: Instrument, { page, pulse }: Words): Markup => {
  const said = kind === 'pulse' ? pulse : page
  return html`
    <header>
      <p class=who id=who>${said.who}</p>
      <div class=inc>
        <h1 id=title tabindex=-1>${said.heading}</h1>
        <p>${lock}<span><span class=until><b id=sealed>${page.sealed}</b> <span id=then>${said.reads}</span></span><a href=#how id=keeping>${page.stored}</a> <a href=#asked id=counting>${page.counted}</a></span></p>
      </div>
      ${
        kind === 'pulse'
          ? html`<dl>
              ${fact('group', pulse.facts.group, false)}
              <div><dt>${pulse.facts.readers}</dt><dd>${pulse.readers}</dd></div>
            </dl><p class=note id=minimum></p>`
          : null
      }
    </header>
  `
}

const fact = (id: string, label: string, second: boolean): Markup => html`
  <div><dt>${label}</dt><dd id=${id}></dd>${second ? html`<dd class=note id=${id}-more></dd>` : null}</div>
`

/** The terms in short, then whole; whoever is asked, and who reads. */
const foot = ({ kind }: Instrument, language: Language, { page, pulse }: Words): Markup => html`
  <div class=how>
    ${kind === 'pulse' ? html`<p class=note id=said hidden>${pulse.said} <a href=/you-said/ target=_blank>${pulse.youSaid}</a></p>` : null}
    <details id=how><summary><h3>${page.stored}</h3></summary>
      <ul>${(kind === 'pulse' ? pulse : page).storedList.map(said => html`<li>${said}</li>`)}</ul>
      <details><summary>${page.terms} <span class=note>${page.termsHash}</span> <code id=hash></code></summary><div class=terms id=terms></div></details>
      <p><a href=${pathOf('privacy', language)} target=_blank>${page.privacy}</a></p>
    </details>
    <details id=asked><summary>${page.asked}</summary><div id=among></div><dl>
      ${
        kind === 'pulse'
          ? [fact('closes', page.facts.closes, true), fact('invited', page.facts.invited, false)]
          : [
              fact('meeting', page.facts.meeting, true),
              fact('closes', page.facts.closes, true),
              fact('happened', page.facts.happened, false),
              fact('invited', page.facts.invited, false),
              fact('readers', page.facts.readers, false),
            ]
      }
    </dl></details>
  </div>
`

/** How words may be used: chosen once, for all. What stands out from it is chosen beside each answer by the script. */
const using = ({ page }: Words): Markup => {
  const option = (value: keyof Words['page']['uses'], name: Markup | null): Markup => {
    const [title, consequence] = page.uses[value]
    return html`
      <label class=opt><input type=radio name=use value=${value}${value === 'verbatim' ? html` checked` : null}>
      <span><b>${title}${name}</b><span>${consequence}</span></span></label>
    `
  }
  return html`
    <fieldset aria-labelledby=use-ask aria-describedby=use-hint>
      <p class=hint id=use-hint>${page.useLegend}</p>
      ${option('verbatim', html` “<output id=pseudonym></output>”`)}
      ${option('themes-only', null)}
      ${option('signed', null)}
    </fieldset>
    <p><button type=button class=small id=redraw>${page.redraw}</button></p>
    <div id=sign hidden>
      <label class=ask for=signature>${page.signature}</label>
      <p class=hint id=signature-hint>${page.signatureHint}</p>
      <input type=text id=signature maxlength=200 autocomplete=name aria-describedby="signature-hint signature-wrong">
      <p class=alarm id=signature-wrong role=alert></p>
    </div>
  `
}

const last = ({ kind, items }: Instrument, words: Words, wordings: Said['wordings']): Markup => {
  const { page, pulse } = words
  const more = kind === 'pulse' ? [] : items.filter(item => !isMain(item))
  return html`
    <section data-step=main id=use hidden>
      <h2 tabindex=-1 id=use-ask>${kind === 'pulse' ? pulse.finish : page.use}</h2>
      ${kind === 'pulse' ? null : using(words)}
      <div id=mine></div>
      ${
        more.length > 0
          ? html`<details id=more><summary><h3>${page.more}</h3></summary><ul>
              ${more.map(({ id }) => html`<li><button type=button class=link data-to=${id}>${wordings[id]?.question ?? ''}</button></li>`)}
            </ul></details>`
          : null
      }
      <div id=send></div>
    </section>
  `
}

/** What the results call a score: it is looked up on the page like a question, though nobody is asked it. */
const scoreNames = ({ scores = [] }: Instrument, { pulse }: Words): Markup[] =>
  scores.map(({ id, purpose }) => html`<span id=${id}-ask hidden>${pulse.scores[purpose]}</span>`)

/** What the numbers of a pulse mean, said once: it is the same for all its questions. */
const scaleHint = ({ id, items }: Instrument, language: Language): string =>
  wordingsIn(language)[id]?.[items.find(({ kind }) => kind === 'scale')?.id ?? '']?.hint ?? ''

const asked = (instrument: Instrument, language: Language, said: Said): Markup => {
  const questions = instrument.items.map(item => question(item, instrument, said))
  if (instrument.kind !== 'pulse') return html`${questions}`
  const { pulse } = said.words
  return html`
    <section data-step=main>
      <h2 tabindex=-1>${pulse.questions}</h2>
      <p class=note>${pulse.optional} ${scaleHint(instrument, language)}</p>
      ${questions}
    </section>
  `
}

/** The whole document. Ids and names are those that `draft.ts`, `steps.ts` and `facts.ts` look for. */
export const answerPage = ({ instrument, language, style, script }: AnswerPage): string => {
  const words = spoken[language]
  const { page, pulse, facts } = words
  const isPulse = instrument.kind === 'pulse'
  const wordings = wordingsIn(language)[instrument.id] ?? {}
  const writes = instrument.items.some(({ kind }) => kind === 'text')
  const count = isPulse ? 1 : instrument.items.filter(isMain).length
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
    <a class=skip href=#form id=skip-to>${page.skip}</a>
    <main>
      ${head(instrument, words)}
      <noscript><p>${page.noScript}</p></noscript>
      <p class=warn id=unkept role=status hidden></p>
      <form id=form method=post autocomplete=off>
        <p class=warn id=sent hidden></p>
        ${
          isPulse
            ? null
            : html`<div class=bar aria-hidden=true>${Array.from({ length: count + 1 }, () => html`<i></i>`)}</div><p class=note id=progress>${facts.step(1, count)}</p>`
        }
        ${asked(instrument, language, { words, wordings })}
        ${last(instrument, words, wordings)}
        <p class=note><span id=kept>${page.kept}</span> ${writes ? html`<span id=left></span>` : null}</p>
        <p class=go>
          <button type=button id=back hidden>${page.back}</button>
          <button type=button id=done hidden>${page.done}</button>
          ${isPulse ? null : html`<button type=button id=skip>${page.skipOne}</button>`}
          <button type=button class=main id=next>${page.next}</button>
        </p>
      </form>
      <div id=after></div>
      ${foot(instrument, language, words)}
      <div id=forget hidden><button type=button class=link>${words.receipt.forget}</button></div>
      ${scoreNames(instrument, words)}
    </main>
    <p id=status role=status class=notice></p>
  `.markup
}
