/** The box: what is typed stays on this device until somebody presses; from then on it is the outbox's. */
import { batchSeconds, remarkCharacters } from '../../functions/domain/review/live-link.ts'
import { toHex } from '../kit/plain/bytes.ts'
import { button, el } from '../kit/plain/dom.ts'
import type { Trouble } from './channel.ts'
import { keep, recall } from './keep.ts'
import { makeOutbox, type Standing } from './outbox.ts'
import { words } from './words/en.ts'

/** By then it is on the board, and the word of it is out of date. */
const shownMilliseconds = (batchSeconds + 5) * 1000

const refusals: Readonly<Partial<Record<Trouble, string>>> = {
  channel_full: words.full,
  remark_too_long: words.tooLong,
}

export interface Box {
  readonly element: HTMLElement
  /** What was typed, or pressed for, and is not on the server. */
  readonly unsent: () => string[]
  readonly stop: () => void
}

export const makeBox = (key: string, over: (trouble: Trouble) => void): Box => {
  const input = el('textarea', { id: 'text', rows: '4', 'aria-describedby': 'hint left status' })
  const left = el('p', { class: 'note', id: 'left' })
  const status = el('p', { id: 'status', role: 'status' })
  input.value = recall('draft')
  let given: Standing['refused'] = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const say = (text: string): void => {
    if (status.textContent !== text) status.textContent = text
  }
  const count = (): void => {
    const rest = remarkCharacters - input.value.trim().length
    left.textContent = rest < 0 ? words.over(-rest) : rest < 100 ? words.left(rest) : ''
    left.className = rest < 0 ? 'alarm' : 'note'
  }
  const write = (text: string): void => {
    input.value = text
    keep('draft', text)
    count()
  }

  const told = ({ waiting, why, sent, refused }: Standing): void => {
    clearTimeout(timer)
    if (refused) {
      // Told again with every try of another, it is given back once. Whatever was begun since stays too.
      if (refused !== given) write([refused.text, input.value.trim()].filter(Boolean).join('\n'))
      given = refused
      say(refusals[refused.code] ?? words.failed)
    } else if (waiting > 0) {
      say(why === null ? words.sending : why === 'offline' ? words.offline(waiting) : words.busy(waiting))
    } else if (sent > 0) {
      say(words.sent(batchSeconds))
      timer = setTimeout(() => say(''), shownMilliseconds)
    }
  }
  const outbox = makeOutbox(key, told, over)

  const submit = (): void => {
    const text = input.value.trim()
    if (!text) say(words.empty)
    if (!text || text.length > remarkCharacters) {
      input.focus()
      return
    }
    write('')
    outbox.add({ id: toHex(crypto.getRandomValues(new Uint8Array(16))), text })
  }

  input.addEventListener('input', () => {
    keep('draft', input.value)
    count()
    if (outbox.unsent().length === 0) say('')
  })
  const form = el('form', { novalidate: true })
  form.addEventListener('submit', event => event.preventDefault())
  form.append(
    el(
      'div',
      { class: 'q' },
      el('label', { for: 'text', class: 'ask' }, words.label),
      el('p', { class: 'hint', id: 'hint' }, words.hint),
      input,
      left,
    ),
    button(words.send, 'main', submit),
    status,
  )
  count()
  return {
    element: form,
    unsent: () => [...outbox.unsent(), input.value.trim()].filter(Boolean),
    stop: () => {
      outbox.stop()
      clearTimeout(timer)
    },
  }
}
