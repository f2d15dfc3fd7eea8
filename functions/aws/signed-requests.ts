/**
 * Requests to AWS with its own signer and transport, without the generated clients around them: for the functions whose
 * every call counts, somebody's cold start on a phone or a mail a few milliseconds after another. Endpoints, credentials
 * and errors' names are those the SDK has.
 */
import { setTimeout } from 'node:timers/promises'
import { HttpRequest } from '@smithy/core/protocols'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { SignatureV4 } from '@smithy/signature-v4'
import { lambdaCredentials, serviceEndpoint } from './env.ts'
import { Sha256 } from './sha256.ts'

/** What the service refuses: `name` is its code, such as ConditionalCheckFailedException. */
export class ServiceError extends Error {
  override readonly name: string
  /** As the SDK says it: whose fault it was. */
  readonly $fault: 'client' | 'server'
  constructor(name: string, status: number, message = '') {
    super(message)
    this.name = name
    this.$fault = status >= 500 ? 'server' : 'client'
  }
}

export interface RequestSettings {
  /** Name of the service in signatures. */
  readonly service: string
  /** First label of its address, where that is another name. */
  readonly host?: string
  /** 1: what could have been carried out is not repeated. */
  readonly attempts: number
  /** Code and message of an answer that is no success. */
  readonly refusalIn: (body: string) => { readonly code: string; readonly message?: string }
}

export type SignedRequest = (headers: Readonly<Record<string, string>>, body: string) => Promise<string>

const backoffMilliseconds = 25
const longestBackoffMilliseconds = 1_000

/** What hangs is given up before the function's time is over. */
const timeouts = { connectionTimeout: 2_000, requestTimeout: 4_000, throwOnRequestTimeout: true }

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

/** Gives the answer's body; throws `ServiceError`. One pool of connections each. */
export const signedRequests = ({ service, host, attempts, refusalIn }: RequestSettings): SignedRequest => {
  const { url, region } = serviceEndpoint(service, host)
  const signer = new SignatureV4({ service, region, credentials: async () => lambdaCredentials(), sha256: Sha256 })
  const handler = new NodeHttpHandler(timeouts)
  const { protocol, hostname } = url
  const port = url.port ? { port: Number(url.port) } : {}
  const where = { method: 'POST', protocol, hostname, ...port, path: '/', query: {} }

  const once: SignedRequest = async (headers, body) => {
    const length = String(Buffer.byteLength(body))
    const signed = await signer.sign({ ...where, headers: { host: url.host, ...headers }, body })
    const request = new HttpRequest({ ...where, headers: { ...signed.headers, 'content-length': length }, body })
    const { response } = await handler.handle(request)
    const text = await textOf(response.body)
    if (response.statusCode === 200) return text
    const { code, message } = refusalIn(text)
    throw new ServiceError(code, response.statusCode, message)
  }

  return async (headers, body) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(headers, body)
      } catch (error) {
        if (attempt >= attempts || !isPassing(error)) throw error
        // Full jitter, as AWS's own clients do: what was throttled together does not come again together.
        await setTimeout(Math.random() * Math.min(longestBackoffMilliseconds, backoffMilliseconds * 2 ** attempt))
      }
    }
  }
}
