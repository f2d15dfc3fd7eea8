/** What was written, answer by answer, as the last step shows it, with how each may be used. */
import type { BallotContent } from '../../functions/domain/ballot/ballot.ts'
import { review } from '../../functions/domain/words/en.ts'
import { button, type Child, el } from '../kit/plain/dom.ts'
import { except, exceptionOf } from './draft.ts'
import { answerNode, questionText, useText } from './review.ts'
import type { Session } from './session.ts'

/** Draws a place anew; what had the focus there has it again, by its name. */
export const redrawn = (place: HTMLElement, ...nodes: readonly Child[]): void => {
  const nameOf = (one: Element): string | null => one.getAttribute('aria-label') ?? one.textContent
  const at = document.activeElement
  const name = at && place.contains(at) ? nameOf(at) : null
  place.replaceChildren(...nodes.filter(node => node !== null))
  if (name === null) return
  const again = [...place.querySelectorAll<HTMLElement>('button, select')].find(one => nameOf(one) === name)
  again?.focus({ preventScroll: true })
}

/** What stands out from the choice for all, answer by answer. The fourth is offered by a kind question alone. */
const exceptionBox = (question: HTMLElement, item: string, changed: () => void): HTMLElement => {
  const chosen = exceptionOf(question)
  const offered = (['verbatim', 'themes-only', 'signed'] as const).map(
    choice => [choice, useText(item, choice)] as const,
  )
  const options = [
    ['', question.dataset['apart'] === undefined ? review.asAbove : review.asAboveApart] as const,
    ...offered,
    ...(chosen === 'facilitator' ? [[chosen, useText(item, chosen)] as const] : []),
  ]
  const select = el(
    'select',
    { name: `${item}-choice`, 'aria-label': `${review.exception}: ${questionText(item)}` },
    ...options.map(([value, label]) => el('option', { value, selected: value === (chosen ?? '') }, label)),
  )
  // Before `change` is told, the form has heard `input` and shows anew what it knows.
  select.addEventListener('input', () => {
    except(question, select.value)
    changed()
  })
  return select
}

export const answerRow = (
  { steps }: Session,
  content: BallotContent,
  question: HTMLElement,
  changed: () => void,
): Child[] => {
  const item = question.dataset['item'] ?? ''
  const answer = content.answers[item]
  if (answer === undefined) return []
  const isPreMeeting = content.pseudonym !== ''
  const change = button(review.change, 'small', () => steps.goTo(item))
  change.setAttribute('aria-label', `${review.change}: ${questionText(item)}`)
  const isText = typeof answer === 'object' && 'text' in answer
  return [
    el(
      'li',
      { 'data-row': item },
      el('h4', {}, questionText(item)),
      ...answerNode(item, answer, false),
      el('div', { class: 'row' }, change, isText && isPreMeeting ? exceptionBox(question, item, changed) : null),
    ),
  ]
}
