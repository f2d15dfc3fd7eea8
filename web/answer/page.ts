/** One static page for each instrument: the questions stand in the HTML, so that they are there with the first answer. */
import type { Instrument, InstrumentItem } from '../../functions/domain/instruments/schema.ts'
import type { Language } from '../../functions/domain/person.ts'
import { choiceSchema } from '../../functions/domain/synthesis/schema.ts'
import type { ItemWords } from '../../functions/domain/words/en.ts'
import type { Words } from '../../functions/domain/words/languages.ts'
import { html, type Markup, verbatim } from '../shared/html.ts'
import { apartItem } from './texts.ts'

export interface AnswerPage {
  readonly instrument: Instrument
  readonly language: Language
  readonly words: Words
  /** Inlined as it stands: its hash is in the Content-Security-Policy. */
  readonly style: string
  readonly script: string
}

const choiceBox = (id: string, { choices, page }: Words, question: string): Markup => html`
  <select name=${id}-choice aria-label="${page.use}: ${question}">
    ${choiceSchema.options.map(
      choice =>
        html`<option value=${choice}>${choice === 'verbatim' && id === apartItem ? page.apart : choices[choice]}</option>`,
    )}
  </select>
`

/**
 * Questions that are folded away get their choice from the script, as a copy of the first one's: nine of them in the
 * HTML cost a slow phone a fortieth of the time to the first question.
 */
const textBox = (item: InstrumentItem, words: Words, { question, hint }: ItemWords): Markup => {
  const { id, open } = item
  return html`
    <p class=hint id=${id}-hint>${hint}</p>
    <textarea id=${id} name=${id} rows=4 aria-labelledby=${id}-ask aria-describedby="${id}-hint ${id}-lens"></textarea>
    ${open || id === apartItem ? choiceBox(id, words, question) : null}
    <p class=lens id=${id}-lens></p>
  `
}

const ticks = (
  id: string,
  options: readonly (keyof Words['factors'])[],
  { factors }: Words,
  hint: string,
): Markup => html`
  <p class=hint id=${id}-hint>${hint}</p>
  <div class=ticks role=group aria-labelledby=${id}-ask aria-describedby=${id}-hint>
    ${options.map(option => html`<label><input type=checkbox name=${id} value=${option}>${factors[option]}</label>`)}
  </div>
`

const scale = (
  item: Extract<InstrumentItem, { kind: 'scale' }>,
  { page }: Words,
  { hint, ends }: ItemWords,
): Markup => {
  const { id, min, max, open } = item
  const values = Array.from({ length: max - min + 1 }, (_, index) => min + index)
  const label = (value: number) => (value === min ? ends?.[0] : value === max ? ends?.[1] : undefined)
  // The fieldset of an open question has its name by its legend.
  const group = open ? null : html`role=radiogroup aria-labelledby=${id}-ask aria-describedby=${id}-hint`
  return html`
    <p class=hint id=${id}-hint>${hint}</p>
    <div class=scale ${group}>
      ${values.map(value => {
        const end = label(value)
        return html`<label><input type=radio name=${id} value=${value}>${end ? `${value} · ${end}` : value}</label>`
      })}
      <label><input type=radio name=${id} value="" checked>${page.noAnswer}</label>
    </div>
  `
}

const question = (item: InstrumentItem, instrument: Instrument, words: Words): Markup => {
  const wording = words.instruments[instrument.id]?.[item.id]
  if (!wording) throw new Error(`${instrument.id}/${item.id} has no wording`)
  const inner =
    item.kind === 'text'
      ? textBox(item, words, wording)
      : item.kind === 'ticks'
        ? ticks(item.id, item.options, words, wording.hint)
        : scale(item, words, wording)
  const data = html`class=q data-item=${item.id} data-kind=${item.kind}`
  if (item.open && item.kind !== 'text') {
    return html`<fieldset ${data} aria-describedby=${item.id}-hint><legend class=ask id=${item.id}-ask>${wording.question}</legend>${inner}</fieldset>`
  }
  return item.open
    ? html`<div ${data}><label class=ask id=${item.id}-ask for=${item.id}>${wording.question}</label>${inner}</div>`
    : html`<details ${data}><summary class=ask id=${item.id}-ask>${wording.question}</summary>${inner}</details>`
}

const fact = (id: string, label: string, className: string | null, second: boolean): Markup => html`
  <div ${className ? html`class=${className}` : null}>
    <dt>${label}</dt><dd id=${id}></dd>${second ? html`<dd id=${id}-more></dd>` : null}
  </div>
`

/** The whole document. Ids and names are those that `draft.ts` and `facts.ts` look for. */
export const answerPage = ({ instrument, language, words, style, script }: AnswerPage): string => {
  const { page, direction } = words
  const open = instrument.items.filter(item => item.open)
  const folded = instrument.items.filter(item => !item.open)
  return html`<!doctype html>
    <html lang=${language} dir=${direction}>
    <meta charset=utf-8>
    <meta name=viewport content="width=device-width,initial-scale=1">
    <meta name=referrer content=no-referrer>
    <meta name=robots content=noindex>
    <title>${page.title} · ${page.product}</title>
    <link rel=icon href=data:,>
    ${verbatim(`<style>${style}</style>`)}
    <script type=module src=${script}></script>
    <body data-instrument=${instrument.id} data-sealed-bytes=${instrument.sealedBytes}>
    <main>
      <a class=skip href=#form>${page.skip}</a>
      <header>
        <p class=kicker>${page.product} · ${page.kicker}</p>
        <h1 id=title tabindex=-1>${page.heading}</h1>
        <dl>
          ${fact('meeting', page.facts.meeting, null, true)}
          ${fact('closes', page.facts.closes, null, true)}
          ${fact('happened', page.facts.happened, null, false)}
          ${fact('invited', page.facts.invited, null, false)}
          ${fact('readers', page.facts.readers, 'wide', false)}
        </dl>
      </header>
      <section class=stored aria-labelledby=stored>
        <h2 id=stored>${page.stored}</h2>
        <p>${page.storedText}</p>
        <details><summary>${page.terms} <span class=note>${page.termsHash}</span><code id=hash></code></summary><div class=terms id=terms></div></details>
        <p><a href=/privacy/ target=_blank>${page.privacy}</a></p>
      </section>
      <noscript><p>${page.noScript}</p></noscript>
      <form id=form method=post autocomplete=off>
        <p class=note>${page.optional}</p>
        ${open.map(item => question(item, instrument, words))}
        ${
          folded.length > 0
            ? html`<div><h2>${page.more}</h2>${folded.map(item => question(item, instrument, words))}</div>`
            : null
        }
        <section class=finish>
          <h2>${page.finish}</h2>
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
          <p class=note id=left></p>
          <div><button type=button class=main id=look>${page.look}</button></div>
          <p class=note>${page.lookHint} <span id=kept>${page.kept}</span></p>
          <div id=forget></div>
        </section>
      </form>
      <div id=after></div>
    </main>
    <p id=status role=status class=notice></p>
  `.markup
}
