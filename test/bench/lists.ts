/** A page of a long list against the same page of a short one: reads, CPU time, size. */
import { putAll } from '../../functions/aws/documents.ts'
import { learningApi } from '../../functions/learning/api.ts'
import { learningStores } from '../../functions/learning/stores.ts'
import { randomBytes } from 'node:crypto'
import { deskEntrySchema } from '../../functions/domain/course/desk.ts'
import { reviewIdSchema } from '../../functions/domain/ids.ts'
import { hourMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { deskEntry } from '../../functions/records/desk.ts'
import type { Item } from '../../functions/records/kind.ts'
import { itemOf } from '../../functions/records/records.ts'
import { type Answer, caller, facilitator, otherFacilitator, tokenRules } from '../caller.ts'
import { startDynamoDb, testTables } from '../dynamodb.ts'
import { type Figure, median } from './figure.ts'
import { incidentItem, letters, modeCount, modeItem, numbers, plantedAction } from './planted-quarter.ts'
import { countingClient } from './units.ts'

/** Of each third review something is still to be done; one an hour, so that all of them are of the last half year. */
const deskItem = (leader: string, number: number): Item => {
  const meetingAt = plus(minute, -number * hourMilliseconds)
  const id = reviewIdSchema.parse(`rev_${letters(number)}`)
  const survey = {
    id: `srv_${letters(number)}`,
    status: 'harvested',
    opensAt: meetingAt,
    closesAt: meetingAt,
    zone: 'Europe/Berlin',
    invited: 12,
    takenPart: 9,
    takenPartAt: meetingAt,
    isFinal: true,
    shortBy: null,
    filedAt: meetingAt,
  }
  const entry = deskEntrySchema.parse({
    id,
    incidentId: `inc_${letters(number)}`,
    title: `Incident ${number} of the service`,
    meetingAt,
    zone: 'Europe/Berlin',
    durationMinutes: 60,
    leader,
    status: 'planned',
    survey,
    meeting: { attendees: 9, endedAt: meetingAt },
    mailedAt: number % 3 === 0 ? null : meetingAt,
    incident: { detected: true, vendor: false },
    arranged: true,
    reads: true,
    written: true,
    open: [],
    unrated: 0,
    vendorComplete: false,
  })
  return itemOf(deskEntry, { leader, review: id }, entry)
}

const rounds = 30
const limit = 50
const minute = '2026-09-30T09:00:00.000Z'

interface Measured {
  readonly units: number
  readonly requests: number
  readonly milliseconds: number
  readonly bytes: number
}

/** Lambda's limit for an answer, including its envelope. */
const answerBytes = 6_000_000
const sizeOf = ({ text }: Answer): number => Buffer.byteLength(JSON.stringify(text))

export const benchLists = async (): Promise<Figure[]> => {
  const database = await startDynamoDb()
  const { client, spent } = countingClient(database.endpoint)
  const app = learningApi({
    ...learningStores({ ...testTables, documents: client }),
    settings: { ...tokenRules, siteUrl: 'https://murmur.example.org', report: () => {} },
    random: randomBytes,
  })
  const call = caller(app)
  const read = async (address: string, as = facilitator): Promise<Answer> => {
    const answer = await call(`GET ${address}`, { at: minute, as })
    if (answer.status !== 200) throw new Error(answer.text)
    return answer
  }
  const nextOf = ({ headers }: Answer): string | null => /<([^>]+)>/.exec(headers.get('link') ?? '')?.[1] ?? null
  /** CPU time excludes the table, which runs in its own process. */
  const measure = async (address: string, as = facilitator): Promise<Measured> => {
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const before = process.cpuUsage()
      await read(address, as)
      const { user, system } = process.cpuUsage(before)
      times.push((user + system) / 1000)
    }
    spent()
    const answer = await read(address, as)
    return { ...spent(), milliseconds: median(times.slice(rounds / 3)), bytes: sizeOf(answer) }
  }
  /** Follows the pages, each as large as allowed. */
  const readOn = async (first: string) => {
    let [pages, items, largest, last] = [0, 0, 0, first]
    for (let next: string | null = first; next !== null; ) {
      last = next
      const answer = await read(next)
      items += Array.isArray(answer.json) ? answer.json.length : 0
      largest = Math.max(largest, sizeOf(answer))
      pages += 1
      next = nextOf(answer)
    }
    return { pages, items, largest, last }
  }
  const compared = (name: string, many: Measured, few: Measured, bound: number): Figure[] => [
    {
      name: `${name}: read units / where there are 100`,
      value: many.units / few.units,
      bound,
      detail: `${many.units.toFixed(1)} / ${few.units.toFixed(1)}`,
    },
    {
      name: `${name}: processor time / where there are 100`,
      value: many.milliseconds / few.milliseconds,
      bound: 1.5,
      detail: `${many.milliseconds.toFixed(1)} ms / ${few.milliseconds.toFixed(1)} ms for ${limit} items`,
    },
  ]
  try {
    await putAll(database.client, 'learning', [
      ...numbers(modeCount).map(modeItem),
      ...numbers(10_000).map(number => plantedAction('2026-Q3', number)),
      ...numbers(100, 10_000).map(number => plantedAction('2026-Q2', number)),
      ...numbers(2_000).map(number => incidentItem('2026-Q3', number)),
      ...numbers(100, 2_000).map(number => incidentItem('2026-Q1', number)),
      ...numbers(50).map(number => deskItem(otherFacilitator.email, 3 * number)),
      ...numbers(2_000).map(number => deskItem(facilitator.email, number)),
    ])
    const actions = await readOn('/api/actions?quarter=2026-Q3&limit=200')
    const incidents = await readOn('/api/incidents?quarter=2026-Q3&limit=200')
    const few = await measure(`/api/actions?quarter=2026-Q2&limit=${limit}`)
    const fewIncidents = await measure(`/api/incidents?quarter=2026-Q1&limit=${limit}`)
    const [many, fifty] = [await measure('/api/home'), await measure('/api/home', otherFacilitator)]
    return [
      {
        name: 'home, an idle minute of 2,000 reviews / of 50: read units',
        value: many.units / fifty.units,
        bound: 1.2,
        detail: `${many.units.toFixed(1)} units in ${many.requests} request / ${fifty.units.toFixed(1)}, ${many.bytes} bytes where it is not 304`,
      },
      ...compared('a page of 10,000 actions', await measure(`/api/actions?quarter=2026-Q3&limit=${limit}`), few, 1.1),
      ...compared(
        'the last page of 10,000 actions',
        await measure(actions.last.replace('limit=200', `limit=${limit}`)),
        few,
        1.1,
      ),
      ...compared(
        'a page of 2,000 incidents',
        await measure(`/api/incidents?quarter=2026-Q3&limit=${limit}`),
        fewIncidents,
        // Counts earlier sightings of their failure modes.
        3,
      ),
      {
        name: 'the largest answer / what Lambda takes',
        value: Math.max(actions.largest, incidents.largest) / answerBytes,
        bound: 0.5,
        detail: `${actions.items} actions in ${actions.pages} pages, ${incidents.items} incidents in ${incidents.pages}`,
      },
    ]
  } finally {
    client.destroy()
    await database.stop()
  }
}
