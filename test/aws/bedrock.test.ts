import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { converse, invocationsAreLogged } from '../../functions/aws/bedrock.ts'
import { serviceEndpoint } from '../../functions/aws/env.ts'
import type { NamedReader } from '../../functions/domain/ballot/bulletin.ts'
import { accept } from '../../functions/domain/reader/accept.ts'
import { synthesizeRead } from '../../functions/domain/reader/apply.ts'
import { conversationOf } from '../../functions/harvest/outside.ts'
import { createBedrock } from '../../infra/local/emulators/bedrock.ts'
import { boiler, people, requestFor, said } from '../domain/reader/said.ts'

const reader: NamedReader = {
  model: 'eu.example.model-v1:0',
  region: 'eu-central-1',
  regions: ['eu-central-1'],
  tokens: 50_000,
}
const limits = { mostTokens: 4_000, milliseconds: 10_000 }
const bedrock = createBedrock(path.join(import.meta.dirname, '../recordings'))

let requests: { method: string | undefined; url: string | undefined; authorization: string; body: string }[] = []
/** In the place of the emulator's answer. */
let instead: { status: number; body: string } | null = null
const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(Buffer.from(piece))
  const body = Buffer.concat(pieces).toString()
  const { method, url, headers } = request
  requests.push({ method, url, authorization: headers.authorization ?? '', body })
  const answer = await bedrock.answer(new URL(url ?? '/', 'http://local').pathname, body)
  const { status, text } = instead
    ? { status: instead.status, text: instead.body }
    : { status: answer?.status ?? 404, text: JSON.stringify(answer?.body ?? {}) }
  response.writeHead(status).end(text)
}
const server = createServer((request, response) => {
  handle(request, response).catch(() => response.destroy())
})

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  requests = []
  instead = null
  const address = server.address()
  const endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  vi.stubEnv('AWS_REGION', 'eu-west-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK', endpoint)
  vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK_RUNTIME', endpoint)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

test('a recording is replayed from the request to the themes', async () => {
  const request = requestFor(boiler)
  const accepted = accept(await converse(conversationOf(reader, request, limits)), request, people)
  const { themes, disagreements, proposals, moments } = synthesizeRead(boiler, people, {
    model: reader.model,
    accepted,
  })
  expect(themes).toMatchObject([
    { title: 'A boiler page that woke nobody at night', titleBy: 'reader', voices: 3, apart: 1 },
  ])
  expect(disagreements).toHaveLength(1)
  expect(proposals.map(({ text }) => text)).toContain('A second gauge next to the valve')
  expect(moments?.map(({ clock }) => clock)).toEqual([null])
})

test('a call is signed for the region that the terms name, and holds the statements as data', async () => {
  await converse(conversationOf(reader, requestFor(boiler), limits))
  expect(requests[0]).toMatchObject({ method: 'POST', url: '/model/eu.example.model-v1%3A0/converse' })
  expect(requests[0]?.authorization).toContain('/eu-central-1/bedrock/aws4_request')
  const { system, messages, inferenceConfig } = JSON.parse(requests[0]?.body ?? '')
  expect(JSON.stringify(system)).not.toContain('gasket')
  expect(JSON.parse(messages[0].content[0].text).statements).toEqual(requestFor(boiler).statements)
  expect(inferenceConfig).toEqual({ maxTokens: 4_000 })
})

test('where there is no recording the emulator refuses, and makes nothing up', async () => {
  const other = requestFor([...boiler, said('more', 'The valve closed by itself')])
  await expect(converse(conversationOf(reader, other, limits))).rejects.toThrow('')
  const model = { ...reader, model: 'another.model-v1:0' }
  await expect(converse(conversationOf(model, requestFor(boiler), limits))).rejects.toThrow('')
})

test('a model that answers in words gives its words', async () => {
  instead = { status: 200, body: JSON.stringify({ output: { message: { content: [{ text: '{"themes":[]}' }] } } }) }
  expect(await converse(conversationOf(reader, requestFor(boiler), limits))).toBe('{"themes":[]}')
})

test('a refusal is asked once, and its message, which may quote what was sent, is dropped', async () => {
  instead = { status: 500, body: JSON.stringify({ message: 'the statement on the gasket' }) }
  const refused = await converse(conversationOf(reader, requestFor(boiler), limits)).catch((error: unknown) => error)
  expect(refused).toMatchObject({ name: 'ModelRefused', message: '' })
  expect(requests).toHaveLength(1)
})

test.each([
  ['{}', false],
  ['{"loggingConfig":null}', false],
  ['{"loggingConfig":{}}', true],
  ['{"loggingConfig":{"textDataDeliveryEnabled":false}}', true],
  ['{"loggingConfig":{"cloudWatchConfig":{"logGroupName":"x"}}}', true],
])('of %s it is known whether calls are logged', async (body, isLogged) => {
  instead = { status: 200, body }
  expect(await invocationsAreLogged('eu-north-1')).toBe(isLogged)
  expect(requests[0]).toMatchObject({ method: 'GET', url: '/logging/modelinvocations', body: '' })
  expect(requests[0]?.authorization).toContain('/eu-north-1/bedrock/aws4_request')
})

test.each([
  [403, '{"message":"denied"}'],
  [200, 'not json'],
  [200, '[]'],
])('where the answer is %s %s nobody knows', async (status, body) => {
  instead = { status, body }
  await expect(invocationsAreLogged('eu-north-1')).rejects.toThrow('')
})

test('each is reached in the region that is named, not in the function’s', () => {
  vi.unstubAllEnvs()
  vi.stubEnv('AWS_REGION', 'eu-west-1')
  const { url, region } = serviceEndpoint('bedrock-runtime', 'bedrock-runtime', 'eu-north-1')
  expect([url.href, region]).toEqual(['https://bedrock-runtime.eu-north-1.amazonaws.com/', 'eu-north-1'])
})
