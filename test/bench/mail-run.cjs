// One run of the deployed mailer in a process of its own: argv is the bundle and the time; tells its processor time.
const [, , bundle, time] = process.argv
const { handler } = require(bundle)
const before = process.cpuUsage()
const tell = failure => {
  const { user, system } = process.cpuUsage(before)
  process.stdout.write(`\n${JSON.stringify({ failure, milliseconds: (user + system) / 1000 })}`)
  process.exit(0)
}
handler({ time }).then(
  () => tell(null),
  error => tell(error.message),
)
