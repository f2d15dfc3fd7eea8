import { unsubscribe } from '../../functions/domain/words/en.ts'
import { everyUndo, readings } from '../../functions/domain/handed-on.ts'
import { button, byId } from '../kit/plain/dom.ts'
import { nullable, object, text } from '../kit/plain/shape.ts'

const isState = object({ id: text })
/** As it stands behind the #, or stood before a reload; the server alone knows whether it is one. */
const findId = (): string => {
  for (const reading of readings(location.hash, everyUndo)) {
    const id = /^#[\s#]*([\w-]{22})(?![\w%-])/.exec(reading)?.[1]
    if (id === undefined) continue
    history.replaceState({ id }, '', location.pathname)
    return id
  }
  const state: unknown = history.state
  return isState(state) ? state.id : ''
}
const id = findId()
const stop = byId('stop')
const status = byId('status')
const isResult = object({ stopped: nullable(text) })

const say = (words: string): void => {
  if (status) status.textContent = words
}

const send = async (action: 'stop' | 'resume'): Promise<void> => {
  say(unsubscribe.working)
  const response = await fetch(`/api/unsubscribe/${encodeURIComponent(id)}`, {
    method: 'POST',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(30_000),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ action }),
  })
  if (response.status === 404) return say(unsubscribe.unknown)
  if (!response.ok) return say(unsubscribe.failed)
  const result: unknown = await response.json()
  // What says nothing of the address is no answer: a page of some gateway in between.
  if (!isResult(result) || (action === 'stop' && result.stopped === null)) return say(unsubscribe.failed)
  const stopped = result.stopped !== null
  stop?.toggleAttribute('hidden', stopped)
  if (action === 'resume') return say(stopped ? unsubscribe.stays : unsubscribe.undone)
  say(unsubscribe.done)
  status?.append(button(unsubscribe.undo, '', () => press('resume')))
}

const press = (action: 'stop' | 'resume'): void => {
  send(action).catch(() => say(unsubscribe.failed))
}

if (id === '') {
  say(unsubscribe.unknown)
  stop?.toggleAttribute('hidden', true)
}
stop?.addEventListener('click', event => event.isTrusted && press('stop'))
// Another link pasted into the address bar of the open page changes the fragment alone.
addEventListener('hashchange', () => location.hash !== '' && location.reload())
