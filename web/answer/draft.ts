/** What stands in the form, as the content of a ballot, and back. */
import type { Answer, BallotContent } from '../../functions/domain/ballot/ballot.ts'

const choices = ['verbatim', 'themes-only', 'signed', 'facilitator'] as const

/** Boxes of one question, in the order of the page. */
const inputsOf = (question: Element): HTMLInputElement[] => [...question.querySelectorAll('input')]
const textOf = (question: Element) => question.querySelector('textarea')
const choiceOf = (question: Element) => question.querySelector('select')

/** What only a kind question offers is seen once it is chosen. */
export const choose = (select: HTMLSelectElement, choice: (typeof choices)[number]): void => {
  select.value = choice
  for (const option of select.selectedOptions) option.hidden = option.disabled = false
}

export const questionsOf = (form: HTMLFormElement): HTMLElement[] => [
  ...form.querySelectorAll<HTMLElement>('[data-item]'),
]

/** Every text gets its choice: a copy of the first one, under its own question; what is told apart has one of its own. */
export const addChoices = (form: HTMLFormElement): void => {
  const first = form.querySelector<HTMLSelectElement>('[data-item]:not([data-apart]) select')
  for (const question of questionsOf(form)) {
    const text = textOf(question)
    if (!first || !text || choiceOf(question)) continue
    const choice = document.importNode(first, true)
    choice.name = `${text.id}-choice`
    const use = first.ariaLabel?.split(':', 1)[0] ?? ''
    choice.ariaLabel = `${use}: ${question.querySelector('summary')?.textContent ?? ''}`
    text.after(choice)
  }
}

const readAnswer = (question: HTMLElement): Answer | null => {
  const ticked = inputsOf(question)
    .filter(({ checked }) => checked)
    .map(({ value }) => value)
  if (question.dataset['kind'] === 'ticks') return ticked.length > 0 ? ticked : null
  if (question.dataset['kind'] === 'scale') return ticked[0] ? Number(ticked[0]) : null
  const text = textOf(question)?.value.trim()
  if (!text) return null
  return { text, choice: choices.find(choice => choice === choiceOf(question)?.value) ?? 'verbatim' }
}

/** Answers that are there, in the page's order; empty ones leave no trace. A name is given only where it signs. */
export const readDraft = (form: HTMLFormElement, pseudonym: string): BallotContent => {
  const answers: Record<string, Answer> = {}
  for (const question of questionsOf(form)) {
    const answer = readAnswer(question)
    if (answer !== null) answers[question.dataset['item'] ?? ''] = answer
  }
  const signs = Object.values(answers).some(
    answer => typeof answer === 'object' && 'choice' in answer && answer.choice === 'signed',
  )
  const name = form.querySelector<HTMLInputElement>('#signature')?.value.trim()
  return {
    instrument: document.body.dataset['instrument'] ?? '',
    language: document.documentElement.lang,
    pseudonym,
    signature: signs && name ? name : null,
    answers,
  }
}

/** Puts kept answers into the form; a question that is folded away and has an answer is opened. */
export const showDraft = (form: HTMLFormElement, { answers, signature }: BallotContent): void => {
  for (const question of questionsOf(form)) {
    const answer = answers[question.dataset['item'] ?? '']
    const text = textOf(question)
    const choice = choiceOf(question)
    const words = typeof answer === 'object' && 'text' in answer ? answer : null
    if (text) text.value = words?.text ?? ''
    if (choice) choose(choice, words?.choice ?? 'verbatim')
    for (const input of inputsOf(question)) {
      input.checked = Array.isArray(answer)
        ? answer.includes(input.value)
        : input.value === (typeof answer === 'number' ? String(answer) : '')
    }
    if (answer !== undefined && question instanceof HTMLDetailsElement) question.open = true
  }
  const name = form.querySelector<HTMLInputElement>('#signature')
  if (name && signature) name.value = signature
}

/** The form is older than its script: what was typed before the draft came back is added to it, and nothing is lost. */
export const merged = (draft: BallotContent, typed: BallotContent): BallotContent => {
  const answers = { ...draft.answers }
  for (const [item, answer] of Object.entries(typed.answers)) {
    const kept = answers[item]
    const bothText = typeof kept === 'object' && 'text' in kept && typeof answer === 'object' && 'text' in answer
    const text = bothText && kept.text !== answer.text ? `${kept.text}\n${answer.text}` : null
    answers[item] = bothText ? { ...kept, text: text ?? kept.text } : answer
  }
  return { ...draft, answers }
}
