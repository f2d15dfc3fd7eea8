/**
 * Requests to AWS with its own signer and transport, without the generated clients around them. For functions where
 * each call matters: a participant waits for the cold start, or one mail follows another within milliseconds.
 * Endpoints, credentials and error names are the SDK's.
 */
import { setTimeout } from 'node:timers/promises'
import { HttpRequest } from '@smithy/core/protocols'
import { SignatureV4 } from '@smithy/signature-v4'
import { lambdaCredentials, serviceEndpoint } from './env.ts'
import { Sha256 } from './sha256.ts'
import { transport } from './transport.ts'

/** A refusal by the service. `name` is its code, such as ConditionalCheckFailedException. */
export class ServiceError extends Error {
  override readonly name: string
  /** Whose fault it was, as the SDK has it. */
  readonly $fault: 'client' | 'server'
  constructor(name: string, status: number, message = '') {
    super(message)
    this.name = name
    this.$fault = status >= 500 ? 'server' : 'client'
  }
}

interface RequestSettings {
  /** The service's name in signatures. */
  readonly service: string
  /** The first label of its host name, if that differs. */
  readonly host?: string
  /** Its name in AWS_ENDPOINT_URL_<NAME>, if that differs. */
  readonly named?: string
  /** Another region than the function's. */
  readonly region?: string
  readonly method?: 'GET' | 'POST'
  /** Already encoded. */
  readonly path?: string
  /** How long one attempt may take, where that is longer than most calls take. */
  readonly milliseconds?: number
  /** With 1, nothing that may already have been carried out is repeated. */
  readonly attempts: number
  /** Code and message of an answer that is not a success. */
  readonly refusalIn: (body: string) => { readonly code: string; readonly message?: string }
}

type Sending = (headers: Readonly<Record<string, string>>, body: string) => Promise<string>
/** `attempts`: of this one, where another number than of most. */
type SignedRequest = (...sent: [...Parameters<Sending>, attempts?: number]) => Promise<string>

const backoffMilliseconds = 25
const longestBackoffMilliseconds = 1_000

const passing = /Throttl|ThroughputExceeded|RequestLimitExceeded|TooManyUpdates|TimeoutError/

const isPassing = (error: unknown): boolean =>
  error instanceof ServiceError
    ? error.$fault === 'server' || passing.test(error.name)
    : error instanceof Error && (passing.test(error.name) || 'code' in error)

const textOf = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

/** Returns the answer's body; throws `ServiceError`. Each has its own connection pool. */
export const signedRequests = (settings: RequestSettings): SignedRequest => {
  const { service, host, attempts: usual, refusalIn, method = 'POST', path = '/', milliseconds } = settings
  const { url, region } = serviceEndpoint(settings.named ?? service, host, settings.region)
  const signer = new SignatureV4({ service, region, credentials: async () => lambdaCredentials(), sha256: Sha256 })
  const handler = transport(milliseconds)
  const { protocol, hostname } = url
  const port = url.port ? { port: Number(url.port) } : {}
  const where = { method, protocol, hostname, ...port, path, query: {} }

  const once: Sending = async (headers, body) => {
    const signed = await signer.sign({ ...where, headers: { host: url.host, ...headers }, body })
    const sent = method === 'GET' ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const request = new HttpRequest({
      ...where,
      headers: { ...signed.headers, ...sent },
      ...(method === 'GET' ? {} : { body }),
    })
    const { response } = await handler.handle(request)
    const text = await textOf(response.body)
    if (response.statusCode === 200) return text
    const { code, message } = refusalIn(text)
    throw new ServiceError(code, response.statusCode, message)
  }

  return async (headers, body, attempts = usual) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(headers, body)
      } catch (error) {
        if (attempt >= attempts || !isPassing(error)) throw error
        // Full jitter, as in AWS's own clients, so that requests throttled together do not return together.
        await setTimeout(Math.random() * Math.min(longestBackoffMilliseconds, backoffMilliseconds * 2 ** attempt))
      }
    }
  }
}
