/**
 * The two participant functions do without a router and without `Request`, because a participant waits for their cold
 * start. A handler is a function from an event to a status and a body.
 */
import { preferredBy } from '../domain/language/language.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Declaration, Handled } from './operation.ts'
import { problemOf } from './problem.ts'

export interface ParticipantEvent {
  /** As the gateway names its route: `PUT /api/ballots`. */
  readonly routeKey: string
  readonly body?: string
  readonly isBase64Encoded?: boolean
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>>
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
  readonly isBase64Encoded?: true
}

/** Shorter than this gains nothing by it; `app.ts` begins here as well. */
const compressedFromBytes = 1024

/** CloudFront compresses only what it may keep, and nothing of this may be kept. */
const compressed = async (answer: ParticipantAnswer, accepted = ''): Promise<ParticipantAnswer> => {
  if (answer.body.length < compressedFromBytes || !/\bgzip\b/.test(accepted)) return answer
  // Loaded for what is long alone: a ballot's answer is short, and its start is waited for.
  const { gzipSync } = await import('node:zlib')
  const headers = { ...answer.headers, 'content-encoding': 'gzip' }
  return { ...answer, headers, body: gzipSync(answer.body).toString('base64'), isBase64Encoded: true }
}

const jsonHeaders = { 'content-type': 'application/json', 'cache-control': 'no-store' } as const

/** Refuses `not_found` for a route of no operation, although the gateway's routes are made from them. */
export const participantApi = <Dependencies>(
  operations: readonly (Declaration & Handled<Dependencies>)[],
  dependencies: Dependencies,
): ((event: ParticipantEvent) => Promise<ParticipantAnswer>) => {
  const bound = new Map(operations.map(one => [`${one.method} ${one.path}`, one.bind(dependencies)]))
  return async event => {
    const answer = bound.get(event.routeKey)
    if (!answer) throw new Refusal('not_found')
    const { requestContext, pathParameters = {}, queryStringParameters = {}, headers = {} } = event
    const { status, json } = await answer({
      path: requestContext.http.path,
      params: pathParameters,
      query: name => queryStringParameters[name],
      header: name => headers[name],
      bytes: async () => Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
      caller: null,
      now: new Date(requestContext.timeEpoch).toISOString(),
      requestId: requestContext.requestId,
    })
    return compressed(
      { statusCode: status, headers: jsonHeaders, body: JSON.stringify(json) },
      headers['accept-encoding'],
    )
  }
}

/** Turns refusals into problem documents. Anything else is reported by name and answered with the request id alone. */
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
      if (!(error instanceof Refusal)) report(error instanceof Error ? error : new Error('thrown'), requestId)
      const problem = problemOf(error, requestId, preferredBy(event.headers?.['accept-language']))
      return { statusCode: problem.status, headers: problem.headers, body: problem.body }
    }
  }
