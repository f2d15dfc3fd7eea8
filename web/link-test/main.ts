/** `/link-test/#…`: says what of the test link of `npm run doctor -- --mail` came through. It stores and sends nothing. */
import './link-test.css'
import { findLink } from '../../functions/domain/ballot/find-link.ts'
import { linkFragment } from '../../functions/domain/ballot/link.ts'
import { testLink } from '../../functions/domain/ballot/test-link.ts'
import { everyUndo } from '../../functions/domain/handed-on.ts'
import { button, byId, el } from '../kit/plain/dom.ts'
import { words } from './words/en.ts'

const isThere = (text: string): boolean => {
  const found = findLink(text, everyUndo)
  return found !== null && found !== 'several' && linkFragment(found.link) === linkFragment(testLink)
}

const outcomeOf = (hash: string): keyof typeof words.outcomes => {
  if (hash === `#${linkFragment(testLink)}`) return 'whole'
  if (hash.length < 2) return 'cut'
  return isThere(hash) ? 'changed' : 'broken'
}

const show = (): void => {
  const outcome = outcomeOf(location.hash)
  const { title, text } = words.outcomes[outcome]
  const input = el('textarea', { id: 'mail', rows: '5', spellcheck: 'false', 'aria-describedby': 'found' })
  const found = el('p', { id: 'found', role: 'status' })
  input.addEventListener('input', () => {
    found.textContent = ''
  })
  const look = (): void => {
    const { empty, none } = words.pasted
    found.textContent = input.value.trim() === '' ? empty : isThere(input.value) ? words.pasted.found : none
    input.focus()
  }
  byId('main')?.replaceChildren(
    el('p', { class: 'note' }, words.product),
    el('h1', {}, title),
    el('p', {}, text),
    ...(outcome === 'whole' || outcome === 'changed'
      ? []
      : [el('label', { for: 'mail', class: 'ask' }, words.label), input, button(words.button, 'main', look), found]),
    el('p', { class: 'note' }, words.kept),
  )
  document.title = `${title} · ${words.title}`
}

show()
addEventListener('hashchange', show)
