/**
 * Runs in a process of its own: loads a bundle and sends it events from a file. `cold` answers once and prints the
 * milliseconds since the process began; `warm` prints the processor time a request took.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const [bundle, file, mode] = process.argv.slice(2)
if (!bundle || !file) throw new Error('once.ts BUNDLE EVENTS cold|warm')
const { handler } = createRequire(import.meta.url)(bundle)
const events: unknown[] = JSON.parse(await readFile(file, 'utf8'))

const send = async (event: unknown): Promise<void> => {
  const answer: { statusCode: number; body: string } = await handler(event, { awsRequestId: 'bench' })
  if (answer.statusCode >= 300) throw new Error(`${answer.statusCode} ${answer.body}`)
}

if (mode === 'cold') {
  await send(events[0])
  console.log(performance.now())
} else {
  const warmUp = Math.floor(events.length / 3)
  for (const event of events.slice(0, warmUp)) await send(event)
  const before = process.cpuUsage()
  for (const event of events.slice(warmUp)) await send(event)
  const { user, system } = process.cpuUsage(before)
  console.log((user + system) / 1000 / (events.length - warmUp))
}
