import { expect, test } from 'vitest'
import { failure, readVectors } from '../vectors/run.ts'

const { cases, tolerance } = readVectors('test/vectors/statistics.json')

test.each(cases.map(vector => [vector.id, vector] as const))('%s is what scipy computes, within 1e-9', (_, vector) => {
  expect(tolerance).toBe(1e-9)
  expect(failure(vector, tolerance)).toBeNull()
})
