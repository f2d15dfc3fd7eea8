import { unsubscribe } from '../../functions/domain/words/en.ts'
import { button, byId } from '../kit/plain/dom.ts'
import { nullable, object, text } from '../kit/plain/shape.ts'

/** As it stands behind the #; the server alone knows whether it is one. */
const id = location.hash.slice(1)
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
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ action }),
  })
  if (response.status === 404) return say(unsubscribe.unknown)
  if (!response.ok) return say(unsubscribe.failed)
  const result: unknown = await response.json()
  const stopped = isResult(result) && result.stopped !== null
  stop?.toggleAttribute('hidden', stopped)
  if (action === 'resume') return say(stopped ? unsubscribe.stays : unsubscribe.undone)
  say(unsubscribe.done)
  status?.append(button(unsubscribe.undo, '', () => press('resume')))
}

const press = (action: 'stop' | 'resume'): void => {
  send(action).catch(() => say(unsubscribe.failed))
}

if (!/^[\w-]{8,}$/.test(id)) {
  say(unsubscribe.unknown)
  stop?.toggleAttribute('hidden', true)
}
stop?.addEventListener('click', event => event.isTrusted && press('stop'))
