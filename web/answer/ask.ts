/** A page opened without a whole link: some mail gateways cut it off. Offers what this browser keeps, and a box to paste. */
import { findLink, findResults } from '../../functions/domain/ballot/find-link.ts'
import { type Link, linkFragment } from '../../functions/domain/ballot/link.ts'
import { everyUndo } from '../../functions/domain/handed-on.ts'
import { links } from '../../functions/domain/words/en.ts'
import { button, el } from '../kit/plain/dom.ts'
import { shortMoment } from './facts.ts'
import { isPulsePage } from './results.ts'
import type { KeptLink } from './source.ts'

/** Its questions may stand on another page; the fragment still goes to no server. */
const lead = (text: string, choose: (link: Link) => void): 'several' | 'none' | 'done' => {
  const found = findLink(text, everyUndo)
  const results = found === null && isPulsePage() ? findResults(text, everyUndo) : null
  if (results) {
    location.replace(`#${results}`)
    location.reload()
    return 'done'
  }
  if (found === null) return 'none'
  if (found === 'several') return found
  const { link, path } = found
  if (path && path !== location.pathname) location.assign(`${path}#${linkFragment(link)}`)
  else choose(link)
  return 'done'
}

/**
 * `choose` is called once, with a whole link. `opened` is what stood in the address bar. Esc does not dismiss it: without
 * a link nothing can be sent.
 */
export const askForLink = (kept: readonly KeptLink[], opened: string, choose: (link: Link) => void): void => {
  const first = opened ? lead(opened, choose) : 'none'
  if (first === 'done') return
  // Part of a link lets nobody answer, and has no business there either.
  if (/srv/i.test(opened)) history.replaceState(null, '', location.pathname)

  const wrong = el('p', { class: 'alarm', id: 'wrong', role: 'alert' })
  const input = el('textarea', { id: 'link', rows: '3', spellcheck: 'false', 'aria-describedby': 'wrong' })
  const dialog = el('dialog', { 'aria-labelledby': 'ask' })
  const say = (text: string): void => {
    wrong.textContent = text
    if (text) input.setAttribute('aria-invalid', 'true')
    else input.removeAttribute('aria-invalid')
  }
  const done = (link: Link): void => {
    dialog.close()
    dialog.remove()
    choose(link)
  }
  const open = (): void => {
    const led = lead(input.value, done)
    if (led === 'done') return
    say(input.value.trim() === '' ? links.empty : led === 'several' ? links.several : links.wrong)
    input.focus()
  }
  if (first === 'several') say(links.several)
  // It stops saying so as soon as it is no longer true.
  input.addEventListener('input', () => (findLink(input.value, everyUndo) === null ? undefined : say('')))
  dialog.append(
    el('h2', { id: 'ask' }, links.title),
    el('p', {}, links.text),
    el('label', { for: 'link', class: 'ask' }, links.label),
    input,
    wrong,
    button(links.button, 'main', open),
  )
  if (kept.length > 0) {
    const choices = kept.map(({ link, title, closesAt }) =>
      button([title ?? links.unnamed, closesAt && shortMoment(closesAt)].filter(Boolean).join(' · '), '', () =>
        done(link),
      ),
    )
    dialog.append(el('p', { class: 'note' }, links.resume), el('div', { class: 'row' }, ...choices))
  }
  dialog.addEventListener('cancel', event => event.preventDefault())
  // A browser lets that be prevented once, and closes at the next Esc.
  dialog.addEventListener('close', () => dialog.isConnected && dialog.showModal())
  document.body.append(dialog)
  dialog.showModal()
  input.focus()
}
