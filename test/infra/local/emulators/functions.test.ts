import { afterEach, expect, test } from 'vitest'
import type { LambdaName } from '../../../../functions/manifest.ts'
import { createFunctions, type Functions } from '../../../../infra/local/emulators/functions.ts'
import { writeHandlers } from '../handlers.ts'

const values = {
  peopleTable: 'people-table',
  slotsTable: 'slots-table',
  surveysTable: 'surveys-table',
  ballotsTable: 'ballots-table',
  learningTable: 'learning-table',
  liveTable: 'live-table',
  traceTable: 'trace-table',
  keyPrefix: '/prefix',
  keyAlias: 'alias/aws/ssm',
  siteUrl: 'http://site',
  mailFrom: 'from@example.com',
  mailSender: 'Murmur',
  mailLead: 'Sent by Murmur.',
  inviteDomains: 'roster',
  issuer: 'http://localhost/oidc',
  participantSignIn: 'off',
  calendar: '{"zone":"UTC","yearStartsIn":1}',
  configurationSet: 'set',
  groupsClaim: 'groups',
  clientId: 'client',
  metricsAudience: 'client',
  citeAudience: 'client',
  harvestFunction: 'harvest',
  reader: 'off',
}

let functions: Functions
let lines: string[]

const create = (sources: Partial<Record<LambdaName, string>>, timeoutMilliseconds?: number): Functions => {
  lines = []
  functions = createFunctions({
    folder: writeHandlers(sources),
    values,
    surroundings: { AWS_REGION: 'nowhere-1' },
    log: (name, line) => lines.push(`${name} ${line}`),
    ...(timeoutMilliseconds === undefined ? {} : { timeoutMilliseconds }),
  })
  return functions
}
afterEach(() => functions.stop())

test('a function sees the variables of its manifest row, its surroundings and its own key, and none of this process', async () => {
  process.env['MURMUR_OUTSIDE'] = 'leaks'
  create({ bounces: 'exports.handler = async () => process.env' })
  const { payload } = await functions.invoke('bounces', {})
  expect(JSON.parse(payload)).toEqual({
    AWS_REGION: 'nowhere-1',
    AWS_LAMBDA_FUNCTION_NAME: 'bounces',
    AWS_ACCESS_KEY_ID: 'bounces',
    PEOPLE_TABLE: 'people-table',
  })
})

test('a bundle is loaded once and knows how much time it has left', async () => {
  create({
    passes:
      'let calls = 0; exports.handler = async (event, context) => [++calls, event.a, context.getRemainingTimeInMillis()]',
  })
  const answers = [await functions.invoke('passes', { a: 'x' }), await functions.invoke('passes', { a: 'y' })]
  const parsed: [number, string, number][] = answers.map(({ payload }) => JSON.parse(payload))
  expect(parsed.map(([calls, a]) => [calls, a])).toEqual([
    [1, 'x'],
    [2, 'y'],
  ])
  for (const [, , remaining] of parsed) {
    expect(remaining).toBeGreaterThan(0)
    expect(remaining).toBeLessThanOrEqual(10_000)
  }
})

test('every line logged before an answer is there when the answer is, including the message of a failure', async () => {
  create({
    clock: `exports.handler = async () => {
      console.log('first'); console.error('second'); process.stdout.write('thi'); process.stdout.write('rd\\n')
      throw new TypeError('secret@example.com')
    }`,
  })
  const outcome = await functions.invoke('clock', {})
  expect(outcome.failed).toBe(true)
  expect(JSON.parse(outcome.payload)).toMatchObject({ errorType: 'TypeError', errorMessage: 'secret@example.com' })
  expect(lines.slice(0, 3)).toEqual(['clock first', 'clock second', 'clock third'])
  expect(lines.at(-1)).toContain('secret@example.com')
})

test('a function that ends its process fails that call and runs the next', async () => {
  create({ passes: 'exports.handler = async event => { if (event.end) process.exit(3); return 1 }' })
  expect(await functions.invoke('passes', {})).toEqual({ payload: '1', failed: false })
  expect((await functions.invoke('passes', { end: true })).failed).toBe(true)
  expect(await functions.invoke('passes', {})).toEqual({ payload: '1', failed: false })
})

test('a function that exceeds its time fails that call, and the next runs in a new sandbox', async () => {
  create(
    {
      passes: `globalThis.calls = 0
        exports.handler = event => (event.hold ? new Promise(() => {}) : Promise.resolve(++globalThis.calls))`,
    },
    1000,
  )
  expect(await functions.invoke('passes', {})).toEqual({ payload: '1', failed: false })
  expect((await functions.invoke('passes', { hold: true })).failed).toBe(true)
  expect(lines.at(-1)).toContain('Task timed out after 1.00 seconds')
  expect(await functions.invoke('passes', {})).toEqual({ payload: '1', failed: false })
})

test('a call’s time begins when its bundle is loaded, as on Lambda', async () => {
  const load = `const until = Date.now() + 1500; while (Date.now() < until);`
  create({ passes: `${load} exports.handler = async (event, context) => context.getRemainingTimeInMillis()` }, 1000)
  const { payload, failed } = await functions.invoke('passes', {})
  expect(failed).toBe(false)
  expect(Number(payload)).toBeGreaterThan(0)
})

test('a started function runs without anybody waiting, and settled reports what it did', async () => {
  create({
    harvest: `exports.handler = async event => { console.log('began'); if (event.fail) throw new Error('no'); console.log('done') }`,
  })
  functions.start('harvest', {})
  functions.start('harvest', { fail: true })
  expect(await functions.settled()).toEqual(['harvest', 'harvest'])
  expect(lines.filter(line => line === 'harvest done')).toHaveLength(1)
  expect(lines.at(-1)).toContain('dead letter')
  expect(await functions.settled()).toEqual([])
})
