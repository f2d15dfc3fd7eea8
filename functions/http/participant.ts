/**
 * The two participant functions without a router or a `Request` of their own: their cold start is part of somebody's
 * three minutes on a phone. A handler is a function of an event and gives a status and a body.
 */
import { Refusal } from '../domain/refusal.ts'
import { parseJson } from './body.ts'
import { problemHeaders, problemOf } from './problem.ts'

export interface ParticipantEvent {
  readonly body?: string
  readonly isBase64Encoded?: boolean
  readonly pathParameters?: Readonly<Record<string, string | undefined>>
  readonly requestContext: {
    readonly timeEpoch: number
    readonly requestId: string
    readonly http: { readonly method: string; readonly path: string }
  }
}

export interface ParticipantAnswer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const jsonHeaders = { 'content-type': 'application/json', 'cache-control': 'no-store' } as const

export const answer = (statusCode: number, value: unknown): ParticipantAnswer => ({
  statusCode,
  headers: jsonHeaders,
  body: JSON.stringify(value),
})

/** Refuses `body_too_large` past `maximumBytes`, `invalid_body` where it is no JSON. */
export const jsonBody = (event: ParticipantEvent, maximumBytes: number): unknown => {
  const text = event.body ?? ''
  if (text.length > maximumBytes) throw new Refusal('body_too_large')
  return parseJson(event.isBase64Encoded ? Buffer.from(text, 'base64').toString('utf8') : text)
}

/** Instant at which the gateway took the request. */
export const takenAt = (event: ParticipantEvent): string => new Date(event.requestContext.timeEpoch).toISOString()

/** Refusals become problem documents; anything else is reported by its name and answered with the request id alone. */
export const answering =
  (
    handle: (event: ParticipantEvent) => Promise<ParticipantAnswer>,
    report: (error: Error, requestId: string) => void,
  ): ((event: ParticipantEvent) => Promise<ParticipantAnswer>) =>
  async event => {
    try {
      return await handle(event)
    } catch (error) {
      const { requestId } = event.requestContext
      if (!(error instanceof Refusal) && error instanceof Error) report(error, requestId)
      const problem = problemOf(error, requestId)
      return { statusCode: problem.status, headers: problemHeaders, body: problem.body }
    }
  }
