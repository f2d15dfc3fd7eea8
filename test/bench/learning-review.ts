/** The learning review of a quarter of 2,000 incidents and 10,000 actions: time, memory, what it reads; and a page of a list. */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'
import { putAll } from '../../functions/aws/documents.ts'
import { startDynamoDb } from '../dynamodb.ts'
import { median, type Figure } from './figure.ts'

const run = promisify(execFile)
const script = path.join(import.meta.dirname, 'learning-review-run.ts')
const measuredSchema = z.object({
  milliseconds: z.array(z.number()),
  processor: z.array(z.number()),
  units: z.number(),
  requests: z.int(),
  peakMegabytes: z.number(),
})

const incidentCount = 2_000
const incidentsBefore = 600
const actionCount = 10_000
const modeCount = 150
const reviewCount = 200

const letters = (number: number): string =>
  String(number)
    .replace(/\d/g, digit => 'abcdefghij'.charAt(Number(digit)))
    .padStart(16, 'k')
const day = 86_400_000
const instant = (at: number): string => new Date(at).toISOString()

const incidentItem = (number: number) => {
  const isBefore = number >= incidentCount
  const from = Date.parse(isBefore ? '2026-04-05T00:00:00Z' : '2026-07-01T00:00:00Z')
  const startedAt = instant(from + ((number * 7919) % (85 * 24 * 60)) * 60_000)
  const mode = `failure mode ${number % modeCount}`
  const id = `inc_${letters(number)}`
  return {
    pk: `incident#${id}`,
    sk: 'incident',
    kind: `incident#2026-${isBefore ? 'Q2' : 'Q3'}`,
    at: startedAt,
    facet: `mode#${mode.replaceAll(' ', '-')}`,
    facetAt: startedAt,
    id,
    version: 1,
    title: `Incident ${number} of the service`,
    severity: ['P1', 'P2', 'P3'][number % 3],
    services: [`service ${number % 40}`, `service ${(number * 3) % 40}`],
    domains: [`domain ${number % 9}`],
    zone: ['UTC', 'Europe/Berlin', 'America/New_York'][number % 3],
    startedAt,
    failureModes: [mode],
    deploymentRelated: number % 4 === 0,
    vendor: null,
    summary: 'What happened, in a few sentences that somebody wrote down. '.repeat(6),
  }
}

const actionItem = (number: number) => {
  const openedAt = instant(Date.parse('2026-07-01T00:00:00Z') + (number % 90) * day)
  const status = ['open', 'in_progress', 'completed', 'completed', 'deprioritised'][number % 5] ?? 'open'
  const closedAt = status === 'completed' || status === 'deprioritised' ? '2026-09-29T10:00:00.000Z' : null
  const facets: Record<string, string> = {
    completed: 'actions-completed#2026-Q3',
    deprioritised: 'actions-deprioritised',
  }
  const id = `act_${letters(number)}`
  return {
    pk: `action#${id}`,
    sk: 'action',
    kind: 'action#2026-Q3',
    at: openedAt,
    facet: facets[status] ?? 'actions-open',
    facetAt: closedAt ?? '2026-12-01',
    id,
    version: 3,
    text: `Let the job of service ${number % 40} watch its own queue and stop before it is full`,
    owner: 'Platform',
    ownerEmail: 'platform@example.com',
    dueOn: '2026-12-01',
    category: 'monitoring',
    incidentId: `inc_${letters(number % incidentCount)}`,
    reviewId: null,
    counterfactualId: null,
    failureMode: `failure-mode-${number % modeCount}`,
    status,
    reason: status === 'deprioritised' ? 'no room this quarter' : null,
    openedAt,
    progressAt: closedAt ?? openedAt,
    closedAt,
    notes: [{ at: openedAt, text: 'Looked at with the team that owns it; waits for the new queue.' }],
  }
}

const modeItem = (number: number) => {
  const name = `failure mode ${number}`
  const key = name.replaceAll(' ', '-')
  return {
    pk: `failure-mode#${key}`,
    sk: 'failure-mode',
    kind: 'failure-mode',
    at: key,
    key,
    name,
    mergedInto: null,
    version: 1,
  }
}

const reviewItems = (number: number) => {
  const incident = incidentItem(number)
  const reviewId = `rev_${letters(number)}`
  const meetingAt = instant(Date.parse(incident.startedAt) + 2 * day)
  return [
    {
      pk: `review#${reviewId}`,
      sk: 'review',
      kind: 'review',
      at: meetingAt,
      id: reviewId,
      incidentId: incident.id,
      status: 'planned',
    },
    {
      pk: `review#${reviewId}`,
      sk: 'meeting',
      kind: `meeting#2026-${meetingAt < '2026-10-01' ? 'Q3' : 'Q4'}`,
      at: meetingAt,
      reviewId,
      attendees: 9,
      speakers: 6,
      turns: [4, 3, 2, 2, 1, 1],
      endedAt: meetingAt,
    },
  ]
}

export const benchLearningReview = async (): Promise<Figure[]> => {
  const database = await startDynamoDb()
  try {
    const numbers = (count: number): number[] => Array.from({ length: count }, (_, number) => number)
    const planted = [
      ...numbers(incidentCount + incidentsBefore).map(incidentItem),
      ...numbers(actionCount).map(actionItem),
      ...numbers(modeCount).map(modeItem),
      ...numbers(reviewCount).flatMap(reviewItems),
    ]
    await putAll(database.client, 'learning', planted)
    const { stdout } = await run(process.execPath, [script, database.endpoint, '2026-Q3', '2026-10-05T09:00:00.000Z'])
    const { milliseconds, processor, units, requests, peakMegabytes } = measuredSchema.parse(JSON.parse(stdout))
    const [first = 0, ...warm] = milliseconds
    const [firstOfProcessor = 0, ...warmOfProcessor] = processor
    // Eventually consistent reads take half a unit for each 4 KB: what the planted items weigh, each read once.
    const bytes = planted.reduce((total, item) => total + JSON.stringify(item).length, 0)
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
        name: 'learning review: read units / those of its records, each read once',
        value: units / (bytes / 8192),
        bound: 2.5,
        detail: `${units.toFixed(0)} units in ${requests} requests, ${modeCount} of them for first sightings`,
      },
    ]
  } finally {
    await database.stop()
  }
}
