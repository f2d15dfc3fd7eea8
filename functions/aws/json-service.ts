/**
 * Calls of the JSON services of AWS (DynamoDB, SSM) with AWS's own signer and transport, without the generated client
 * around them: for the functions whose every call counts, somebody's cold start on a phone or a mail a few milliseconds
 * after another. Endpoints, credentials and errors' names are those the SDK has.
 */
import { setTimeout } from 'node:timers/promises'
import { Sha256 } from '@smithy/core/checksum'
import { HttpRequest } from '@smithy/core/protocols'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { SignatureV4 } from '@smithy/signature-v4'
import { lambdaCredentials, serviceEndpoint } from './env.ts'

export type ServiceName = 'dynamodb' | 'ssm'

/** The answer's JSON; throws `ServiceError` for what the service refuses. */
export type ServiceCall = (operation: string, input: object) => Promise<unknown>

/** `name` is the service's code, such as ConditionalCheckFailedException. Its text quotes what was sent, so it is left. */
export class ServiceError extends Error {
  override readonly name: string
  /** As the SDK says it: whose fault it was. */
  readonly $fault: 'client' | 'server'
  constructor(name: string, status: number) {
    super(`${name} (${status})`)
    this.name = name
    this.$fault = status >= 500 ? 'server' : 'client'
  }
}

const protocols: Readonly<Record<ServiceName, { readonly target: string; readonly contentType: string }>> = {
  dynamodb: { target: 'DynamoDB_20120810', contentType: 'application/x-amz-json-1.0' },
  ssm: { target: 'AmazonSSM', contentType: 'application/x-amz-json-1.1' },
}

/** Every write is conditional or repeatable, so a retried one does no harm. */
const attempts = 5
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

const codeOf = (text: string): string => {
  try {
    const { __type } = JSON.parse(text)
    return String(__type).replace(/^.*#/, '')
  } catch {
    return 'UnreadableAnswer'
  }
}

/** One connection pool a service and process. */
export const jsonService = (service: ServiceName): ServiceCall => {
  const { url, region } = serviceEndpoint(service)
  const { target, contentType } = protocols[service]
  const signer = new SignatureV4({ service, region, credentials: async () => lambdaCredentials(), sha256: Sha256 })
  const handler = new NodeHttpHandler(timeouts)
  const { protocol, hostname, port } = url

  const once = async (operation: string, body: string): Promise<unknown> => {
    const headers = { host: url.host, 'content-type': contentType, 'x-amz-target': `${target}.${operation}` }
    const where = { method: 'POST', protocol, hostname, ...(port ? { port: Number(port) } : {}), path: '/', query: {} }
    const signed = await signer.sign({ ...where, headers, body })
    const length = { 'content-length': String(Buffer.byteLength(body)) }
    const request = new HttpRequest({ ...where, headers: { ...signed.headers, ...length }, body })
    const { response } = await handler.handle(request)
    const text = await textOf(response.body)
    if (response.statusCode === 200) return JSON.parse(text)
    throw new ServiceError(codeOf(text), response.statusCode)
  }

  return async (operation, input) => {
    const body = JSON.stringify(input)
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(operation, body)
      } catch (error) {
        if (attempt >= attempts || !isPassing(error)) throw error
        // Full jitter, as AWS's own clients do: what was throttled together does not come again together.
        await setTimeout(Math.random() * Math.min(longestBackoffMilliseconds, backoffMilliseconds * 2 ** attempt))
      }
    }
  }
}
