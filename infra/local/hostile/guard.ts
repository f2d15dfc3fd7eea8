/**
 * Stands between the functions and the AWS of this machine. Who calls is told by the access key, which is the name of the
 * function; what its role does not grant is refused, as AWS would, and noted. A connection that a function kept from an
 * earlier minute is reset, since it froze in between and AWS has closed it.
 */
import { Agent, createServer, type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { LambdaName } from '../../../functions/manifest.ts'
import { isLambdaName } from '../emulators/functions.ts'
import { readBody } from '../emulators/http.ts'
import { type Call, callOf } from './asked.ts'
import { type Answered, type Layer, refusal, type Reply, type Send } from './replies.ts'
import type { May } from './roles.ts'

export interface GuardSettings {
  readonly backends: { readonly dynamodb: string; readonly aws: string }
  readonly may: May
  /** From the function to AWS. */
  readonly layers: readonly Layer[]
  readonly log: (name: string, line: string) => void
}

interface Throttled {
  readonly reads: number
  readonly writes: number
}

export interface Guard {
  readonly url: string
  /** What roles did not grant so far, each once. */
  readonly refused: () => string[]
  /** How many calls each table has throttled so far, as its metrics would say. */
  readonly throttled: () => Readonly<Record<string, Throttled>>
  /** A new minute: functions wake from their frozen state. */
  readonly wake: () => void
  readonly stop: () => Promise<void>
}

const callerOf = ({ headers }: IncomingMessage): LambdaName | null => {
  const name = /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? ''
  return isLambdaName(name) ? name : null
}

const kept = ['content-type', 'x-amzn-errortype', 'x-amz-function-error'] as const

const replyOf = async (response: IncomingMessage): Promise<Reply> => ({
  status: response.statusCode ?? 500,
  headers: Object.fromEntries(
    kept.flatMap(name => {
      const value = response.headers[name]
      return typeof value === 'string' ? [[name, value]] : []
    }),
  ),
  body: (await readBody(response)).toString(),
})

const sending =
  (backends: GuardSettings['backends'], agent: Agent): Send =>
  ({ service, method, url, headers, body }) =>
    new Promise((resolve, reject) => {
      const target = new URL(url, service === 'dynamodb' ? backends.dynamodb : backends.aws)
      const sent = { ...headers, host: target.host, 'content-length': String(Buffer.byteLength(body)) }
      httpRequest(target, { method, headers: sent, agent }, response => resolve(replyOf(response)))
        .on('error', reject)
        .end(body)
    })

/** Which attributes and which of a query's ways, never a key: that may be an address. */
const wordsOf = ({ asked, about }: Call, caller: LambdaName): string => {
  const [first] = asked
  const { 'dynamodb:Attributes': attributes = [], 'dynamodb:Select': select = [] } = first?.context ?? {}
  return [`${caller} ${first?.action ?? ''} ${about}`, ...select, ...attributes].join(' ')
}

export const startGuard = async (settings: GuardSettings): Promise<Guard> => {
  const refused = new Set<string>()
  let minute = 0
  const lastUsed = new WeakMap<Socket, number>()

  const deny = (call: Call, caller: LambdaName): Reply => {
    const words = wordsOf(call, caller)
    refused.add(words)
    settings.log('guard', `AccessDeniedException ${words}`)
    return refusal(call.service, 'denied', `${caller} is not authorized to perform: ${call.asked[0]?.action ?? ''}`)
  }

  const throttled: Record<string, Throttled> = {}
  const note = ({ service, operation, about }: Call, reply: Answered): void => {
    if (service !== 'dynamodb' || reply?.status !== 400 || !reply.body.includes('ThrottlingException')) return
    const [table = ''] = about.split('/')
    const { reads, writes } = throttled[table] ?? { reads: 0, writes: 0 }
    const isRead = operation === 'GetItem' || operation === 'Query'
    throttled[table] = isRead ? { reads: reads + 1, writes } : { reads, writes: writes + 1 }
  }

  const agent = new Agent({ keepAlive: true, maxSockets: 128 })
  const backend = sending(settings.backends, agent)
  const answer = async (request: IncomingMessage): Promise<Answered> => {
    const body = (await readBody(request)).toString()
    const call = callOf({ method: request.method ?? 'POST', url: request.url ?? '/', headers: request.headers, body })
    const caller = callerOf(request)
    if (!caller) throw new Error('guard: a call without a function’s credentials')
    if (!call.asked.every(asked => settings.may(caller, asked))) return deny(call, caller)
    const send = settings.layers.reduceRight<Send>((next, layer) => passed => layer(passed, caller, next), backend)
    const reply = await send(call)
    note(call, reply)
    return reply
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { socket } = request
    const since = lastUsed.get(socket)
    if (since !== undefined && since !== minute) {
      socket.resetAndDestroy()
      return
    }
    lastUsed.set(socket, minute)
    const reply = await answer(request)
    if (response.destroyed) return
    if (reply === null) socket.resetAndDestroy()
    else
      response
        .writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) })
        .end(reply.body)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      settings.log('guard', String(error))
      response.destroy()
    })
  })
  server.keepAliveTimeout = 0
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('guard: no address')
  return {
    url: `http://127.0.0.1:${address.port}`,
    refused: () => [...refused],
    throttled: () => throttled,
    wake: () => {
      minute += 1
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise(resolve => {
        server.close(resolve)
      })
      agent.destroy()
    },
  }
}
