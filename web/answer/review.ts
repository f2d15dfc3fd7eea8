/** What will be stored, shown before the one press that stores it; and the same afterwards, on the receipt. */
import type { Answer, BallotContent } from '../../functions/domain/ballot/ballot.ts'
import { choices, factors, page, review } from '../../functions/domain/words/en.ts'
import type { Redaction } from '../../functions/domain/synthesis/stand-ins.ts'
import type { Choice } from '../../functions/domain/synthesis/schema.ts'
import { button, type Child, el } from '../kit/plain/dom.ts'
import { questionsOf, textOf } from './draft.ts'
import { tag } from './facts.ts'

export const questionText = (item: string): string =>
  document.querySelector(`#${CSS.escape(item)}-ask`)?.textContent ?? item

const isApart = (item: string): boolean =>
  document.querySelector(`[data-item="${CSS.escape(item)}"]`)?.hasAttribute('data-apart') ?? false

const factorWords: Readonly<Record<string, string>> = factors

/** What becomes of an answer's words. */
export const useText = (item: string, choice: Choice): string =>
  choice === 'verbatim' && isApart(item) ? page.apart : choices[choice]

/** The answer on its scale, with what that end of it means. */
const scaleText = (item: string, answer: number): string => {
  const steps = [...document.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(item)}"]`)]
  const most = Math.max(...steps.map(({ value }) => Number(value)))
  const [, meaning] = steps.find(({ value }) => value === String(answer))?.ariaLabel?.split(', ', 2) ?? []
  return [`${answer} / ${most}`, ...(meaning ? [meaning] : [])].join(' · ')
}

export const answerNode = (item: string, answer: Answer, named: boolean): Child[] => {
  if (typeof answer === 'number') return [el('p', {}, scaleText(item, answer))]
  if (Array.isArray(answer)) return [el('p', {}, answer.map(tick => factorWords[tick] ?? tick).join(', '))]
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

export interface NameFound {
  readonly box: HTMLTextAreaElement
  readonly found: Redaction
}

export const namesIn = (form: HTMLFormElement, find: (text: string) => readonly Redaction[]): NameFound[] =>
  questionsOf(form).flatMap(question => {
    const box = textOf(question)
    return box ? find(box.value).map(found => ({ box, found })) : []
  })

/** The later ones first: a replacement moves what stands behind it. */
const replaceNames = (names: readonly NameFound[]): void => {
  for (const { box, found } of [...names].sort((a, b) => b.found.start - a.found.start)) {
    box.value = box.value.slice(0, found.start) + found.replacement + box.value.slice(found.end)
  }
}

const excerpt = (text: string, { start, end }: Redaction): string => text.slice(start, end).replaceAll(/\s+/g, ' ')

/** An offer, not a rule: whoever wrote it decides. `replaced` is called afterwards. */
export const nameOffer = (names: readonly NameFound[], replaced: () => void): Child[] => {
  if (names.length === 0) return []
  const replace = (chosen: readonly NameFound[]): void => {
    replaceNames(chosen)
    replaced()
  }
  const rows = names.map(name => {
    const label = review.replace(excerpt(name.box.value, name.found), name.found.replacement)
    const press = button(review.replaceButton, '', () => replace([name]))
    press.setAttribute('aria-label', `${review.replaceButton}: ${label}`)
    return el('li', { class: 'row' }, el('span', {}, label), press)
  })
  return [
    el(
      'section',
      { class: 'offer', 'aria-labelledby': 'names' },
      el('h3', { id: 'names', tabindex: '-1' }, review.names),
      el('p', {}, document.body.dataset['survey'] === 'pulse' ? review.namesTextPulse : review.namesText),
      el('ul', {}, ...rows),
      el('p', { class: 'note' }, review.namesOthers),
      names.length > 1 ? button(review.replaceAll, '', () => replace(names)) : null,
    ),
  ]
}
