/** One loopback server for SSM, SES, Lambda and Bedrock: the SDK's endpoint variables point here. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import * as z from 'zod'
import type { Bedrock } from './bedrock.ts'
import type { Concurrency } from './concurrency.ts'
import type { Functions } from './functions.ts'
import { isLambdaName } from './functions.ts'
import { readBody, send } from './http.ts'
import type { Ses } from './ses.ts'
import type { Parameters } from './ssm.ts'

export interface AwsServer {
  readonly url: string
  readonly stop: () => Promise<void>
}

export interface AwsParts {
  readonly ses: Ses
  readonly parameters: Parameters
  readonly bedrock: Bedrock
  readonly functions: () => Functions
  readonly concurrency: Pick<Concurrency, 'reserve'>
}

const invocation = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/
const reservation = /^\/2017-10-31\/functions\/([^/]+)\/concurrency$/
const roomSchema = z.object({ ReservedConcurrentExecutions: z.int().min(0) })

const json = 'application/x-amz-json-1.1'

const invokeFunction = async (
  functions: Functions,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const text = (await readBody(request)).toString()
  if (!isLambdaName(name)) {
    send(response, 404, json, JSON.stringify({ Type: 'User', Message: `Function not found: ${name}` }), {
      'x-amzn-errortype': 'ResourceNotFoundException',
    })
    return
  }
  const event: unknown = text ? JSON.parse(text) : {}
  if (request.headers['x-amz-invocation-type'] === 'Event') {
    functions.start(name, event)
    send(response, 202, json, '')
    return
  }
  const outcome = await functions.invoke(name, event)
  send(response, 200, json, outcome.payload, outcome.failed ? { 'x-amz-function-error': 'Unhandled' } : {})
}

const answer = async (parts: AwsParts, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { pathname } = new URL(request.url ?? '/', 'http://aws.local')
  const name = invocation.exec(pathname)?.[1]
  if (name) {
    await invokeFunction(parts.functions(), decodeURIComponent(name), request, response)
    return
  }
  const body = (await readBody(request)).toString()
  const reserved = reservation.exec(pathname)?.[1]
  if (reserved !== undefined && isLambdaName(reserved)) {
    const room = request.method === 'DELETE' ? null : roomSchema.parse(JSON.parse(body))
    parts.concurrency.reserve(reserved, room?.ReservedConcurrentExecutions ?? null)
    send(response, room ? 200 : 204, json, room ? JSON.stringify(room) : '')
    return
  }
  const read = await parts.bedrock.answer(pathname, body)
  if (read) {
    send(response, read.status, 'application/json', JSON.stringify(read.body), read.headers)
    return
  }
  const [service, operation] = String(request.headers['x-amz-target'] ?? '').split('.')
  if (service === 'AmazonSSM' && operation) {
    const { status, body: result } = parts.parameters.answer(operation, JSON.parse(body || '{}'))
    send(response, status, json, JSON.stringify(result))
    return
  }
  const { status, body: xml } = await parts.ses.answer(new URLSearchParams(body))
  send(response, status, 'text/xml', xml)
}

export const startAws = async (parts: AwsParts): Promise<AwsServer> => {
  const server = createServer((request, response) => {
    answer(parts, request, response).catch((error: unknown) => {
      console.error(error)
      send(response, 500, json, '{}')
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('aws: no address')
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise(resolve => {
        server.close(resolve)
      })
    },
  }
}
