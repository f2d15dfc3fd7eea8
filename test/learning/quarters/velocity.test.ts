import { expect, test } from 'vitest'
import { agreeOn, learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const reviewOf = async (year: number, opened: number): Promise<string> => {
  for (let number = 0; number < opened; number += 1)
    await agreeOn(database.client, { text: `Action ${number}`, dueOn: `${year}-12-31` }, `${year}-05-04T09:00:00.000Z`)
  const { call } = learning(database.client)
  return (await call(`GET /api/learning-reviews/${year}-Q2.md`, { at: `${year}-07-02T00:00:00.000Z` })).text
}

test('a closure velocity of few actions is told in counts', async () => {
  expect(await reviewOf(2051, 4)).toContain('4 opened, 0 completed, 0 deprioritised. Too few were opened')
  const enough = await reviewOf(2052, 5)
  expect(enough).toContain('5 opened, 0 completed, 0 deprioritised. Closure velocity 0.00 (the quarter before: ')
  expect(enough).not.toContain('Too few were opened')
})
