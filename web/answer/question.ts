/** One question as HTML: a box to write in, boxes to tick, or the steps of a scale. */
import type {
  Instrument,
  InstrumentItem,
  ItemWords,
  ScaleItem,
  TextItem,
} from '../../functions/domain/instrument/schema.ts'
import type { Words } from '../../functions/domain/words/languages.ts'
import { html, type Markup } from '../kit/plain/html.ts'

const textBox = ({ id }: TextItem, { hint }: ItemWords): Markup => html`
  <p class=hint id=${id}-hint>${hint}</p>
  <textarea class=said id=${id} name=${id} rows=5 aria-describedby="${id}-hint ${id}-lens"></textarea>
  <p class=lens id=${id}-lens></p>
`

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

const valuesOf = ({ min, max }: ScaleItem): number[] => Array.from({ length: max - min + 1 }, (_, index) => min + index)

const scale = (item: ScaleItem, { page }: Words, { hint, ends }: ItemWords): Markup => {
  const { id, min, max } = item
  const label = (value: number) => (value === min ? ends?.[0] : value === max ? ends?.[1] : undefined)
  return html`
    <p class=hint id=${id}-hint>${hint}</p>
    <div class=scale role=radiogroup aria-labelledby=${id}-ask aria-describedby=${id}-hint>
      ${valuesOf(item).map(value => {
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
    <textarea class=said id=${id} name=${id} rows=4 aria-describedby=${id}-hint></textarea>
  </div>
`

/** The steps in one row, as native radios; what its ends mean is said by each end's name, and shown below it. */
const steps = (item: ScaleItem, { page }: Words, { question, ends }: ItemWords): Markup => {
  const { id, min, max } = item
  const end = (value: number) => (value === min ? ends?.[0] : value === max ? ends?.[1] : undefined)
  const named = (value: number) => (end(value) ? html`aria-label="${value}, ${end(value) ?? ''}"` : null)
  return html`
    <fieldset class=q data-item=${id} data-kind=scale>
      <legend class=ask id=${id}-ask>${question}</legend>
      <div class=steps>
        ${valuesOf(item).map(value => html`<label><input type=radio name=${id} value=${value} ${named(value)}>${value}</label>`)}
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

export interface Said {
  readonly words: Words
  /** Of this instrument, by item. */
  readonly wordings: Readonly<Record<string, ItemWords>>
}

/** Asked of everybody, one after another; the others are offered at the end. */
export const isMain = (item: InstrumentItem): boolean => item.open || (item.kind === 'text' && item.apart)

/**
 * A step of its own; of a pulse, one of several on a step. All but the first are hidden until the script shows them.
 * Refuses (Error) an item without a wording.
 */
export const question = (item: InstrumentItem, { id, kind, items }: Instrument, { words, wordings }: Said): Markup => {
  const wording = wordings[item.id]
  if (!wording) throw new Error(`${id}/${item.id} has no wording`)
  if (kind === 'pulse') return ofPulse(item, words, wording)
  const inner =
    item.kind === 'text'
      ? textBox(item, wording)
      : item.kind === 'ticks'
        ? ticks(item.id, item.options, words, wording.hint)
        : scale(item, words, wording)
  const asked =
    item.kind === 'text'
      ? html`<label id=${item.id}-ask for=${item.id}>${wording.question}</label>`
      : html`<span id=${item.id}-ask>${wording.question}</span>`
  const data = html`data-item=${item.id} data-kind=${item.kind}${item.kind === 'text' && item.apart ? html` data-apart` : null}`
  const step = html`data-step=${isMain(item) ? 'main' : 'more'}${item === items.find(isMain) ? null : html` hidden`}`
  return html`<section class=q ${data} ${step}><h2 tabindex=-1>${asked}</h2>${inner}</section>`
}
