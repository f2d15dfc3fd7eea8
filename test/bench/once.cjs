/**
 * Runs in a process of its own, as plain CommonJS like Lambda's own runtime: loads a bundle and sends it events from a
 * file. `cold` answers once and prints the milliseconds since the process began; `warm` prints the processor time a
 * request took.
 */
const [bundle, file, mode] = process.argv.slice(2)
const events = JSON.parse(require('node:fs').readFileSync(file, 'utf8'))
const { handler } = require(bundle)

const send = async event => {
  const answer = await handler(event, { awsRequestId: 'bench' })
  if (answer.statusCode >= 300) throw new Error(`${answer.statusCode} ${answer.body}`)
}

const run = async () => {
  if (mode === 'cold') {
    await send(events[0])
    return performance.now()
  }
  const warmUp = Math.floor(events.length / 3)
  for (const event of events.slice(0, warmUp)) await send(event)
  const before = process.cpuUsage()
  for (const event of events.slice(warmUp)) await send(event)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / (events.length - warmUp)
}

run().then(
  figure => console.log(figure),
  error => {
    console.error(error)
    process.exitCode = 1
  },
)
