/** One question a screen: which one is seen, how far one has come, and the way back. */
import { facts, pulseFacts } from '../../functions/domain/words/en.ts'
import { byId } from '../kit/plain/dom.ts'

export interface Steps {
  /** Goes there as one pressed; a question by its item, or 'use' for the last step. */
  readonly goTo: (name: string) => void
  /** Moves the focus to the heading of the step that stands. */
  readonly focus: () => void
  /** What stands in the form has changed. */
  readonly settle: () => void
  /** Shows where one was before a reload, else the first. */
  readonly begin: () => void
}

const isPulse = (): boolean => document.body.dataset['survey'] === 'pulse'
const nameOf = (step: HTMLElement): string => step.dataset['item'] ?? step.id

/** `arrived` is called whenever a step is shown, with its name. */
export const walk = (form: HTMLFormElement, arrived: (name: string) => void): Steps => {
  const all = [...form.querySelectorAll<HTMLElement>('[data-step]')]
  const main = all.filter(step => step.dataset['step'] === 'main')
  const more = all.filter(step => step.dataset['step'] === 'more')
  const end = main.length - 1
  const order = [...main, ...more]
  let at = 0

  const stepWords = (): string => {
    if (at === end) return isPulse() ? pulseFacts.last : facts.last
    return at < end ? facts.step(at + 1, end) : facts.more(at - end, more.length)
  }
  const isEmpty = (): boolean =>
    ![...(order[at]?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea,input') ?? [])].some(box =>
      box instanceof HTMLInputElement ? box.checked && box.value !== '' : box.value.trim() !== '',
    )
  const toggle = (id: string, isHidden: boolean): void => void byId(id)?.toggleAttribute('hidden', isHidden)
  const settle = (): void => toggle('skip', at >= end || !isEmpty())
  const heading = (): HTMLElement | null => order[at]?.querySelector('h2') ?? null

  const show = (wanted: number): void => {
    at = wanted in order ? wanted : 0
    for (const [index, step] of order.entries()) step.hidden = index !== at
    document.body.dataset['at'] = String(at)
    const progress = byId('progress')
    if (progress) progress.textContent = stepWords()
    for (const [index, mark] of document.querySelectorAll('.bar i').entries()) {
      mark.classList.toggle('on', index <= Math.min(at, end))
    }
    toggle('back', at === 0)
    toggle('next', at === end)
    toggle('go-send', at !== end)
    document.body.toggleAttribute('data-last', at === end)
    toggle('done', at <= end)
    settle()
    arrived(nameOf(order[at] ?? form))
  }
  const focus = (): void => {
    const asked = heading()
    const step = stepWords().split(' · ', 1)[0] ?? ''
    document.title = `${isPulse() ? asked?.textContent : facts.titled(step, asked?.textContent ?? '')}${facts.product}`
    scrollTo({ top: 0 })
    asked?.focus({ preventScroll: true })
  }
  /** The address stays as it is: a step is part of the browser's history and of nothing else. */
  const go = (to: number): void => {
    history.pushState({ step: to }, '')
    show(to)
    focus()
  }
  const goTo = (name: string): void =>
    go(
      Math.max(
        0,
        order.findIndex(step => nameOf(step) === name),
      ),
    )
  const next = (): void => go(at === order.length - 1 ? end : at + 1)
  const back = (): void => go(at === end + 1 ? end : at - 1)

  for (const [id, press] of Object.entries({ next, skip: next, back, done: () => go(end) })) {
    byId(id)?.addEventListener('click', press)
  }
  for (const link of form.querySelectorAll<HTMLElement>('[data-to]')) {
    link.addEventListener('click', () => goTo(link.dataset['to'] ?? ''))
  }
  const stepIn = (state: unknown): number =>
    typeof state === 'object' && state !== null && 'step' in state && typeof state.step === 'number' ? state.step : 0
  addEventListener('popstate', ({ state }) => {
    if (form.hidden) return
    show(stepIn(state))
    focus()
  })
  byId('skip-to')?.addEventListener('click', event => {
    // A link's own jump would put its name into the address, in the place of a link that cannot be kept.
    event.preventDefault()
    heading()?.focus()
  })
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.inc a')) {
    link.addEventListener('click', event => {
      event.preventDefault()
      const part = byId(link.hash.slice(1))
      part?.toggleAttribute('open', true)
      part?.scrollIntoView()
      part?.querySelector('summary')?.focus({ preventScroll: true })
    })
  }
  return { goTo, focus, settle, begin: () => show(stepIn(history.state)) }
}
