import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { HttpRequest } from '@smithy/core/protocols'
import { afterEach, expect, test, vi } from 'vitest'
import { documentClient } from '../../functions/aws/clients.ts'
import { sesService } from '../../functions/aws/ses-service.ts'
import { transport } from '../../functions/aws/transport.ts'

let stop = (): void => {}
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  stop()
})

const serve = async (handle: (request: IncomingMessage, response: ServerResponse) => void) => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => handle(request, response))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stop = () => {
    server.closeAllConnections()
    server.close()
  }
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
const until = async (isSo: () => boolean, step: () => Promise<unknown> = turn): Promise<void> => {
  while (!isSo()) await step()
}

test('a call of the SDK that hangs is given up, and made again', async () => {
  let calls = 0
  const port = await serve((_request, response) => {
    calls += 1
    if (calls > 1) response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}')
  })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const client = documentClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
  })
  const answered = client.send(new GetCommand({ TableName: 't', Key: { pk: 'a' } }))
  await until(() => calls === 1)
  await until(
    () => calls === 2,
    () => vi.advanceTimersByTimeAsync(100).then(turn),
  )
  expect(await answered).toMatchObject({})
  expect(calls).toBe(2)
  client.destroy()
})

/** Connections that were used before `freeze` are reset by the next request on them, as after a minute without any. */
const frozenServer = async () => {
  const old = new WeakSet<Socket>()
  const sockets = new Set<Socket>()
  const port = await serve(({ socket }, response) => {
    sockets.add(socket)
    if (old.has(socket)) socket.resetAndDestroy()
    else response.writeHead(200).end('<MaxSendRate>14</MaxSendRate>')
  })
  return { port, freeze: () => sockets.forEach(socket => old.add(socket)), sockets }
}

test('of several connections that froze one is tried, and what follows has a new one', async () => {
  const { port, freeze, sockets } = await frozenServer()
  const handler = transport()
  const request = () =>
    handler
      .handle(new HttpRequest({ protocol: 'http:', hostname: '127.0.0.1', port, method: 'POST', path: '/', body: 'x' }))
      .then(async ({ response }) => {
        for await (const _ of response.body) continue
        return response.statusCode
      })
  await Promise.all([request(), request(), request()])
  expect(sockets.size).toBe(3)
  freeze()
  await expect(request()).rejects.toMatchObject({ code: 'ECONNRESET' })
  expect(await request()).toBe(200)
  handler.destroy()
})

test('the quota is asked for again on a new connection, so that no mail of the run meets an old one', async () => {
  const { port, freeze } = await frozenServer()
  vi.stubEnv('AWS_REGION', 'eu-central-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'a')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's')
  vi.stubEnv('AWS_ENDPOINT_URL_SES', `http://127.0.0.1:${port}`)
  const ses = sesService()
  const send = (): Promise<unknown> => ses('SendRawEmail', {}, [])
  await Promise.all([send(), send(), send()])
  freeze()
  expect(await ses('GetSendQuota', {}, ['MaxSendRate'])).toEqual({ MaxSendRate: '14' })
  expect(await Promise.all([send(), send(), send()])).toHaveLength(3)
})
