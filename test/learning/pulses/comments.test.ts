import { beforeAll, describe, expect, test } from 'vitest'
import { commentsAtOnce, commentsViewSchema } from '../../../functions/domain/trends/comments.ts'
import { director, outsider } from '../../caller.ts'
import { cutOff } from '../../dynamodb.ts'
import { answers, history, whole } from '../../domain/trends/pulses.ts'
import { plantPulse } from './pulses.ts'
import { learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const read = async (query = '') => {
  const answer = await learning(database.client).call(`GET /api/trends/comments${query}`, { as: director })
  expect([answer.status, answer.code]).toEqual([200, undefined])
  return commentsViewSchema.parse(answer.json)
}

test('before the first pulse there is nothing to read', async () => {
  expect(await read()).toEqual({ quarters: [], quarter: null, comments: [] })
})

describe('with two pulses', () => {
  const texts = Array.from({ length: commentsAtOnce + 20 }, (_, index) => `Comment ${String(index).padStart(3, '0')}`)
  beforeAll(async () => {
    const [first, second] = history(
      before => whole('2026-Q1', 60, answers(2, 3, 8, 12, 10), before),
      before => whole('2026-Q2', 60, answers(2, 3, 8, 12, 10), before),
    )
    if (!first || !second) throw new Error('two were published')
    await plantPulse(database.client, first)
    const comments = [{ item: 'comment', quoted: texts.length, unquoted: null }]
    await plantPulse(database.client, { ...second, comments }, [{ item: 'comment', texts }])
  })

  test('the latest is returned unless another is asked for, in parts', async () => {
    const latest = await read()
    expect(latest).toMatchObject({ quarters: ['2026-Q2', '2026-Q1'], quarter: '2026-Q2' })
    const rest = await read(`?quarter=2026-Q2&from=${latest.comments[0]?.next}`)
    expect([...(latest.comments[0]?.texts ?? []), ...(rest.comments[0]?.texts ?? [])]).toEqual(texts)
    expect(rest.comments[0]?.next).toBe(null)
  })

  test('a pulse in which too few wrote returns none, and a quarter without a pulse nothing', async () => {
    expect((await read('?quarter=2026-Q1')).comments).toMatchObject([{ quoted: null, unquoted: null, texts: [] }])
    expect(await read('?quarter=2025-Q4')).toMatchObject({ quarter: '2025-Q4', comments: [] })
  })

  test.each(['?quarter=2026-Q5', '?quarter=', '?from=-1', '?from=x'])('refuses %s', async query => {
    const answer = await learning(database.client).call(`GET /api/trends/comments${query}`)
    expect([answer.status, answer.code]).toEqual([400, 'invalid_body'])
  })

  test('may be read only by leadership and facilitators', async () => {
    const { call } = learning(database.client)
    const path = '/api/trends/comments'
    expect((await call(`GET ${path}`)).status).toBe(200)
    expect((await call(`GET ${path}`, { as: outsider })).code).toBe('not_allowed')
    expect((await call(`GET ${path}`, { as: null })).code).toBe('not_signed_in')
    expect((await call(`POST ${path}`, { body: {} })).code).toBe('method_not_allowed')
  })

  test('cut off at any read it is an error, never a part that looks complete', async () => {
    for (let calls = 0; ; calls += 1) {
      const { client, cut } = cutOff(database.client, calls, 'before')
      const answer = await learning(client).call('GET /api/trends/comments')
      if (!cut()) break
      expect(answer.code).toBe('internal')
      expect(calls).toBeLessThan(10)
    }
  })
})
