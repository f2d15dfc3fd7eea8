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
export type Trouble =
  | 'offline'
  | 'meeting_ended'
  | 'unknown_meeting'
  | 'too_many_remarks'
  | 'channel_full'
  | 'remark_too_long'
  | 'failed'

const known: readonly Trouble[] = [
  'meeting_ended',
  'unknown_meeting',
  'too_many_remarks',
  'channel_full',
  'remark_too_long',
]

interface Refused {
  readonly trouble: Trouble
  /** Null where nobody has said how long to wait. */
  readonly retryAfterSeconds: number | null
}
const isProblem = object({ code: text })

/** A room's network may take a request and never answer: then it is tried again. */
const patience = 15_000

const ask = async (
  key: string,
  address: string,
  headers: Readonly<Record<string, string>>,
  init: Pick<RequestInit, 'method' | 'body'> = {},
): Promise<Response | Refused> => {
  const response = await fetch(address, {
    ...init,
    headers: { ...headers, authorization: `Bearer ${key}` },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    signal: AbortSignal.timeout(patience),
  }).catch(() => null)
  if (response?.ok || response?.status === 304) return response
  const wait = Number.parseInt(response?.headers.get('retry-after') ?? '', 10)
  const retryAfterSeconds = wait > 0 ? wait : null
  if (!response || response.status >= 500) return { trouble: 'offline', retryAfterSeconds }
  const problem: unknown = await response.json().catch(() => null)
  const code = known.find(one => isProblem(problem) && problem.code === one)
  // A gateway that lets nobody else through has words of its own.
  return { trouble: code ?? (response.status === 429 ? 'too_many_remarks' : 'failed'), retryAfterSeconds }
}

export type Answer = Omit<Refused, 'trouble'> & { readonly trouble: Trouble | null }

/** No trouble once it is on the server, however often it was sent before. */
export const send = async (key: string, remark: { id: string; text: string }): Promise<Answer> => {
  const headers = { 'content-type': 'application/json' }
  const answer = await ask(key, '/api/live', headers, { method: 'POST', body: JSON.stringify(remark) })
  return answer instanceof Response ? { trouble: null, retryAfterSeconds: null } : answer
}

/** Reads on from what was read before; null where nothing has changed since. */
export const reader = (key: string): ((after: number) => Promise<Board | Trouble | null>) => {
  let tag = ''
  let asked = -1
  return async after => {
    const headers: Record<string, string> = tag && asked === after ? { 'if-none-match': tag } : {}
    const answer = await ask(key, `/api/live?after=${after}`, headers)
    if (!(answer instanceof Response)) return answer.trouble
    if (answer.status === 304) return null
    const body = await answer.text().catch(() => null)
    if (body === null) return 'offline'
    const board = parsed(isBoard, body)
    if (!board) return 'failed'
    tag = answer.headers.get('etag') ?? ''
    asked = after
    return board
  }
}
