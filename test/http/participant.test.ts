import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { operation } from '../../functions/http/operation.ts'
import { answering, participantApi } from '../../functions/http/participant.ts'

const told = operation({
  method: 'GET',
  path: '/api/told',
  who: 'participant',
  tag: 'participation',
  summary: 'Says as many words as it is asked for.',
  query: { words: z.coerce.number() },
  answers: { 200: z.object({ text: z.string() }) },
  refuses: [],
}).handledBy(() => async ({ query }) => ({ status: 200, json: { text: 'word '.repeat(query.words ?? 0) } }))

const asked = (words: number, accepted?: string) =>
  answering(participantApi([told], {}), () => {})({
    routeKey: 'GET /api/told',
    ...(accepted === undefined ? {} : { headers: { 'accept-encoding': accepted } }),
    queryStringParameters: { words: String(words) },
    requestContext: { timeEpoch: 0, requestId: 'request', http: { method: 'GET', path: '/api/told' } },
  })

test('what a participant reads is compressed for a browser that takes it, and kept by nobody', async () => {
  const answer = await asked(2_000, 'gzip, deflate, br')
  expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'no-store' })
  expect(answer.isBase64Encoded).toBe(true)
  expect(answer.body.length).toBeLessThan(1_000)
  const plain: unknown = JSON.parse(gunzipSync(Buffer.from(answer.body, 'base64')).toString())
  expect(plain).toEqual({ text: 'word '.repeat(2_000) })
})

test.each([
  ['short', 3, 'gzip'],
  ['for a client that takes no other', 2_000, undefined],
])('what is %s goes out as it is', async (_, words, accepted) => {
  const answer = await asked(words, accepted)
  expect(answer.headers).not.toHaveProperty('content-encoding')
  expect(JSON.parse(answer.body)).toEqual({ text: 'word '.repeat(words) })
})
