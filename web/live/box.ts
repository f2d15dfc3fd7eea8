/** The box: what is typed stays on this device until the server has it. */
import { batchSeconds, remarkCharacters } from '../../functions/domain/review/live-link.ts'
import { toHex } from '../kit/plain/bytes.ts'
import { button, el } from '../kit/plain/dom.ts'
import { send, type Trouble } from './channel.ts'
import { keep, recall } from './keep.ts'
import { words } from './words/en.ts'

const retryMilliseconds = 4000
/** By then it is on the board, and the word of it is out of date. */
const shownMilliseconds = (batchSeconds + 5) * 1000

const troubles: Readonly<Record<Exclude<Trouble, 'meeting_ended' | 'unknown_meeting'>, string>> = {
  offline: words.offline,
  too_many_remarks: words.tooMany,
  failed: words.failed,
}

export interface Box {
  readonly element: HTMLElement
  /** What was typed and not sent. */
  readonly unsent: () => string
}

export const makeBox = (key: string, over: (trouble: Trouble) => void): Box => {
  const input = el('textarea', { id: 'text', rows: '4', 'aria-describedby': 'hint left status' })
  const left = el('p', { class: 'note', id: 'left' })
  const status = el('p', { id: 'status', role: 'status' })
  input.value = recall('draft')

  const count = (): void => {
    const rest = remarkCharacters - input.value.trim().length
    left.textContent = rest < 0 ? words.over(-rest) : rest < 100 ? words.left(rest) : ''
    left.className = rest < 0 ? 'alarm' : 'note'
  }
  /** Drawn once for a text: sent again it is the same remark; changed it is another. */
  const idOf = (): string => {
    const id = recall('id') || toHex(crypto.getRandomValues(new Uint8Array(16)))
    keep('id', id)
    return id
  }
  let id = ''
  let busy = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const typed = (): void => {
    clearTimeout(timer)
    id = ''
    keep('id', '')
    keep('draft', input.value)
    count()
    if (status.textContent !== words.sending) status.textContent = ''
  }

  const submit = async (): Promise<void> => {
    const text = input.value.trim()
    if (busy) return
    if (!text) {
      status.textContent = words.empty
      input.focus()
      return
    }
    if (text.length > remarkCharacters) {
      input.focus()
      return
    }
    busy = true
    clearTimeout(timer)
    id ||= idOf()
    input.readOnly = true
    status.textContent = words.sending
    const trouble = await send(key, { id, text })
    busy = false
    input.readOnly = false
    if (trouble === 'meeting_ended' || trouble === 'unknown_meeting') return over(trouble)
    status.textContent = trouble ? troubles[trouble] : words.sent(batchSeconds)
    // Somebody has pressed for this very text; a line that comes back needs no second press.
    if (trouble === 'offline') timer = setTimeout(() => void submit(), retryMilliseconds)
    if (trouble) return
    id = ''
    keep('id', '')
    keep('draft', '')
    input.value = ''
    count()
    timer = setTimeout(() => {
      status.textContent = ''
    }, shownMilliseconds)
  }

  input.addEventListener('input', typed)
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
    button(words.send, 'main', () => void submit()),
    status,
  )
  count()
  return { element: form, unsent: () => input.value.trim() }
}
