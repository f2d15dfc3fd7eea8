import { expect, test } from 'vitest'
import { ratesOf } from './changes.ts'

// 360 quarters leave three hundredths open; finite.test.ts holds the bound itself, by every outcome.
test('of true rises by ten points with two thirds answering most are called, and of no change hardly any', () => {
  const { falseAlarms, power } = ratesOf({ seed: 3, runs: 60, rise: 0.1, response: 2 / 3, anew: false })
  expect(power).toBeGreaterThan(0.85)
  expect(falseAlarms).toBeLessThan(0.08)
})
