/** One question as HTML: a box to write in, boxes to tick, or the steps of a scale. */
import type {
  Instrument,
  InstrumentItem,
  ItemWords,
  ScaleItem,
  TextItem,
} from '../../functions/domain/instrument/schema.ts'
import { choiceSchema } from '../../functions/domain/synthesis/schema.ts'
import type { Words } from '../../functions/domain/words/languages.ts'
import { html, type Markup } from '../kit/plain/html.ts'

/** The fourth is offered by a kind question alone: web/answer/care.ts. */
const choiceBox = ({ id, apart }: TextItem, { choices, page }: Words, question: string): Markup => html`
  <select name=${id}-choice aria-label="${page.use}: ${question}">
    ${choiceSchema.options.map(choice => {
      const label = choice === 'verbatim' && apart ? page.apart : choices[choice]
      return choice === 'facilitator'
        ? html`<option value=${choice} hidden disabled>${label}</option>`
        : html`<option value=${choice}>${label}</option>`
    })}
  </select>
`

/** What is told apart offers another choice than the rest. */
const isPlain = (item: InstrumentItem): boolean => item.kind === 'text' && !item.apart

/**
 * Questions that are folded away get their choice from the script, as a copy of the first plain one's: nine of them in
 * the HTML cost a slow phone a fortieth of the time to the first question.
 */
const textBox = (item: TextItem, { items }: Instrument, words: Words, { question, hint }: ItemWords): Markup => {
  const { id, open, apart } = item
  const isCopied = item === items.find(isPlain)
  return html`
    <p class=hint id=${id}-hint>${hint}</p>
    <textarea id=${id} name=${id} rows=4 aria-labelledby=${id}-ask aria-describedby="${id}-hint ${id}-lens"></textarea>
    ${open || apart || isCopied ? choiceBox(item, words, question) : null}
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

const scale = (item: ScaleItem, { page }: Words, { hint, ends }: ItemWords): Markup => {
  const { id, min, max } = item
  const values = Array.from({ length: max - min + 1 }, (_, index) => min + index)
  const label = (value: number) => (value === min ? ends?.[0] : value === max ? ends?.[1] : undefined)
  return html`
    <p class=hint id=${id}-hint>${hint}</p>
    <div class=scale role=radiogroup aria-labelledby=${id}-ask aria-describedby=${id}-hint>
      ${values.map(value => {
        const end = label(value)
        return html`<label><input type=radio name=${id} value=${value}>${end ? `${value} · ${end}` : value}</label>`
      })}
      <label><input type=radio name=${id} value="" checked>${page.noAnswer}</label>
    </div>
  `
}

/** A comment of a pulse: no pseudonym to stand under, no meeting to be quoted in. */
const comment = ({ id }: InstrumentItem, { question, hint }: ItemWords): Markup => html`
  <div class=q data-item=${id} data-kind=text>
    <label class=ask id=${id}-ask for=${id}>${question}</label>
    <p class=hint id=${id}-hint>${hint}</p>
    <textarea id=${id} name=${id} rows=4 aria-describedby=${id}-hint></textarea>
  </div>
`

/** The steps in one row, as native radios; what its ends mean is said by each end's name, and shown below it. */
const steps = ({ id, min, max }: ScaleItem, { page }: Words, { question, ends }: ItemWords): Markup => {
  const values = Array.from({ length: max - min + 1 }, (_, index) => min + index)
  const end = (value: number) => (value === min ? ends?.[0] : value === max ? ends?.[1] : undefined)
  const named = (value: number) => (end(value) ? html`aria-label="${value}, ${end(value) ?? ''}"` : null)
  return html`
    <fieldset class=q data-item=${id} data-kind=scale>
      <legend class=ask id=${id}-ask>${question}</legend>
      <div class=steps>
        ${values.map(value => html`<label><input type=radio name=${id} value=${value} ${named(value)}>${value}</label>`)}
      </div>
      <div class=ends>
        <span aria-hidden=true>${ends?.[0] ?? ''}</span>
        <label><input type=radio name=${id} value="" checked>${page.noAnswer}</label>
        <span aria-hidden=true>${ends?.[1] ?? ''}</span>
      </div>
    </fieldset>
  `
}

const ofPulse = (item: InstrumentItem, words: Words, wording: ItemWords): Markup => {
  if (item.kind === 'scale') return steps(item, words, wording)
  if (item.kind === 'text') return comment(item, wording)
  throw new Error(`a pulse does not ask to tick, as ${item.id} does`)
}

interface Said {
  readonly words: Words
  /** Of this instrument, by item. */
  readonly wordings: Readonly<Record<string, ItemWords>>
}

/** Refuses (Error) an item without a wording. */
export const question = (item: InstrumentItem, instrument: Instrument, { words, wordings }: Said): Markup => {
  const wording = wordings[item.id]
  if (!wording) throw new Error(`${instrument.id}/${item.id} has no wording`)
  if (instrument.kind === 'pulse') return ofPulse(item, words, wording)
  const inner =
    item.kind === 'text'
      ? textBox(item, instrument, words, wording)
      : item.kind === 'ticks'
        ? ticks(item.id, item.options, words, wording.hint)
        : scale(item, words, wording)
  const apart = item.kind === 'text' && item.apart ? html` data-apart` : null
  const data = html`class=q data-item=${item.id} data-kind=${item.kind}${apart}`
  return item.open
    ? html`<div ${data}><label class=ask id=${item.id}-ask for=${item.id}>${wording.question}</label>${inner}</div>`
    : html`<details ${data}><summary class=ask id=${item.id}-ask>${wording.question}</summary>${inner}</details>`
}
