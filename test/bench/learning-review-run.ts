/** In a process of its own: the learning review of one quarter, some times over. Prints one JSON line. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { learningApi } from '../../functions/learning/api.ts'
import { learningStores } from '../../functions/learning/stores.ts'
import { caller } from '../caller.ts'
import { testTables } from '../dynamodb.ts'

const [endpoint = '', quarter = '', now = ''] = process.argv.slice(2)
const rounds = 5

const consumedSchema = z.looseObject({ ConsumedCapacity: z.looseObject({ CapacityUnits: z.number() }).optional() })

let units = 0
let requests = 0
const plain = DynamoDBDocumentClient.from(
  new DynamoDBClient({ endpoint, region: 'eu-central-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } }),
)
plain.middlewareStack.add(
  next => async args => {
    if (typeof args.input === 'object') Reflect.set(args.input, 'ReturnConsumedCapacity', 'TOTAL')
    const answer = await next(args)
    requests += 1
    units += consumedSchema.parse(answer.output).ConsumedCapacity?.CapacityUnits ?? 0
    return answer
  },
  { step: 'initialize' },
)
const app = learningApi({
  ...learningStores({ ...testTables, documents: plain }),
  settings: {
    groupsClaim: 'cognito:groups',
    siteUrl: 'https://murmur.example.org',
    report: error => console.error(error),
  },
  random: randomBytes,
})
const call = caller(app)

const milliseconds: number[] = []
/** Of the processor, the page's own thread and the collector's. */
const processor: number[] = []
let text = ''
for (let round = 0; round < rounds; round += 1) {
  units = 0
  requests = 0
  const began = performance.now()
  const before = process.cpuUsage()
  const answer = await call(`GET /api/learning-reviews/${quarter}.md`, { at: now })
  milliseconds.push(performance.now() - began)
  const { user, system } = process.cpuUsage(before)
  processor.push((user + system) / 1000)
  if (answer.status !== 200) throw new Error(answer.text)
  text = answer.text
}
const peakMegabytes = process.resourceUsage().maxRSS / 1024
console.log(JSON.stringify({ milliseconds, processor, units, requests, peakMegabytes, bytes: text.length }))
