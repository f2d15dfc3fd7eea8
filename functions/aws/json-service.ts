/** Calls to the AWS services that speak JSON: DynamoDB and SSM. */
import { signedRequests } from './signed-requests.ts'

type ServiceName = 'dynamodb' | 'ssm'

/** Returns the parsed answer; throws `ServiceError` if the service refuses. */
export type ServiceCall = (operation: string, input: object) => Promise<unknown>

const protocols: Readonly<Record<ServiceName, { readonly target: string; readonly contentType: string }>> = {
  dynamodb: { target: 'DynamoDB_20120810', contentType: 'application/x-amz-json-1.0' },
  ssm: { target: 'AmazonSSM', contentType: 'application/x-amz-json-1.1' },
}

/** The message is left out because it quotes what was sent. */
const refusalIn = (body: string): { code: string } => {
  try {
    const { __type } = JSON.parse(body)
    return { code: String(__type).replace(/^.*#/, '') }
  } catch {
    return { code: 'UnreadableAnswer' }
  }
}

export const jsonService = (service: ServiceName): ServiceCall => {
  const { target, contentType } = protocols[service]
  // Every write is conditional or repeatable, so a retried one does no harm.
  const request = signedRequests({ service, attempts: 5, refusalIn })
  return async (operation, input) => {
    const headers = { 'content-type': contentType, 'x-amz-target': `${target}.${operation}` }
    return JSON.parse(await request(headers, JSON.stringify(input)))
  }
}
