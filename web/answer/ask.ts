/** A page opened without its fragment: some mail gateways cut it off. Offers what this browser keeps, and a box to paste. */
import type { Link } from '../../functions/domain/ballot/link.ts'
import { links } from '../../functions/domain/words/en.ts'
import { button, el } from '../kit/plain/dom.ts'
import { shortMoment } from './facts.ts'
import { type KeptLink, pastedLink } from './source.ts'

/** `choose` is called once, with a whole link. Esc does not dismiss it: without a link nothing can be sent. */
export const askForLink = (kept: readonly KeptLink[], choose: (link: Link) => void): void => {
  const wrong = el('p', { class: 'alarm', id: 'wrong', role: 'alert' })
  const input = el('textarea', { id: 'link', rows: '3', spellcheck: 'false', 'aria-describedby': 'wrong' })
  const dialog = el('dialog', { class: 'ask', 'aria-labelledby': 'ask' })
  const done = (link: Link): void => {
    dialog.close()
    dialog.remove()
    choose(link)
  }
  const open = (): void => {
    const pasted = pastedLink(input.value)
    if (!pasted) {
      wrong.textContent = links.wrong
      input.focus()
    } else if (pasted.path && pasted.path !== location.pathname) {
      // Its questions stand on another page; the fragment still goes to no server.
      location.assign(`${pasted.path}${input.value.trim().slice(input.value.trim().indexOf('#'))}`)
    } else done(pasted.link)
  }
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
  document.body.append(dialog)
  dialog.showModal()
}
