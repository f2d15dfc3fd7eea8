/**
 * One signed request to an AWS service that has no client installed here: eight clients for a handful of read calls
 * would outweigh the rest of the project. The SDK does the signing.
 */
import { SSMClient } from '@aws-sdk/client-ssm'
import { SignatureV4 } from '@smithy/signature-v4'
import { Sha256 } from '../../functions/aws/sha256.ts'
import { hostOf } from '../endpoints.ts'

export interface AwsRequest {
  readonly service: string
  readonly host: string
  readonly region: string
  readonly method?: string
  readonly path?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/** The text of the answer. Throws an error with the service's name and the status for anything but 2xx. */
export type Call = (request: AwsRequest) => Promise<string>

/** Where calls go. */
export interface Aws {
  readonly call: Call
  readonly region: string
}

/** A call in the JSON protocols, which name the operation in a header. */
export const target = (
  { call, region }: Aws,
  service: string,
  operation: string,
  body: unknown,
  version = '1.1',
): Promise<string> =>
  call({
    service,
    host: hostOf(service, region),
    region,
    headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': operation },
    body: JSON.stringify(body),
  })

/** Credentials come from wherever the SDK finds them: environment, profile or single sign-on. */
export const signedCall = (): Call => {
  const { credentials } = new SSMClient({}).config
  return async ({ service, host, region, method = 'POST', path = '/', query = {}, headers = {}, body }) => {
    const signer = new SignatureV4({ service, region, credentials, sha256: Sha256, uriEscapePath: service !== 's3' })
    const signed = await signer.sign({
      method,
      protocol: 'https:',
      hostname: host,
      path,
      query: { ...query },
      headers: { host, ...headers },
      ...(body === undefined ? {} : { body }),
    })
    const search = new URLSearchParams(query).toString()
    const answer = await fetch(`https://${host}${path}${search ? `?${search}` : ''}`, {
      method,
      headers: signed.headers,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${service} answers ${answer.status} ${codeOf(text)}`)
    return text
  }
}

/** The service's own error name, from JSON or XML. */
export const codeOf = (text: string): string =>
  /"(?:__type|code)"\s*:\s*"(?:[^"#]*#)?([^"]+)"/i.exec(text)?.[1] ?? /<Code>([^<]+)<\/Code>/.exec(text)?.[1] ?? ''

/** A call with whatever credentials there are, in the region that is set. Throws where none is. */
export const signedAws = async (): Promise<Aws> => ({
  call: signedCall(),
  region: await new SSMClient({}).config.region(),
})
