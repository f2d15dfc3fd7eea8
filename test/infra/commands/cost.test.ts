import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { lambdaNames } from '../../../functions/manifest.ts'
import { tableNames } from '../../../functions/tables.ts'
import { costTable, standingIn } from '../../../infra/commands/cost.ts'
import { costs } from '../../../infra/commands/costs.ts'
import { namesOf } from '../../../infra/installation-names.ts'
import { prices, pricesOf } from '../../../infra/prices.ts'
import { readSettings } from '../../../infra/settings.ts'

// A synthesis takes a second, and many seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const names = namesOf(undefined)
const usual = standingIn(readSettings({}), names)

test('what costs while nobody uses it is counted in the stack of these settings', () => {
  expect(usual).toMatchObject({ kmsKeys: 0, machineClients: 0 })
  expect(usual.alarms).toBeGreaterThan(10)
  // Throttled calls of every function in one alarm; reads and writes of every table in two.
  const sums = lambdaNames.length + 2 * tableNames.length
  expect(usual.alarmMetrics).toBe(usual.alarms - 3 + sums)
  const all = standingIn(readSettings({ hardened: 'true', metricsClient: 'true', citeClient: 'true' }), names)
  expect(all).toEqual({ ...usual, kmsKeys: 3, machineClients: 2 })
  expect(costs(all).idle - costs(usual).idle).toBeCloseTo(3 * prices.kmsKey + 2 * prices.machineClient)
})

test('a pulse costs in proportion to whom it asks, and mail is a good part of it', () => {
  const { pulse, review } = costs(usual)
  expect(pulse(30_000) / pulse(3_000)).toBeGreaterThan(9)
  expect(pulse(30_000) / pulse(3_000)).toBeLessThan(11)
  expect(pulse(3_000)).toBeGreaterThan(9 * prices.thousandMails)
  expect(review).toBeLessThan(pulse(300))
})

test('the table says its five figures, and of when the prices are', () => {
  const lines = costTable(usual).split('\n')
  expect(lines).toHaveLength(6)
  for (const line of lines.slice(0, 5)) expect(line).toMatch(/^ *\$\d+\.\d+ {2}a /)
  expect(lines[5]).toContain(pricesOf)
})

test('README.md and docs/deploying.md say what the command does', () => {
  const { idle, review, pulse } = costs(usual)
  const { alarms, alarmMetrics } = usual
  const page = readFileSync('docs/deploying.md', 'utf8')
  const standing = `${(alarmMetrics * prices.alarmMetric).toFixed(2)} are the ${alarmMetrics} metrics of ${alarms} alarms`
  expect(page).toContain(`| ${idle.toFixed(2)}, of which ${standing}`)
  const cents = (amount: number): string => `${(amount * 100).toFixed(0)} cents`
  const readme = readFileSync('README.md', 'utf8').replaceAll(/\s+/g, ' ')
  expect(readme).toContain(`about $${idle.toFixed(0)} a month while nobody uses it`)
  expect(readme).toContain(`${cents(review)} a review`)
  expect(readme).toContain(`$${pulse(3_000).toFixed(2)} a pulse for 3,000`)
})
