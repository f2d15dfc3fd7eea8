/** What will be stored, shown before the one press that stores it; and the same afterwards, on the receipt. */
import type { Answer, BallotContent } from '../../functions/domain/ballot/ballot.ts'
import { choices, review, verbatimApart } from '../../functions/domain/words/en.ts'
import type { Choice } from '../../functions/domain/synthesis/schema.ts'
import { type Child, el } from '../kit/plain/dom.ts'
import { tag } from './facts.ts'

export const questionText = (item: string): string =>
  document.querySelector(`#${CSS.escape(item)}-ask`)?.textContent ?? item

const isApart = (item: string): boolean =>
  document.querySelector(`[data-item="${CSS.escape(item)}"]`)?.hasAttribute('data-apart') ?? false

/** As it stands beside the box. */
const tickText = (item: string, tick: string): string =>
  document.querySelector(`input[name="${CSS.escape(item)}"][value="${CSS.escape(tick)}"]`)?.parentElement
    ?.textContent ?? tick

/** What becomes of an answer's words. */
export const useText = (item: string, choice: Choice): string =>
  choice === 'verbatim' && isApart(item) ? verbatimApart : choices[choice]

/** The answer on its scale, with what that end of it means. */
const scaleText = (item: string, answer: number): string => {
  const steps = [...document.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(item)}"]`)]
  const most = Math.max(...steps.map(({ value }) => Number(value)))
  const [, meaning] = steps.find(({ value }) => value === String(answer))?.ariaLabel?.split(', ', 2) ?? []
  return [`${answer} / ${most}`, ...(meaning ? [meaning] : [])].join(' · ')
}

export const answerNode = (item: string, answer: Answer, named: boolean): Child[] => {
  if (typeof answer === 'number') return [el('p', {}, scaleText(item, answer))]
  if (Array.isArray(answer)) return [el('p', {}, answer.map(tick => tickText(item, tick)).join(', '))]
  return [
    el('p', { class: 'said' }, answer.text),
    named ? el('p', { class: 'note' }, useText(item, answer.choice)) : null,
  ]
}

/** The very bytes, in a fold. */
export const exactNode = (content: BallotContent, sealedBytes: number): Child =>
  el(
    'details',
    { class: 'exact' },
    el('summary', {}, review.exact),
    el('pre', { tabindex: '0' }, JSON.stringify(content)),
    el('p', { class: 'note' }, review.exactText(sealedBytes.toLocaleString(tag()))),
  )

/** Every answer under its question, the pseudonym, and the very bytes in a fold. */
export const storedNodes = (content: BallotContent, sealedBytes: number): Child[] => [
  // A pulse has none.
  content.pseudonym ? el('p', { class: 'as' }, `${review.pseudonym}: `, el('strong', {}, content.pseudonym)) : null,
  content.signature ? el('p', { class: 'as' }, `${review.signed}: `, el('strong', {}, content.signature)) : null,
  el(
    'ol',
    { class: 'answers' },
    ...Object.entries(content.answers).map(([item, answer]) =>
      el('li', {}, el('h3', {}, questionText(item)), ...answerNode(item, answer, content.pseudonym !== '')),
    ),
  ),
  exactNode(content, sealedBytes),
]
