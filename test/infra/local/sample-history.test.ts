import { afterAll, beforeAll, expect, test } from 'vitest'
import { learningReviewSchema } from '../../../functions/domain/learning-review/schema.ts'
import { loadHistory } from '../../../infra/local/sample-history.ts'
import { deprioritised } from '../../../infra/local/sample-history-texts.ts'
import { everybodyElse } from '../../../infra/local/sample-people.ts'
import { director } from '../../caller.ts'
import { startDynamoDb, type TestDynamoDb } from '../../dynamodb.ts'
import { learning } from '../../learning/setup.ts'

let database: TestDynamoDb
const now = '2026-11-20T10:00:00.000Z'
const quarters = ['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3']
const groups = Map.groupBy(everybodyElse('UTC'), ({ group }) => group)

beforeAll(async () => {
  database = await startDynamoDb()
  const sizes = new Map([...groups].map(([group, people]) => [group, people.length]))
  await loadHistory(database.client, quarters, sizes, now)
})
afterAll(() => database.stop())

const review = async (quarter: string) => {
  const { call } = learning(database.client)
  return learningReviewSchema.parse((await call(`GET /api/learning-reviews/${quarter}`, { at: now })).json).sections
}

test('four quarters have 40 incidents and 120 actions, and everybody has a name of their own', async () => {
  const all = await Promise.all(quarters.map(review))
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
  expect(sum(all.map(({ inventory }) => inventory.figures.total))).toBe(40)
  expect(sum(all.map(({ actions }) => actions.figures.closure.opened))).toBe(120)
  expect(new Set(everybodyElse('UTC').map(({ name }) => name)).size).toBe(286)
})

test('what recurs was set aside once, and the review says which, why and what followed', async () => {
  const { actions, patterns } = await review('2026-Q3')
  const line = actions.figures.implicated.lines.find(({ text }) => text === deprioritised.text)
  expect(line).toMatchObject({ reason: deprioritised.reason, mode: 'connection pool exhausted' })
  expect(line?.incidents).toHaveLength(3)
  expect(patterns.figures.modes.lines[0]).toMatchObject({ name: 'connection pool exhausted', count: 3 })
  expect(patterns.figures.unseen.length).toBeGreaterThan(0)
})

test('the vendor’s outage and the change of format stand in the third quarter', async () => {
  const { inventory, pulse } = await review('2026-Q2')
  expect(inventory.figures.vendors).toStrictEqual([{ name: 'the payment provider', count: 3 }])
  const { participation, participationBefore } = pulse.figures
  expect((participation.lo ?? 0) > (participationBefore.ratio ?? 1)).toBe(true)
})

test('four pulses are published by group, each beside the one before', async () => {
  const { pulse } = await review('2026-Q3')
  expect(pulse.figures.release?.withheld).toBeNull()
  const safe = pulse.figures.release?.figures.find(({ id }) => id === 'review-safety')
  expect((safe?.mean ?? 0) > 1 && safe?.before !== null).toBe(true)
  const { call } = learning(database.client)
  const trends = await call('GET /api/trends', { as: director, at: now })
  expect(trends.status).toBe(200)
  expect(JSON.stringify(trends.json).includes('"label":"Platform"')).toBe(true)
})
