/**
 * The learning review of a quarter with 2,000 incidents and 10,000 actions, after years of others: time, memory, reads.
 */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'
import { putAll } from '../../functions/aws/documents.ts'
import { figuresStore } from '../../functions/learning/figures/figures.store.ts'
import { startDynamoDb, testTables } from '../dynamodb.ts'
import { median, type Figure } from './figure.ts'
import {
  conditionItem,
  incidentItem,
  incidentOf,
  modeCount,
  modeItem,
  numbers,
  plantedAction,
  reviewItems,
} from './planted-quarter.ts'
import { unitsOf } from './units.ts'

const run = promisify(execFile)
const script = path.join(import.meta.dirname, 'learning-review-run.ts')
const measuredSchema = z.object({
  milliseconds: z.array(z.number()),
  processor: z.array(z.number()),
  units: z.number(),
  requests: z.int(),
  peakMegabytes: z.number(),
})
type Measured = z.infer<typeof measuredSchema>

const now = '2026-10-05T09:00:00.000Z'
const incidentCount = 2_000
const actionCount = 10_000
const reviewCount = 200

/** The review's own items: its quarter and the 90 days before. */
const ownItems = () => [
  ...numbers(incidentCount).map(number => incidentItem('2026-Q3', number)),
  ...numbers(600, 2_000).map(number => incidentItem('2026-Q2', number)),
  ...numbers(actionCount).map(number => plantedAction('2026-Q3', number)),
  ...numbers(2_000, 10_000).map(number => plantedAction('2026-Q2', number)),
  ...numbers(modeCount).map(modeItem),
  ...numbers(reviewCount).flatMap(number => reviewItems('2026-Q3', number)),
]

/** Everything else in the table: long done, or of failure modes that did not come back; and a long portfolio. */
const olderItems = () => [
  ...numbers(4_000, 10_000).map(number => incidentItem('2025-Q2', number)),
  ...numbers(10_000, 20_000).map(number => plantedAction('2025-Q2', number, 'completed')),
  ...numbers(4_000, 30_000).map(number => ({
    ...plantedAction('2025-Q2', number, number % 2 ? 'open' : 'deprioritised'),
    mode: `actions#gone-${number % 400}`,
    failureMode: `gone-${number % 400}`,
  })),
  ...numbers(2_000).map(number => conditionItem(number, false)),
]

/** What each of its failure modes left behind: one action still open, and one set aside. */
const leftItems = () => [
  ...numbers(modeCount, 40_050).map(number => plantedAction('2025-Q4', number, 'open')),
  ...numbers(modeCount, 40_200).map(number => plantedAction('2025-Q4', number, 'deprioritised')),
  ...numbers(20, 5_000).map(number => conditionItem(number, true)),
]

export const benchLearningReview = async (): Promise<Figure[]> => {
  const database = await startDynamoDb()
  const plant = (items: readonly Record<string, unknown>[]) => putAll(database.client, 'learning', items)
  const measure = async (): Promise<Measured> => {
    const { stdout } = await run(process.execPath, [script, database.endpoint, '2026-Q3', now])
    return measuredSchema.parse(JSON.parse(stdout))
  }
  try {
    const own = ownItems()
    await plant(own)
    const { refreshFigures } = figuresStore({ ...testTables, documents: database.client })
    const written = { incidents: [incidentOf('2026-Q3', 1), incidentOf('2026-Q2', 2_000)] }
    await refreshFigures(written, now)
    const { milliseconds, processor, units, requests, peakMegabytes } = await measure()
    const [first = 0, ...warm] = milliseconds
    const [firstOfProcessor = 0, ...warmOfProcessor] = processor
    const firstSightings = modeCount / 2
    const floor = unitsOf(own) + firstSightings
    await plant(olderItems())
    await refreshFigures(written, now)
    const older = await measure()
    const left = leftItems()
    await plant(left)
    const afterLeft = await measure()
    return [
      {
        name: 'learning review of 2,000 incidents and 10,000 actions, first in its process: seconds',
        value: first / 1000,
        bound: 2,
        detail: `then ${(median(warm) / 1000).toFixed(2)} s each`,
      },
      {
        name: 'the same, of the processor: seconds',
        value: firstOfProcessor / 1000,
        bound: 2,
        detail: `then ${(median(warmOfProcessor) / 1000).toFixed(2)} s each, the table's own time left out`,
      },
      { name: 'learning review: peak memory, MB', value: peakMegabytes, bound: 512, detail: 'the whole process' },
      {
        name: 'learning review: read units / floor',
        value: units / floor,
        bound: 1.5,
        detail: `${units.toFixed(0)} units in ${requests} requests; ${floor.toFixed(0)} for the quarter's items, the 90 days before and one item for each of ${modeCount} failure modes`,
      },
      {
        name: 'learning review: read units with 20,000 older items / without',
        value: older.units / units,
        bound: 1.02,
        detail: `${older.units.toFixed(0)} units; 4,000 incidents, 14,000 actions, 2,000 conditions of other years`,
      },
      {
        name: 'learning review: what its failure modes left behind, read units / those of these items',
        value: (afterLeft.units - older.units) / unitsOf(left),
        bound: 6,
        detail: `${left.length} items, ${(afterLeft.units - older.units).toFixed(0)} units more`,
      },
    ]
  } finally {
    await database.stop()
  }
}
