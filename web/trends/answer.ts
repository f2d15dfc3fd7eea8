/** The answers of `GET /api/trends` and `/api/trends/recent` as this page reads them, and the calls. */
import type { Trends } from './parts/shown.ts'
import { type AccountRefusal, expire, isAccountRefusal, notAllowed, signedIn } from '../kit/session/session.ts'
import { type Guard, list, nullable, number, object, oneOf, text } from '../kit/plain/shape.ts'

const maybe = nullable(number)

const measure = nullable(object({ kind: oneOf(['exact', 'atLeast', 'atMost']), value: number, lo: maybe, hi: maybe }))

const point = object({
  quarter: text,
  state: oneOf(['shown', 'hidden', 'none']),
  line: maybe,
  invited: maybe,
  n: maybe,
  mean: measure,
  share: measure,
  distribution: nullable(list(number)),
  silent: nullable(object({ meanLo: number, meanHi: number, favLo: number, favHi: number })),
  sentence: text,
})

const series = object({
  id: text,
  kind: oneOf(['item', 'score']),
  name: text,
  reversed: oneOf([true, false]),
  scale: object({ min: number, max: number, favourableFrom: number, unfavourableTo: number }),
  lines: list(object({ question: text, instruments: list(text), from: text, to: text })),
  points: list(point),
  trends: list(
    object({
      line: number,
      points: number,
      state: oneOf(['too-early', 'none', 'rising', 'falling']),
      lo: maybe,
      hi: maybe,
      fit: nullable(object({ from: text, fromValue: number, to: text, toValue: number })),
      sentence: text,
    }),
  ),
  limits: list(
    object({
      line: number,
      centre: number,
      lo: number,
      hi: number,
      provisional: oneOf([true, false]),
      outside: list(text),
    }),
  ),
})

const learning = object({
  quarter: text,
  to: text,
  edition: nullable(text),
  recurrence: object({
    from: text,
    total: number,
    recurring: number,
    classified: number,
    rate: maybe,
    lo: maybe,
    hi: maybe,
    lookBackMonths: number,
    sentence: text,
  }),
  closure: object({ opened: number, completed: number, deprioritised: number, velocity: maybe }),
  systemic: object({ systemic: number, opened: number, share: maybe, lo: maybe, hi: maybe }),
  ages: object({
    open: number,
    p50: maybe,
    p75: maybe,
    p90: maybe,
    over: number,
    still: number,
    bands: list(object({ from: number, to: maybe, count: number })),
  }),
  participation: object({
    meetings: number,
    attendees: number,
    speakers: number,
    ratio: maybe,
    lo: maybe,
    hi: maybe,
    gini: maybe,
  }),
  incidents: object({
    total: number,
    services: object({ names: list(object({ name: text, count: number })), further: number }),
    servicesSentence: text,
    hours: list(number),
    hoursTold: oneOf([true, false]),
    hoursSentence: text,
  }),
})

export const isTrends: Guard<Trends> = object({
  group: nullable(text),
  instrument: nullable(text),
  groups: list(text),
  instruments: list(object({ id: text })),
  quarters: list(
    object({
      quarter: text,
      state: oneOf(['published', 'withheld', 'none']),
      instrument: nullable(text),
      invited: maybe,
      answered: maybe,
      headline: text,
      response: text,
      groups: nullable(text),
    }),
  ),
  series: list(series),
  byGroup: list(
    object({
      label: text,
      points: list(point),
    }),
  ),
  moved: list(text),
  markers: list(object({ quarter: text, kind: oneOf(['instrument', 'format']), text })),
  learning: list(learning),
})

export type Trouble = 'unreachable' | 'unreadable' | 'unknown'

export interface Filter {
  readonly group: string | null
  readonly instrument: string | null
}

const query = ({ group, instrument }: Filter): string => {
  const parameters = new URLSearchParams()
  if (group !== null) parameters.set('group', group)
  if (instrument !== null) parameters.set('instrument', instrument)
  return parameters.size > 0 ? `?${parameters}` : ''
}

const isProblem = object({ code: text })

const whyRefused = async (response: Response): Promise<AccountRefusal> => {
  const problem: unknown = await response.json().catch(() => null)
  return isProblem(problem) && isAccountRefusal(problem.code) ? problem.code : 'not_allowed'
}

/** Longer than any answer takes. */
const patience = 40_000

const fetched = async (path: string): Promise<Response | Trouble | null> => {
  const now = signedIn()
  const headers = now.state === 'signed-in' ? { authorization: `Bearer ${now.session.idToken}` } : {}
  const response = await fetch(path, { headers, cache: 'no-store', signal: AbortSignal.timeout(patience) }).catch(
    () => null,
  )
  if (!response) return 'unreachable'
  if (response.ok) return response
  const { status } = response
  if (status === 401) expire()
  else if (status === 403) notAllowed(await whyRefused(response))
  else return status === 400 ? 'unknown' : 'unreachable'
  return null
}

/** `whole`: everything, and not only what is drawn at first. Null: the sign-in says what is the matter. */
export const readTrends = async (filter: Filter, whole: boolean): Promise<Trends | Trouble | null> => {
  const response = await fetched(`/api/trends${whole ? '' : '/recent'}${query(filter)}`)
  if (!(response instanceof Response)) return response
  const value: unknown = await response.json().catch(() => null)
  return isTrends(value) ? value : 'unreadable'
}

export const readCsv = async (filter: Filter): Promise<{ csv: string } | Trouble | null> => {
  const response = await fetched(`/api/trends.csv${query(filter)}`)
  return response instanceof Response ? { csv: await response.text() } : response
}

/** What is chosen stands in the address, so that it can be sent to somebody. */
export const filterOf = (hash: string): Filter => {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''))
  return { group: parameters.get('group') || null, instrument: parameters.get('instrument') || null }
}
export const hashOf = (filter: Filter): string => query(filter).replace('?', '#') || '#'
