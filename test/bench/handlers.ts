/**
 * CPU time of casting a ballot, and cold starts of the two participant functions, against the floor in the same run.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { startParameters } from './parameters.ts'
import { bundleFunctions } from '../../infra/bundle.ts'
import { startDynamoDb } from '../dynamodb.ts'
import {
  ballotBody,
  blindMessage,
  content,
  event,
  type OpenSurvey,
  openSurveyWith,
  tokenFor,
} from '../participation.ts'
import { passFor } from '../signed.ts'
import { bundleOf } from './bundle.ts'
import { median, type Figure } from './figure.ts'

const run = promisify(execFile)
const once = path.join(import.meta.dirname, 'once.cjs')

const gatewayEvent = (method: string, route: string, body: unknown) => ({
  ...event(method, body),
  version: '2.0',
  routeKey: `${method} ${route}`,
  rawPath: route,
  rawQueryString: '',
  headers: { 'content-type': 'application/json', host: 'bench.example' },
  isBase64Encoded: false,
  requestContext: {
    ...event(method, body).requestContext,
    domainName: 'bench.example',
    http: { method, path: route, sourceIp: '127.0.0.1', userAgent: 'bench', protocol: 'HTTP/1.1' },
  },
})

const ballotEvents = async (open: OpenSurvey, count: number) => {
  const bodies = []
  for (let index = 0; index < count; index += 1) {
    bodies.push(await ballotBody(open.survey, passFor(open.signKey, open.survey.surveyId), content(`text ${index}`)))
  }
  return bodies
}

const folder = (): Promise<string> => mkdtemp(path.join(tmpdir(), 'murmur-bench-'))

const eventsFile = async (name: string, events: unknown): Promise<string> => {
  const file = path.join(await folder(), `${name}.json`)
  await writeFile(file, JSON.stringify(events))
  return file
}

export const benchHandlers = async (rounds = 9): Promise<Figure[]> => {
  const database = await startDynamoDb()
  const open = await openSurveyWith(database.client, 200)
  const parameters = await startParameters(open.parameters)
  try {
    const environment = {
      PATH: process.env['PATH'] ?? '',
      AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
      AWS_ENDPOINT_URL_SSM: parameters.endpoint,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      SLOTS_TABLE: 'slots',
      SURVEYS_TABLE: 'surveys',
      BALLOTS_TABLE: 'ballots',
      KEY_PREFIX: '/murmur',
      ISSUER: 'https://sign-in.example.org',
      CLIENT_ID: 'people',
    }
    const deployed = await bundleFunctions({ only: ['ballots', 'passes'], outDir: await folder() })
    const bundles = {
      floor: await bundleOf('test/bench/floor/put.ts'),
      ballots: path.join(deployed, 'ballots', 'index.js'),
      passes: path.join(deployed, 'passes', 'index.js'),
    }
    const measure = async (bundle: string, file: string, mode: 'cold' | 'warm'): Promise<number> => {
      const { stdout } = await run(process.execPath, [once, bundle, file, mode], { env: environment })
      return Number(stdout)
    }

    const warm: Record<'floor' | 'ballots', number[]> = { floor: [], ballots: [] }
    const cold: Record<'floor' | 'ballots' | 'passes', number[]> = { floor: [], ballots: [], passes: [] }
    for (let round = 0; round < rounds; round += 1) {
      const bodies = await ballotEvents(open, 300)
      const floors = bodies.map(({ message, sealed }) => ({ serial: message, sealed }))
      const ballotFile = await eventsFile(
        'ballots',
        bodies.map(body => gatewayEvent('PUT', '/api/ballots', body)),
      )
      const floorFile = await eventsFile(
        'floor',
        floors.map(body => gatewayEvent('PUT', '/api/ballots', body)),
      )
      const { blinded } = await blindMessage(open.survey)
      const token = tokenFor(open.link, open.survey, round)
      const { surveyId, protocol } = open.survey
      const pass = { surveyId, cohort: 'all', token, blinded, protocol }
      const passFile = await eventsFile('passes', [gatewayEvent('POST', '/api/passes', pass)])
      // Alternating, so that other load on the machine affects all of them equally.
      warm.floor.push(await measure(bundles.floor, floorFile, 'warm'))
      warm.ballots.push(await measure(bundles.ballots, ballotFile, 'warm'))
      const more = await ballotEvents(open, 2)
      const coldFloor = more.map(({ message, sealed }) => ({ serial: message, sealed }))
      cold.floor.push(
        await measure(
          bundles.floor,
          await eventsFile(
            'c',
            coldFloor.map(b => gatewayEvent('PUT', '/api/ballots', b)),
          ),
          'cold',
        ),
      )
      cold.ballots.push(
        await measure(
          bundles.ballots,
          await eventsFile(
            'c',
            more.map(b => gatewayEvent('PUT', '/api/ballots', b)),
          ),
          'cold',
        ),
      )
      cold.passes.push(await measure(bundles.passes, passFile, 'cold'))
    }
    const floorMs = median(warm.floor)
    const coldFloorMs = median(cold.floor)
    return [
      {
        name: 'ballots: processor time a request / floor',
        value: median(warm.ballots) / floorMs,
        bound: 1.25,
        detail: `${median(warm.ballots).toFixed(2)} ms / ${floorMs.toFixed(2)} ms`,
      },
      {
        name: 'ballots: cold start / floor',
        value: median(cold.ballots) / coldFloorMs,
        bound: 0.85,
        detail: `${median(cold.ballots).toFixed(0)} ms / ${coldFloorMs.toFixed(0)} ms`,
      },
      {
        name: 'passes: cold start / floor',
        value: median(cold.passes) / coldFloorMs,
        bound: 0.85,
        detail: `${median(cold.passes).toFixed(0)} ms / ${coldFloorMs.toFixed(0)} ms`,
      },
    ]
  } finally {
    await parameters.stop()
    await database.stop()
  }
}
