// The harvest's bundle in a process of its own, started again like the clock does until it says it is done.
const [, , bundle, event] = process.argv
const { handler } = require(bundle)
const timeout = 600_000
const runs = []
const main = async () => {
  for (let result = ''; result !== 'harvested'; ) {
    const [begun, before] = [Date.now(), process.cpuUsage()]
    result = await handler(JSON.parse(event), { getRemainingTimeInMillis: () => begun + timeout - Date.now() })
    const { user, system } = process.cpuUsage(before)
    runs.push({ result, milliseconds: Date.now() - begun, processor: (user + system) / 1000 })
    if (result !== 'harvested' && result !== 'unfinished') break
  }
}
main().then(
  () => tell(null),
  error => tell(error.stack),
)
const tell = failure => {
  process.stdout.write(`\n${JSON.stringify({ failure, runs, kilobytes: process.resourceUsage().maxRSS })}`)
  process.exit(0)
}
