/** A pulse after its close: the whole organisation's published result, and whether this browser's ballot was counted. */
import { quarterTitle } from '../../functions/domain/time/quarter-title.ts'
import { pulseResults, receipt as receiptWords, youSaid } from '../../functions/domain/words/en.ts'
import { button, type Child, el } from '../kit/plain/dom.ts'
import { readReplies, repliesNodes } from '../kit/plain/replies.ts'
import { tag } from './facts.ts'
import type { Participant } from './form.ts'
import {
  foundIn,
  type Measure,
  type OwnReceipt,
  type Published,
  readPublished,
  type Result,
  type ResultFigure,
} from './receipts.ts'
import { questionText } from './review.ts'
import { troubleWords } from './receipt.ts'
import { codeOf } from './trouble.ts'

/** Whether the page is that of a pulse: it has nobody to name. */
export const isPulsePage = (): boolean => document.body.dataset['survey'] === 'pulse'

const percent = (share: number): string => share.toLocaleString(tag(), { style: 'percent' })
const decimal = (mean: number): string =>
  mean.toLocaleString(tag(), { minimumFractionDigits: 1, maximumFractionDigits: 1 })

const figureNodes = (figure: Measure | null, write: (value: number) => string): Child[] => {
  const value = figure?.share ?? figure?.value
  if (!figure || value === undefined) return [el('span', { class: 'note' }, pulseResults.hidden)]
  if (figure.kind !== 'exact') return [pulseResults[figure.kind](write(value))]
  const { lo, hi } = figure
  const drawn = typeof lo === 'number' && typeof hi === 'number'
  return [
    el('strong', {}, write(value)),
    drawn ? el('span', { class: 'note' }, pulseResults.interval(write(lo), write(hi))) : null,
  ]
}

const figureRow = ({ id, kind, reversed, organisation }: ResultFigure): HTMLElement => {
  const { n, mean, favourable } = organisation
  const notes = [n === null ? null : pulseResults.number(n), reversed ? pulseResults.reversed : null]
  return el(
    'tr',
    {},
    el(
      'th',
      { scope: 'row' },
      questionText(id),
      el('span', { class: 'note' }, notes.filter(note => note !== null).join(', ')),
    ),
    // A score is a mean of means: no answer to it is favourable or not.
    el('td', {}, ...(kind === 'score' ? ['–'] : figureNodes(favourable, percent))),
    el('td', {}, ...figureNodes(mean, decimal)),
  )
}

const tableOf = (figures: Result['figures']): HTMLElement => {
  const [first] = figures
  const { favourableFrom, max } = first?.scale ?? { favourableFrom: 0, max: 0 }
  const heads = [pulseResults.question, pulseResults.favourable(favourableFrom, max), pulseResults.mean]
  return el(
    'table',
    {},
    el('thead', {}, el('tr', {}, ...heads.map(head => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, ...figures.map(figureRow)),
  )
}

const resultNodes = (result: Result): Child[] => {
  const { answered, invited, withheld, groupMinimum, figures } = result
  const taken = answered === null ? pulseResults.invited(invited) : pulseResults.answered(answered, invited)
  if (withheld) return [el('p', {}, taken), el('p', {}, pulseResults.withheld[withheld](groupMinimum))]
  return [
    el('p', {}, taken),
    el('p', { class: 'note' }, pulseResults.lead),
    tableOf(figures),
    el('p', { class: 'note' }, pulseResults.intervals),
  ]
}

const checkNode = (published: Published, own: OwnReceipt | null): HTMLElement => {
  if (own === null) return el('p', { class: 'note' }, pulseResults.elsewhere)
  const found = foundIn(published, own)
  return found === 'counted'
    ? el('p', { class: 'counted' }, pulseResults.counted)
    : el('p', { class: 'alarm', role: 'alert' }, found === 'altered' ? receiptWords.altered : pulseResults.missing)
}

/** Fills itself: reading changes nothing, so it needs no press. `own` is what this browser has, null where it sent nothing; `level` is that of its heading. */
export const resultsSection = (
  caller: Pick<Participant, 'fetch' | 'site'>,
  surveyId: string,
  own: OwnReceipt | null,
  level: 'h2' | 'h3',
): HTMLElement => {
  const heading = el(level, { id: 'results' })
  const content = el('div', { role: 'status', class: 'results' }, '…')
  const section = el('section', { class: 'receipt', 'aria-labelledby': 'results' }, heading, content)
  const load = async (): Promise<void> => {
    const published = await readPublished(caller, surveyId)
    if (!published?.result) {
      content.replaceChildren(el('p', {}, pulseResults.notYet), button(pulseResults.again, '', look))
      return
    }
    heading.textContent = pulseResults.title(quarterTitle(published.result.quarter, published.result.calendar))
    content.replaceChildren(checkNode(published, own), ...resultNodes(published.result).filter(node => node !== null))
    const replies = await readReplies(caller.fetch, caller.site)
    if (replies && replies.length > 0) content.append(el('h3', {}, youSaid.title), ...repliesNodes(replies, 'h4'))
  }
  const look = (): void => {
    load().catch((error: unknown) => {
      content.replaceChildren(el('p', {}, troubleWords(codeOf(error)).join('. ')), button(pulseResults.again, '', look))
    })
  }
  heading.textContent = pulseResults.title('')
  look()
  return section
}
