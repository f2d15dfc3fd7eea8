import { expect, test } from 'vitest'
import { bandPath, linePath, marks } from '../../../../web/trends/charts/paths.ts'

test('a line goes through its points, a band forth along one and back along the other; of nothing there is none', () => {
  expect(linePath([])).toBe('')
  expect(linePath([[1, 2]])).toBe('M1,2')
  expect(
    linePath([
      [1, 2],
      [3, 4],
    ]),
  ).toBe('M1,2L3,4')
  expect(bandPath([], [])).toBe('')
  expect(
    bandPath(
      [
        [0, 1],
        [5, 1],
      ],
      [
        [0, 9],
        [5, 8],
      ],
    ),
  ).toBe('M0,1L5,1L5,8L0,9Z')
})

test('five shapes are told apart, each closed', () => {
  const drawn = Object.values(marks).map(mark => mark(64))
  expect(new Set(drawn).size).toBe(5)
  for (const path of drawn) expect(path).toMatch(/^M[^M]*Z$/)
})
