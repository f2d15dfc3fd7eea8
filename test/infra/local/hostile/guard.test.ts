import { Agent, request } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { type Guard, startGuard } from '../../../../infra/local/hostile/guard.ts'
import { startBackend } from './calls.ts'

let stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.toReversed()) await stop()
  stops = []
})

const started = async (may: boolean) => {
  const backend = await startBackend()
  const lines: string[] = []
  const guard: Guard = await startGuard({
    backends: { dynamodb: backend.url, aws: backend.url },
    may: () => may,
    layers: [],
    log: (name, line) => lines.push(`${name} ${line}`),
  })
  stops.push(backend.stop, guard.stop)
  return { guard, lines, got: backend.got }
}

const body = JSON.stringify({ TableName: 'people', Key: { pk: { S: 'person' }, sk: { S: 'a@example.com' } } })
const headers = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': 'DynamoDB_20120810.GetItem',
  authorization: 'AWS4-HMAC-SHA256 Credential=mailer/20260101/eu-central-1/dynamodb/aws4_request, Signature=none',
}

const sent = (url: string, agent: Agent): Promise<number | string> =>
  new Promise(resolve => {
    request(url, { method: 'POST', headers, agent }, response => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
      .on('error', error => resolve('code' in error ? String(error.code) : 'failed'))
      .end(body)
  })

test('what a role does not grant is refused as AWS does, reaches nothing, and is told without a key', async () => {
  const { guard, lines, got } = await started(false)
  const answer = await fetch(guard.url, { method: 'POST', headers, body })
  expect([answer.status, await answer.json()]).toMatchObject([
    400,
    { __type: 'com.amazon.coral.service#AccessDeniedException' },
  ])
  expect(got).toEqual([])
  expect(guard.refused()).toEqual(['mailer dynamodb:GetItem people pk sk'])
  expect(lines).toEqual(['guard AccessDeniedException mailer dynamodb:GetItem people pk sk'])
})

test('a connection lasts for its minute and is reset in the next, before anything is carried out', async () => {
  const { guard, got } = await started(true)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  stops.push(() => agent.destroy())
  expect([await sent(guard.url, agent), await sent(guard.url, agent)]).toEqual([200, 200])
  guard.wake()
  expect(await sent(guard.url, agent)).toBe('ECONNRESET')
  expect(await sent(guard.url, agent)).toBe(200)
  expect(got).toHaveLength(3)
})

test('nobody calls without a function’s credentials', async () => {
  const { guard, got } = await started(true)
  const { authorization, ...anybody } = headers
  const other = authorization.replace('mailer', 'root')
  for (const given of [anybody, { ...anybody, authorization: other }]) {
    await expect(fetch(guard.url, { method: 'POST', headers: given, body })).rejects.toThrow('fetch failed')
  }
  expect(got).toEqual([])
})
