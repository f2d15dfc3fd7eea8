/**
 * `npm start -- [--port N] [--data DIR] [--empty] [--hostile] [--participant-sign-in]
 * [--zone Pacific/Auckland] [--year-starts-in 4]`: builds the functions and the site, starts the local world, and
 * prints one line, `ready http://localhost:N`, to standard output. Everything else goes to standard error.
 */
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { calendarSettings } from '../../functions/domain/time/calendar-setting.ts'
import { bundleFunctions } from '../bundle.ts'
import { command } from '../command.ts'
import { buildSite } from '../../web/build.ts'
import { buildFolder } from './data-folder.ts'
import { startWorld } from './world.ts'

const root = path.join(import.meta.dirname, '..', '..')
const defaultPort = 4100

const flagsSchema = z.object({
  port: z.coerce.number({ error: '--port wants a number' }).int().min(0).max(65_535).optional(),
  data: z.string().default(path.join(root, '.murmur')),
  empty: z.boolean().default(false),
  hostile: z.boolean().default(false),
  'participant-sign-in': z.boolean().default(false),
  zone: calendarSettings.zone,
  'year-starts-in': calendarSettings.yearStartsIn,
})

// The sign-in library logs with console.info, which would print to standard output before the ready line.
console.info = console.error
// Lambda runs in UTC.
process.env['TZ'] = 'UTC'

/** The usual port, so that bookmarks keep working; any free one if it is taken. */
const usualOrFree = (): Promise<number> =>
  new Promise(resolve => {
    const probe = createServer()
    probe.once('error', () => resolve(0))
    probe.listen(defaultPort, '127.0.0.1', () => probe.close(() => resolve(defaultPort)))
  })

const start = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      data: { type: 'string' },
      empty: { type: 'boolean' },
      hostile: { type: 'boolean' },
      'participant-sign-in': { type: 'boolean' },
      zone: { type: 'string' },
      'year-starts-in': { type: 'string' },
    },
  })
  const flags = flagsSchema.parse(values)
  const data = path.resolve(flags.data)
  // Refused here in a sentence, rather than by every build that writes into it.
  mkdirSync(data, { recursive: true })
  const site = buildFolder(data, 'site')
  const [functions] = await Promise.all([
    bundleFunctions({ outDir: buildFolder(data, 'functions') }),
    buildSite({ outDir: site }),
  ])
  const port = flags.port ?? (await usualOrFree())
  const participantSignIn = flags['participant-sign-in']
  const calendar = { zone: flags.zone, yearStartsIn: flags['year-starts-in'] }
  const aws = flags.hostile ? 'hostile' : 'kind'
  const world = await startWorld({ empty: flags.empty, port, data, site, functions, participantSignIn, calendar, aws })

  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    world.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.stdout.write(`ready ${world.url}\n`)
  console.error(`Begin at ${world.url}/local/ : who to sign in as, the inbox, the clock, and a story to walk through.`)
}

await command(import.meta.filename, start)
