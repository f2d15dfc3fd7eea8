/** What stands in the form, field by field; and as the content of a ballot. */
import type { Answer, BallotContent } from '../../functions/domain/ballot/ballot.ts'
import type { Field, Fields } from './fields.ts'

const choices = ['verbatim', 'themes-only', 'signed', 'facilitator'] as const
type Choice = (typeof choices)[number]
const choiceOf = (text: string | null | undefined): Choice | null => choices.find(choice => choice === text) ?? null

/** Names that no question has. */
export const useField = '.use'
export const signatureField = '.signature'
export const pseudonymField = '.pseudonym'

/** Boxes of one question, in the order of the page. */
const inputsOf = (question: Element): HTMLInputElement[] => [...question.querySelectorAll('input')]
export const textOf = (question: Element): HTMLTextAreaElement | null => question.querySelector('textarea')

export const questionsOf = (form: HTMLFormElement): HTMLElement[] => [
  ...form.querySelectorAll<HTMLElement>('[data-item]'),
]

const usesOf = (form: HTMLFormElement): HTMLInputElement[] => [
  ...form.querySelectorAll<HTMLInputElement>('input[name=use]'),
]
const signatureOf = (form: HTMLFormElement) => form.querySelector<HTMLInputElement>('#signature')
const pseudonymOf = (form: HTMLFormElement) => form.querySelector<HTMLOutputElement>('#pseudonym')

/** How this answer may be used, where it is not as all the others. */
export const exceptionOf = (question: HTMLElement): Choice | null => choiceOf(question.dataset['choice'])
export const except = (question: HTMLElement, choice: string | null): void => {
  question.dataset['choice'] = choiceOf(choice) ?? ''
}

const readField = (question: HTMLElement): Field => {
  const text = textOf(question)
  if (text) return text.value === '' ? null : { text: text.value, choice: exceptionOf(question) }
  const ticked = inputsOf(question)
    .filter(({ checked }) => checked)
    .map(({ value }) => value)
  if (question.dataset['kind'] === 'ticks') return ticked.length > 0 ? ticked : null
  return ticked[0] ? Number(ticked[0]) : null
}

export const readFields = (form: HTMLFormElement): Fields => ({
  ...Object.fromEntries(questionsOf(form).map(question => [question.dataset['item'] ?? '', readField(question)])),
  [useField]: usesOf(form).find(({ checked }) => checked)?.value ?? null,
  [signatureField]: signatureOf(form)?.value || null,
  [pseudonymField]: pseudonymOf(form)?.value || null,
})

const showText = (box: HTMLTextAreaElement, text: string): void => {
  if (box.value === text) return
  // Whoever stands at the end of a box goes on writing there.
  const isAtEnd = box.selectionEnd === box.value.length
  box.value = text
  if (isAtEnd && document.activeElement === box) box.setSelectionRange(text.length, text.length)
}

const showField = (question: HTMLElement, field: Field): void => {
  const text = textOf(question)
  const words = typeof field === 'object' && field !== null && 'text' in field ? field : null
  if (text) {
    showText(text, words?.text ?? '')
    except(question, words?.choice ?? null)
    return
  }
  for (const input of inputsOf(question)) {
    input.checked = Array.isArray(field)
      ? field.includes(input.value)
      : input.value === (typeof field === 'number' ? String(field) : '')
  }
}

export const showFields = (form: HTMLFormElement, fields: Fields): void => {
  for (const question of questionsOf(form)) showField(question, fields[question.dataset['item'] ?? ''] ?? null)
  for (const input of usesOf(form)) input.checked = input.value === (fields[useField] ?? 'verbatim')
  const texts = [signatureField, pseudonymField].map(name => fields[name])
  const [signature, pseudonym] = texts.map(text => (typeof text === 'string' ? text : ''))
  const [name, output] = [signatureOf(form), pseudonymOf(form)]
  if (name && name.value !== signature) name.value = signature ?? ''
  if (output) output.value = pseudonym ?? ''
}

/** An answer that is kept apart is never signed by a choice for all: the name would join it to the others. */
const useFor = (question: HTMLElement, use: Choice): Choice =>
  use === 'signed' && question.dataset['apart'] !== undefined ? 'verbatim' : use

const answerOf = (field: Field, use: Choice): Answer | null => {
  if (field === null || typeof field === 'string') return null
  if (typeof field !== 'object' || Array.isArray(field)) return field
  const text = field.text.trim()
  return text === '' ? null : { text, choice: choiceOf(field.choice) ?? use }
}

/** Answers that are there, in the page's order; empty ones leave no trace. A name is given only where it signs. */
export const readContent = (form: HTMLFormElement): BallotContent => {
  const fields = readFields(form)
  const use = choiceOf(typeof fields[useField] === 'string' ? fields[useField] : null) ?? 'verbatim'
  const answers: Record<string, Answer> = {}
  for (const question of questionsOf(form)) {
    const item = question.dataset['item'] ?? ''
    const answer = answerOf(fields[item] ?? null, useFor(question, use))
    if (answer !== null) answers[item] = answer
  }
  const signs = Object.values(answers).some(
    answer => typeof answer === 'object' && 'choice' in answer && answer.choice === 'signed',
  )
  const name = signatureOf(form)?.value.trim()
  return {
    instrument: document.body.dataset['instrument'] ?? '',
    language: document.documentElement.lang,
    pseudonym: pseudonymOf(form)?.value ?? '',
    signature: signs && name ? name : null,
    answers,
  }
}
