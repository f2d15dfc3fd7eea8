// One call of a bundle in a process of its own: argv is the bundle and the event; tells its processor time.
const [, , bundle, event] = process.argv
const { handler } = require(bundle)
const before = process.cpuUsage()
const tell = failure => {
  const { user, system } = process.cpuUsage(before)
  process.stdout.write(`\n${JSON.stringify({ failure, milliseconds: (user + system) / 1000 })}`)
  process.exit(0)
}
handler(JSON.parse(event)).then(
  () => tell(null),
  error => tell(error.message),
)
