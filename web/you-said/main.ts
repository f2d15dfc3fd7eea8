/** `/you-said/`: what leadership answered, for everybody who was asked. It needs no sign-in and sends nothing of its reader. */
import './you-said.css'
import { youSaid as words } from '../../functions/domain/words/en.ts'
import { button, byId, el } from '../kit/plain/dom.ts'
import { readReplies, repliesNodes } from '../kit/plain/replies.ts'

const show = (...parts: readonly Node[]): void =>
  byId('main')?.replaceChildren(
    el('p', { class: 'kicker' }, words.product),
    el('h1', { tabindex: '-1' }, words.title),
    el('p', {}, words.lead),
    ...parts,
  )

const load = async (): Promise<void> => {
  show(el('p', { role: 'status' }, words.loading))
  const replies = await readReplies((...call) => fetch(...call))
  if (replies === null)
    show(el('p', { class: 'alarm', role: 'alert' }, words.failed), button(words.again, 'main', look))
  else if (replies.length === 0) show(el('p', {}, words.none))
  else show(...repliesNodes(replies, 'h2'))
  byId(location.hash.slice(1))?.scrollIntoView()
}

const look = (): void => void load()

document.title = `${words.title} · ${words.product}`
look()
