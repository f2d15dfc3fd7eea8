/** In its own process: the learning review of one quarter, several times. Prints one JSON line. */
import { randomBytes } from 'node:crypto'
import { learningApi } from '../../functions/learning/api.ts'
import { learningStores } from '../../functions/learning/stores.ts'
import { caller, tokenRules } from '../caller.ts'
import { testTables } from '../dynamodb.ts'
import { countingClient, type Spent } from './units.ts'

const [endpoint = '', quarter = '', now = ''] = process.argv.slice(2)
const rounds = 5

const { client, spent } = countingClient(endpoint)
const app = learningApi({
  ...learningStores({ ...testTables, documents: client }),
  settings: {
    ...tokenRules,
    siteUrl: 'https://murmur.example.org',
    report: error => console.error(error),
  },
  random: randomBytes,
})
const call = caller(app)

const milliseconds: number[] = []
/** CPU time of the page's thread and of the garbage collector. */
const processor: number[] = []
let read: Spent = { units: 0, requests: 0 }
for (let round = 0; round < rounds; round += 1) {
  spent()
  const began = performance.now()
  const before = process.cpuUsage()
  const answer = await call(`GET /api/learning-reviews/${quarter}.md`, { at: now })
  milliseconds.push(performance.now() - began)
  const { user, system } = process.cpuUsage(before)
  processor.push((user + system) / 1000)
  if (answer.status !== 200) throw new Error(answer.text)
  read = spent()
}
const peakMegabytes = process.resourceUsage().maxRSS / 1024
console.log(JSON.stringify({ milliseconds, processor, ...read, peakMegabytes }))
