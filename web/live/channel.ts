/** The two calls of the channel, by the meeting's key alone: no cookie, no referrer, nothing of this device. */
import { type Guarded, list, number, object, parsed, text } from '../kit/plain/shape.ts'

const isBoard = object({
  title: text,
  batch: number,
  batchSeconds: number,
  remarks: list(object({ id: text, batch: number, text })),
  hidden: number,
  hiddenIds: list(text),
})
export type Board = Guarded<typeof isBoard>

/** 'offline' where no answer came; else the code of a refusal. */
export type Trouble = 'offline' | 'meeting_ended' | 'unknown_meeting' | 'too_many_remarks' | 'failed'

const known: readonly Trouble[] = ['meeting_ended', 'unknown_meeting', 'too_many_remarks']
const isProblem = object({ code: text })

const ask = async (
  key: string,
  address: string,
  headers: Readonly<Record<string, string>>,
  init: Pick<RequestInit, 'method' | 'body'> = {},
): Promise<Response | Trouble> => {
  const response = await fetch(address, {
    ...init,
    headers: { ...headers, authorization: `Bearer ${key}` },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  }).catch(() => null)
  if (!response || response.status >= 502) return 'offline'
  if (response.ok || response.status === 304) return response
  const problem: unknown = await response.json().catch(() => null)
  return known.find(code => isProblem(problem) && problem.code === code) ?? 'failed'
}

/** Null once it is on the server, however often it was sent before. */
export const send = async (key: string, remark: { id: string; text: string }): Promise<Trouble | null> => {
  const headers = { 'content-type': 'application/json' }
  const answer = await ask(key, '/api/live', headers, { method: 'POST', body: JSON.stringify(remark) })
  return typeof answer === 'string' ? answer : null
}

/** Reads on from what was read before; null where nothing has changed since. */
export const reader = (key: string): ((after: number) => Promise<Board | Trouble | null>) => {
  let tag = ''
  let asked = -1
  return async after => {
    const headers: Record<string, string> = tag && asked === after ? { 'if-none-match': tag } : {}
    const answer = await ask(key, `/api/live?after=${after}`, headers)
    if (typeof answer === 'string') return answer
    if (answer.status === 304) return null
    const board = parsed(isBoard, await answer.text().catch(() => null))
    if (!board) return 'failed'
    tag = answer.headers.get('etag') ?? ''
    asked = after
    return board
  }
}
