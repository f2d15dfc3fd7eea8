/** `/live/#<key>`: one small page for whoever is in the meeting. The key is taken out of the address bar at once. */
import './live.css'
import { findLiveKey, liveKeyOf } from '../../functions/domain/review/live-link.ts'
import { button, byId, el } from '../kit/plain/dom.ts'
import { watchBoard } from './board.ts'
import { makeBox } from './box.ts'
import { forget, keep, recall } from './keep.ts'
import { words } from './words/en.ts'

const main = byId('main')

const takeKey = (): string | null => {
  const key = findLiveKey(location.hash)
  if (!key) return liveKeyOf(recall('key'))
  // A draft of another meeting does not belong on this board.
  if (recall('key') !== key) forget()
  keep('key', key)
  // Where it can't be kept it stays, or a reload would lose it.
  history.replaceState(null, '', recall('key') === key ? location.pathname : `#${key}`)
  return key
}

const show = (...parts: readonly Node[]): void =>
  main?.replaceChildren(el('p', { class: 'kicker' }, words.product), ...parts)

const heading = (text: string): HTMLElement => el('h1', { tabindex: '-1' }, text)

const askForKey = (trouble: string): void => {
  const wrong = el('p', { class: 'alarm', id: 'wrong', role: 'alert' }, trouble)
  const input = el('input', {
    type: 'text',
    id: 'code',
    autocapitalize: 'none',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'wrong',
  })
  const open = (): void => {
    const key = findLiveKey(input.value)
    if (key) {
      keep('key', key)
      begin(key)
    } else {
      wrong.textContent = words.key.wrong
      input.focus()
    }
  }
  const form = el('form', { novalidate: true })
  form.addEventListener('submit', event => {
    event.preventDefault()
    open()
  })
  form.append(
    el('div', { class: 'q' }, el('label', { for: 'code', class: 'ask' }, words.key.label), input),
    wrong,
    button(words.key.button, 'main', open),
  )
  show(heading(words.key.title), el('p', {}, words.key.text), form)
}

const begin = (key: string): void => {
  const over = (trouble: string): void => {
    board.stop()
    box.stop()
    const unsent = box.unsent()
    forget()
    if (trouble === 'unknown_meeting') {
      keep('draft', unsent.join('\n'))
      askForKey(words.key.unknown)
      return
    }
    const title = heading(words.closed.title)
    show(
      title,
      el('p', { id: 'closed' }, words.closed.text),
      ...(unsent.length > 0 ? [el('p', { class: 'note' }, words.closed.unsent)] : []),
      ...unsent.map(text => el('blockquote', {}, text)),
    )
    title.focus()
  }
  const box = makeBox(key, over)
  const board = watchBoard(key, over)
  const known = el('details', { class: 'q' })
  known.append(
    el('summary', { class: 'ask' }, words.privacy.title),
    el('ul', {}, ...words.privacy.list.map(text => el('li', {}, text))),
  )
  show(heading(words.title), el('p', {}, words.lead), box.element, board.element, known)
}

const start = (): void => {
  document.title = `${words.title} · Murmur`
  const key = takeKey()
  if (key) begin(key)
  else askForKey('')
}
start()
// A link pasted into the address bar of an open page changes the fragment alone.
addEventListener('hashchange', () => findLiveKey(location.hash) && location.reload())
