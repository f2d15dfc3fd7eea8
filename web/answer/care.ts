/**
 * Under an answer: a hint where it speaks in a way that closes a conversation. Whoever writes what weighs on them is asked
 * what shall become of it instead: for the facilitators alone, or not sent.
 */
import { needsCare } from '../../functions/domain/synthesis/care.ts'
import { lens } from '../../functions/domain/synthesis/lens.ts'
import { care, hints } from '../../functions/domain/words/en.ts'
import { button, byId, type Child, el } from '../kit/plain/dom.ts'
import { except, exceptionOf, questionsOf } from './draft.ts'
import type { Session } from './session.ts'

/** Below the answer; a question keeps one at most. */
const placeIn = (question: HTMLElement): HTMLElement => {
  const before = question.querySelector<HTMLElement>('.care')
  if (before) return before
  const place = el('div', { class: 'care', role: 'status', tabindex: '-1' })
  question.append(place)
  return place
}

/** `weighs` as of what stands in the box; where it does not, a question asked before goes, and a choice made stays. */
const askKindly = (question: HTMLElement, box: HTMLTextAreaElement, weighs: boolean): void => {
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

/** What weighs on its writer gets a kind question in place of a hint. */
export const hint = (question: HTMLElement, box: HTMLTextAreaElement): void => {
  const [flag] = lens(box.value)
  const line = byId(`${box.id}-lens`)
  if (!line) return
  line.textContent = flag ? hints[flag] : ''
  askKindly(question, box, needsCare(box.value, question.dataset['apart'] !== undefined))
}

/** Whoever wrote what weighs on them, and went on before they could be asked, is asked here. */
export const askHere = (session: Session, rows: HTMLElement, redraw: () => void): void => {
  for (const question of questionsOf(session.questions)) {
    const item = question.dataset['item'] ?? ''
    const row = rows.querySelector(`[data-row="${CSS.escape(item)}"]`)
    const box = question.querySelector('textarea')
    const asked = row?.querySelector('.care')
    if (exceptionOf(question)) asked?.remove()
    if (!row || !box || exceptionOf(question) || !byId(`${item}-lens`) || asked) continue
    if (!needsCare(box.value, question.dataset['apart'] !== undefined)) continue
    const alone = button(care.alone, '', () => {
      except(question, 'facilitator')
      session.settle()
      redraw()
      rows.querySelector<HTMLElement>(`[name="${CSS.escape(item)}-choice"]`)?.focus()
    })
    // There it can be taken out, and put back.
    const leaveOut = button(care.leaveOut, '', () => session.steps.goTo(item))
    row.append(
      el(
        'div',
        { class: 'care' },
        el('p', {}, care.ask),
        el('div', { class: 'row' }, alone, leaveOut),
        el('p', { class: 'note' }, care.support),
      ),
    )
  }
}
