/** The batches, the newest first; what was hidden is counted. */
import { el } from '../kit/plain/dom.ts'
import { type Board, reader, type Trouble } from './channel.ts'
import { words } from './words/en.ts'

/** An answer takes some milliseconds and mostly has no body: often enough that a batch is there within its own length. */
const pollMilliseconds = 5000

export interface BoardView {
  readonly element: HTMLElement
  readonly stop: () => void
}

/** `over`: the channel has closed, or the key is not known any more. */
export const watchBoard = (key: string, over: (trouble: Trouble) => void): BoardView => {
  const read = reader(key)
  const said = el('p', { class: 'note', role: 'status', id: 'news' })
  const line = el('p', { class: 'alarm', role: 'status' })
  const hidden = el('p', { class: 'note' })
  const nothing = el('p', { class: 'note' }, words.nothing)
  const batches = el('ol', { class: 'batches' })
  const element = el('section', { 'aria-labelledby': 'board' })
  element.append(el('h2', { id: 'board' }, words.board), said, line, hidden, nothing, batches)

  const shown = new Map<string, HTMLElement>()
  let hiddenIds: readonly string[] = []
  let after = 0
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const clear = (): void => {
    batches.replaceChildren()
    shown.clear()
    after = 0
  }

  const remove = (id: string): void => {
    const item = shown.get(id)
    const batch = item?.closest('.batch')
    item?.remove()
    if (batch && !batch.querySelector('li')) batch.remove()
    shown.delete(id)
  }

  const show = (board: Board): void => {
    const first = after === 0
    hiddenIds = board.hiddenIds
    for (const id of hiddenIds) remove(id)
    const fresh = board.remarks.filter(({ id }) => !shown.has(id))
    for (const number of new Set(fresh.map(({ batch }) => batch))) {
      const items = fresh
        .filter(({ batch }) => batch === number)
        .map(({ id, text }) => {
          const item = el('li', {}, text)
          shown.set(id, item)
          return item
        })
      const list = el('ul', { 'aria-label': words.batch(number) }, ...items)
      batches.prepend(el('li', { class: first ? 'batch' : 'batch fresh' }, list))
    }
    after = board.batch
    hidden.textContent = board.hidden > 0 ? words.hidden(board.hidden) : ''
    nothing.hidden = shown.size > 0
    if (!first && fresh.length > 0) said.textContent = words.fresh(fresh.length)
  }

  const look = async (): Promise<void> => {
    const board = await read(after)
    if (stopped) return
    if (board === 'meeting_ended' || board === 'unknown_meeting') return over(board)
    line.textContent = typeof board === 'string' ? words.behind : ''
    if (board === null || typeof board === 'string') return
    // Put back by the facilitator: it stands in a batch that was read already.
    if (hiddenIds.some(id => !board.hiddenIds.includes(id))) {
      clear()
      hiddenIds = []
      return look()
    }
    show(board)
  }

  const again = (): void => {
    clearTimeout(timer)
    if (stopped || document.visibilityState === 'hidden') return
    void look().finally(() => {
      timer = setTimeout(again, pollMilliseconds)
    })
  }
  document.addEventListener('visibilitychange', again)
  addEventListener('online', again)
  again()
  return {
    element,
    stop: () => {
      stopped = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', again)
      removeEventListener('online', again)
    },
  }
}
