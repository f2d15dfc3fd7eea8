import { expect, test } from 'vitest'
import { inParallel } from '../../functions/domain/in-parallel.ts'

test('parallel work keeps its order and its limit', async () => {
  let running = 0
  let most = 0
  const results = await inParallel([5, 4, 3, 2, 1], 2, async item => {
    running += 1
    most = Math.max(most, running)
    await new Promise(resolve => setImmediate(resolve))
    running -= 1
    return item * 10
  })
  expect(results).toStrictEqual([50, 40, 30, 20, 10])
  expect(most).toBe(2)
  await expect(inParallel([1], 2, () => Promise.reject(new Error('first')))).rejects.toThrow('first')
})
