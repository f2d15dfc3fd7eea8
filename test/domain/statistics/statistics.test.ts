import { expect, test } from 'vitest'
import { failure, readVectors } from '../../vectors/run.ts'

const files = ['statistics', 'counts', 'finite-change'].map(name => readVectors(`test/vectors/${name}.json`))
const cases = files.flatMap(file => file.cases)

test.each(cases.map(vector => [vector.id, vector] as const))('%s is what scipy computes, within 1e-9', (_, vector) => {
  expect(files.map(({ tolerance }) => tolerance)).toStrictEqual([1e-9, 1e-9, 1e-9])
  expect(failure(vector, 1e-9)).toBeNull()
})
