/** Asks whoever writes what weighs on them what shall become of it: for the facilitators alone, or not sent. */
import { care } from '../../functions/domain/words/en.ts'
import { button, type Child, el } from '../kit/plain/dom.ts'
import { except, exceptionOf } from './draft.ts'

/** Below the answer; a question keeps one at most. */
const placeIn = (question: HTMLElement): HTMLElement => {
  const before = question.querySelector<HTMLElement>('.care')
  if (before) return before
  const place = el('div', { class: 'care', role: 'status', tabindex: '-1' })
  question.append(place)
  return place
}

/** `weighs` as of what stands in the box; where it does not, a question asked before goes, and a choice made stays. */
export const askKindly = (question: HTMLElement, box: HTMLTextAreaElement, weighs: boolean): void => {
  const asked = question.querySelector('.care')
  if (!weighs) {
    if (box.value.trim() !== '') asked?.remove()
    return
  }
  const place = placeIn(question)
  const show = (...nodes: readonly Child[]): void => place.replaceChildren(...nodes.filter(node => node !== null))
  /** The draft is kept as if it had been typed. */
  const keep = (): void => void box.dispatchEvent(new Event('input', { bubbles: true }))
  const chosen = (): void => show(el('p', {}, care.chosen), el('p', { class: 'note' }, care.support))
  const alone = (): void => {
    except(question, 'facilitator')
    keep()
    chosen()
    // The pressed button is gone.
    place.focus()
  }
  const ask = (): void =>
    show(
      el('p', {}, care.ask),
      el('div', { class: 'row' }, button(care.alone, '', alone), button(care.leaveOut, '', leaveOut)),
      el('p', { class: 'note' }, care.support),
    )
  const leaveOut = (): void => {
    const written = box.value
    box.value = ''
    keep()
    const back = button(care.back, '', () => {
      box.value = box.value ? `${written}\n${box.value}` : written
      keep()
      ask()
      box.focus()
    })
    show(el('p', {}, care.leftOut), el('div', { class: 'row' }, back), el('p', { class: 'note' }, care.support))
    back.focus()
  }
  if (exceptionOf(question) === 'facilitator') chosen()
  else ask()
}
