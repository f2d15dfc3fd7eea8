/** Everything Murmur needs from AWS, on this machine: one origin for people, loopback ports for the SDK. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { NamedReader } from '../../functions/domain/ballot/bulletin.ts'
import { type Calendar, toldCalendar, usualCalendar } from '../../functions/domain/time/calendar.ts'
import { readerOff } from '../../functions/environment.ts'
import { keyPrefix } from '../../functions/manifest.ts'
import { createBedrock } from './emulators/bedrock.ts'
import { bundleFunctions } from '../bundle.ts'
import { siteHeaders } from '../headers.ts'
import { createAuthorizer } from './emulators/authorizer.ts'
import { startAws } from './emulators/aws.ts'
import { openClock } from './emulators/clock.ts'
import { createControls } from './console/controls.ts'
import { buildFolder, openDataFolder } from './data-folder.ts'
import { type StartEngine, startTables, type Tables } from './emulators/dynamodb.ts'
import { createConcurrency } from './emulators/concurrency.ts'
import { createFunctions, type FunctionSettings } from './emulators/functions.ts'
import { createGateway } from './emulators/gateway.ts'
import { send, sendJson } from './emulators/http.ts'
import { openLogs } from './emulators/logs.ts'
import { openMailbox } from './emulators/mailbox.ts'
import { citeClientId, clientId, createOidc, issuerAt, metricsClientId, signInScope } from './emulators/oidc.ts'
import { allRoutes } from './emulators/routes.ts'
import { createSes, snsEvent } from './emulators/ses.ts'
import { createSite } from './emulators/site.ts'
import type { Kindness } from './hostile/hostile.ts'
import { openParameters } from './emulators/ssm.ts'

export interface WorldSettings {
  /** 0 or undefined: any free port. */
  readonly port?: number
  /** A folder that survives restarts. By default a temporary one, deleted by `stop`. */
  readonly data?: string
  /** No sample data on the first start. */
  readonly empty?: boolean
  /** The folder of the built site; without it only the API and /local answer. */
  readonly site?: string
  /** The folder of the bundles; by default they are built into the data folder. */
  readonly functions?: string
  /** False: time passes only when moved by hand, and nothing runs on a schedule. */
  readonly schedule?: boolean
  /** The model that may read, played by recordings (`emulators/bedrock.ts`). By default none. */
  readonly reader?: NamedReader
  /** The folder of those recordings. */
  readonly recordings?: string
  /** Whether whoever answers surveys that open now signs in first. */
  readonly participantSignIn?: boolean
  /** Which quarters the organisation has; the usual ones if left out. */
  readonly calendar?: Calendar
  /** How AWS treats the functions (`hostile/hostile.ts`); kind if left out. */
  readonly aws?: Kindness
  /** Another engine for the tables; dynalite over the data folder if left out. */
  readonly startEngine?: StartEngine
  /** Told of each run of a function that has ended. */
  readonly ended?: FunctionSettings['ended']
}

export interface World {
  readonly url: string
  /** Where the commands of whoever operates it find its AWS: the tables, and everything else. */
  readonly endpoints: { readonly tables: string; readonly others: string }
  readonly stop: () => Promise<void>
}

const minute = 60_000
const region = 'eu-central-1'
const configurationSet = 'murmur'

/** Throws for a port that is taken, with a message for the person who chose it. */
const listen = async (
  port: number,
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<{ port: number; stop: () => Promise<void> }> => {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error(error)
      if (response.headersSent) response.destroy()
      else sendJson(response, 500, { message: 'Internal Server Error' })
    })
  })
  // Moving the clock across a large pulse takes as long as sending its mails.
  server.requestTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(taken ? new Error(`port ${port} is taken: stop what runs there, or choose another by --port`) : error)
    })
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: async () => {
      server.closeAllConnections()
      await new Promise(resolve => {
        server.close(resolve)
      })
    },
  }
}

/** People, surveys and learning hold everything that a later run of clock or mailer acts on; keys count by number. */
const digestOf = async (tables: Tables, parameters: number): Promise<string> => {
  const hash = createHash('sha256').update(String(parameters))
  for (const table of ['people', 'surveys', 'learning'] as const) {
    const items = (await tables.scan(table)).map(item => JSON.stringify(item))
    hash.update(JSON.stringify(items.sort()))
  }
  return hash.digest('hex')
}

/** A file of the site, although its address is below the API's. */
const openApiAddress = '/api/openapi.json'

export const startWorld = async (settings: WorldSettings = {}): Promise<World> => {
  const data = openDataFolder(settings.data)

  const stops: (() => Promise<void> | void)[] = []
  const stop = async (): Promise<void> => {
    for (const step of stops.splice(0).reverse()) await step()
  }
  stops.push(data.discard)

  try {
    let handle = async (_request: IncomingMessage, response: ServerResponse): Promise<void> =>
      sendJson(response, 503, { message: 'Starting' })
    const server = await listen(settings.port ?? 0, (request, response) => handle(request, response))
    const url = `http://localhost:${server.port}`
    stops.push(server.stop)

    const tables = await startTables(data.inside('tables'), settings.startEngine)
    stops.push(tables.stop)
    const folder = settings.functions ?? (await bundleFunctions({ outDir: buildFolder(data.path, 'functions') }))
    const parameters = openParameters(data.inside('parameters.json'))
    const mailbox = openMailbox(data.inside('mail'))
    const logs = openLogs(data.inside('functions.log'))
    stops.push(logs.stop)

    const ses = createSes({
      mailbox,
      now: () => clock.now(),
      publish: event => functions.start('bounces', snsEvent(event)),
    })
    const concurrency = createConcurrency()
    const aws = await startAws({
      ses,
      parameters,
      bedrock: createBedrock(settings.recordings),
      functions: () => functions,
      concurrency,
    })
    stops.push(aws.stop)
    const { aws: kindness = 'kind' } = settings
    // The roles take seconds to synthesize, and a kind world has no use for them.
    const hostile =
      kindness === 'kind'
        ? null
        : await (await import('./hostile/hostile.ts')).startHostile({
            kindness,
            backends: { dynamodb: tables.endpoint, aws: aws.url },
            configurationSet,
            reader: settings.reader,
            log: logs.add,
          })
    if (hostile) stops.push(hostile.stop)
    const awsUrl = hostile?.url ?? aws.url
    const functionSettings: FunctionSettings = {
      folder,
      values: {
        peopleTable: 'people',
        slotsTable: 'slots',
        surveysTable: 'surveys',
        ballotsTable: 'ballots',
        learningTable: 'learning',
        liveTable: 'live',
        traceTable: 'trace',
        keyPrefix,
        keyAlias: 'alias/aws/ssm',
        siteUrl: url,
        mailFrom: 'murmur@example.com',
        mailSender: 'Murmur',
        mailLead: 'Sent by Murmur, which runs on this machine alone.',
        configurationSet,
        groupsClaim: 'cognito:groups',
        issuer: issuerAt(url),
        clientId,
        metricsAudience: metricsClientId,
        citeAudience: citeClientId,
        inviteDomains: 'example.com,example.org,.example',
        harvestFunction: 'harvest',
        reader: settings.reader ? JSON.stringify(settings.reader) : readerOff,
        participantSignIn: settings.participantSignIn ? 'on' : 'off',
        calendar: JSON.stringify(settings.calendar ?? usualCalendar),
      },
      surroundings: {
        AWS_REGION: region,
        AWS_SECRET_ACCESS_KEY: 'local',
        // Keeps out a developer's own AWS profile.
        AWS_CONFIG_FILE: data.inside('no-profile'),
        AWS_SHARED_CREDENTIALS_FILE: data.inside('no-profile'),
        AWS_ENDPOINT_URL_DYNAMODB: hostile?.url ?? tables.endpoint,
        AWS_ENDPOINT_URL_SES: awsUrl,
        AWS_ENDPOINT_URL_SSM: awsUrl,
        AWS_ENDPOINT_URL_LAMBDA: awsUrl,
        AWS_ENDPOINT_URL_BEDROCK: awsUrl,
        AWS_ENDPOINT_URL_BEDROCK_RUNTIME: awsUrl,
      },
      log: logs.add,
      isHurried: kindness === 'hostile',
      ...(settings.ended ? { ended: settings.ended } : {}),
    }
    const make = () => createFunctions(functionSettings)
    const functions = concurrency.limiting(hostile ? hostile.run(make) : make())
    stops.push(functions.stop)
    const clock = openClock({
      still: settings.schedule === false,
      file: data.inside('clock.json'),
      functions,
      digest: () => digestOf(tables, parameters.list().length),
      log: logs.add,
      ...(hostile ? { wake: hostile.wake } : {}),
    })

    const oidc = await createOidc(url, data.inside('sign-in.json'))
    const issuedTo = (...audience: string[]) => createAuthorizer({ issuer: oidc.issuer, audience, keys: oidc.keys })
    const authorize = {
      'signed-in': issuedTo(clientId),
      metrics: issuedTo(metricsClientId),
      cite: issuedTo(clientId, citeClientId),
    }
    const gateway = createGateway({
      routes: allRoutes,
      authorize,
      invoke: functions.invoke,
      now: () => clock.now(),
      headers: siteHeaders(),
    })
    const controls = createControls({ clock, tables, parameters, logs, mailbox, oidc, ses, hostile })
    const site = settings.site ? createSite(settings.site) : null

    handle = async (request, response) => {
      const target = (request.url ?? '/').split('?', 1)[0] ?? '/'
      const under = (prefix: string) => target === prefix || target.startsWith(`${prefix}/`)
      if (target === openApiAddress && site) site(request, response)
      else if (under('/api')) await gateway(request, response)
      else if (under('/oidc')) await oidc.handle(request, response)
      else if (under('/local')) await controls(request, response)
      else if (target === '/config.json') {
        sendJson(response, 200, {
          issuer: oidc.issuer,
          clientId,
          scope: signInScope,
          ...toldCalendar(settings.calendar ?? usualCalendar),
        })
      } else if (target === '/') response.writeHead(302, { location: '/local/' }).end()
      else if (site) site(request, response)
      else send(response, 404, 'text/plain; charset=utf-8', 'This world was started without its site.\n')
    }

    if (settings.schedule !== false) {
      const timer = setInterval(() => {
        clock.tick().catch((error: unknown) => console.error(error))
      }, minute)
      stops.push(() => clearInterval(timer))
    }
    // Stop accepting requests before stopping what answers them.
    stops.push(server.stop)
    if (data.isFirst && !settings.empty) {
      const { loadSample } = await import('./sample/sample.ts')
      await data.filling(() => loadSample(url, tables.endpoint, settings.calendar ?? usualCalendar))
    }
    return { url, endpoints: { tables: tables.endpoint, others: aws.url }, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
