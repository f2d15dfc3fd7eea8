/** An import of as many rows as one may have: the processor time of looking at it, taking it, and both once more. */
import * as z from 'zod'
import { importRowsMaximum } from '../../functions/domain/import/limits.ts'
import { plus } from '../../functions/domain/time/instants.ts'
import { noon } from '../caller.ts'
import { startDynamoDb } from '../dynamodb.ts'
import { learning } from '../learning/setup.ts'
import type { Figure } from './figure.ts'

/** As long as anybody should wait for a machine that does nothing else. */
const secondsAtMost = 10

/** When they are imported again: what was written in the last minute would be read once more for the figures. */
const monthLater = plus(noon, 30 * 24 * 3_600_000)

const day = (row: number): string => new Date(Date.UTC(2025, 0, 1, row)).toUTCString()

/** In a spelling that takes a look at the words of a time. */
const file = [
  'Id,Title,Severity,Started at,Resolved at,Services,Cause',
  ...Array.from(
    { length: importRowsMaximum },
    (_, row) => `${row},"Row ${row}, as it was",P2,"${day(row)}","${day(row + 1)}",api;web,cause ${row % 40}`,
  ),
].join('\n')

const seconds = async (work: () => Promise<void>): Promise<number> => {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000_000
}

const answerSchema = z.looseObject({ next: z.int().nullable() })

export const benchImport = async (): Promise<readonly Figure[]> => {
  const database = await startDynamoDb()
  try {
    const { call } = learning(database.client)
    const part = async (query: string, key: string, at = noon): Promise<number | null> => {
      const headers = { 'idempotency-key': key }
      const { json } = await call(`POST /api/incidents/import?${query}`, { body: file, headers, at })
      return answerSchema.parse(json).next
    }
    const look = () => seconds(async () => void (await part('dryRun=true', 'no key is needed')))
    const take = (key: string, at?: string) =>
      seconds(async () => {
        for (let from: number | null = 0; from !== null; ) from = await part(`from=${from}`, key, at)
      })
    const detail = `${importRowsMaximum} rows, seconds of this process; the tables are another's`
    const figure = (name: string, value: number): Figure => ({ name, value, bound: secondsAtMost, detail })
    return [
      figure('looking at new incidents', await look()),
      figure('taking them', await take('the-first-of-two-imports')),
      figure('looking at the same again', await look()),
      figure('taking them again', await take('the-second-of-two-imports', monthLater)),
    ]
  } finally {
    await database.stop()
  }
}
