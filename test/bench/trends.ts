/** Reading eight quarters of trends with the deployed bundle, from releases of 100, 10,000 and 100,000 ballots each. */
import { randomBytes } from 'node:crypto'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { splitDocument } from '../../functions/domain/suppression/filed.ts'
import { runId, surveyId } from '../../functions/domain/ids.ts'
import { pulse2 } from '../../functions/domain/instrument/pulse.ts'
import { scaleItems } from '../../functions/domain/suppression/lines.ts'
import { publishPulse } from '../../functions/domain/suppression/publish.ts'
import { tallyBallots } from '../../functions/domain/suppression/tally.ts'
import { director } from '../caller.ts'
import { startDynamoDb, type TestDynamoDb } from '../dynamodb.ts'
import { learning } from '../learning/setup.ts'
import { type Figure, median } from './figure.ts'
import { filedPulseKey, filedPulsesKey, pieceKey, publishedKey } from '../keys.ts'

const quarters = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']
const groups = 14
const readings = 12

const fileQuarter = async (database: TestDynamoDb, quarter: string, ballots: number): Promise<void> => {
  const items = scaleItems(pulse2)
  const cast = Array.from({ length: ballots }, (_, index) => ({
    cohort: `group-${index % groups}`,
    answers: Object.fromEntries(
      Array.from(randomBytes(items.length), (byte, at) => [items[at]?.id ?? '', 1 + (byte % 5)] as const),
    ),
  }))
  const invited = Math.ceil((ballots * 1.5) / groups)
  const material = {
    quarter,
    instrument: pulse2,
    groupMinimum: 5,
    open: false,
    cohorts: Array.from({ length: groups }, (_, index) => ({
      id: `group-${index}`,
      label: `Group ${index}`,
      invited,
    })),
    tally: tallyBallots(pulse2, cast),
  }
  const counts = { invited: invited * groups, issued: ballots, cast: ballots, counted: ballots }
  const release = publishPulse(counts, material, [])
  const [survey, run] = [surveyId(randomBytes(16)), runId(randomBytes(16))]
  const listed = { quarter, surveyId: survey, run, instrument: pulse2.id }
  const put = (Item: object) => database.client.send(new PutCommand({ TableName: 'learning', Item: { ...Item } }))
  await put({ pk: filedPulsesKey, sk: filedPulseKey(listed), ...listed })
  for (const [index, text] of splitDocument(JSON.stringify(release)).entries()) {
    await put({ pk: publishedKey(survey), sk: pieceKey(run, 'pulse', index), text })
  }
}

const measure = async (ballots: number) => {
  const database = await startDynamoDb()
  try {
    for (const quarter of quarters) await fileQuarter(database, quarter, ballots)
    const { call } = learning(database.client)
    const times: number[] = []
    let bytes = 0
    for (let reading = 0; reading < readings; reading += 1) {
      const before = process.cpuUsage()
      const answer = await call('GET /api/trends', { as: director })
      if (answer.status !== 200) throw new Error(`trends: ${answer.status}`)
      const { user, system } = process.cpuUsage(before)
      times.push((user + system) / 1000)
      bytes = JSON.stringify(answer.json).length
    }
    // The first reads warm up the compiler.
    return { milliseconds: median(times.slice(4)), bytes }
  } finally {
    await database.stop()
  }
}

export const benchTrends = async (): Promise<Figure[]> => {
  const few = await measure(100)
  const figures: Figure[] = []
  for (const ballots of [10_000, 100_000]) {
    const many = await measure(ballots)
    const detail = `${many.milliseconds.toFixed(1)} ms and ${many.bytes} characters, of 100 ${few.milliseconds.toFixed(1)} ms and ${few.bytes}`
    figures.push({
      name: `trends: processor time a reading, ${ballots} ballots a quarter / 100`,
      value: many.milliseconds / few.milliseconds,
      bound: 1.5,
      detail,
    })
  }
  return figures
}
