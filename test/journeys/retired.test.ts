/** An installation that ends with a survey at every stage, by its operator's own command. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentClient } from '../../functions/aws/clients.ts'
import { plus } from '../../functions/domain/time/instants.ts'
import { keyPrefix, type LambdaName, lambdaNames } from '../../functions/manifest.ts'
import type { Installed } from '../../infra/commands/installed.ts'
import { isProven, retire, type Retired } from '../../infra/commands/retire.ts'
import { proofOf } from '../../infra/commands/retiring.ts'
import { builtFunctions } from '../built.ts'
import { answers, browserOf, incident, type LocalMail, startStory, type Story, takePart } from './story.ts'

const minute = 60_000
const hour = 60 * minute
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }

let story: Story
let folder: string
let parts: Installed
const halted: LambdaName[] = []
const surveys: Record<string, string> = {}

const reviewWith = async (name: string, changes: Record<string, unknown> = {}): Promise<void> => {
  const now = await story.passTime()
  const incidentId = await story.create('/api/incidents', { ...incident(plus(now, -hour)), title: `Incident ${name}` })
  const reviewId = await story.create('/api/reviews', {
    incidentId,
    meetingAt: plus(now, 72 * hour),
    zone: 'UTC',
    durationMinutes: 60,
  })
  const participants = ['a', 'b', 'c', 'd'].map(person => `${person}.${name}@example.com`)
  surveys[name] = await story.create('/api/surveys', { kind: 'pre-meeting', reviewId, participants, ...changes })
}

/** Without letting what is due happen. */
const clockNow = async (): Promise<string> => {
  const { now } = await (await fetch(`${story.url}/local/clock`)).json()
  return String(now)
}

const rows = async () => {
  const { tables } = await story.dump()
  return new Map(tables.surveys.filter(({ pk }) => pk === 'survey').map(row => [String(row['sk']), row]))
}

beforeAll(async () => {
  await builtFunctions()
  story = await startStory()
  folder = mkdtempSync(path.join(tmpdir(), 'murmur-retired-'))
  parts = {
    documents: documentClient({ endpoint: story.endpoints.tables, region: 'eu-central-1', credentials }),
    parameters: new SSMClient({ endpoint: story.endpoints.others, region: 'eu-central-1', credentials }),
    tables: {
      people: 'people',
      slots: 'slots',
      surveys: 'surveys',
      ballots: 'ballots',
      learning: 'learning',
      live: 'live',
      trace: 'trace',
    },
    keyPrefix,
    halt: async name => {
      halted.push(name)
    },
    resume: async () => {},
  }
  const start = await story.passTime()
  await story.passTime(new Date(Math.ceil(Date.parse(start) / (24 * hour)) * 24 * hour + 9 * hour).toISOString())
  const morning = await story.passTime()
  const people = Array.from({ length: 12 }, (_, index) => ({ email: `p${index}@example.com`, group: 'Platform' }))
  await story.call('PUT', '/api/people', people)

  await reviewWith('filed', { closesAt: plus(morning, hour) })
  await story.passTime()
  for (const person of ['a', 'b', 'c', 'd'])
    await takePart(browserOf(story.url, await story.linkOf(`${person}.filed@example.com`)), answers({ saw: 'a lamp' }))
  await story.passTime(plus(morning, hour + 20 * minute))
  const quarter = `${morning.slice(0, 4)}-Q${Math.ceil(Number(morning.slice(5, 7)) / 3)}`
  surveys['pulse'] = await story.create('/api/surveys', { kind: 'pulse', quarter, closesAt: plus(morning, 96 * hour) })
  await reviewWith('open')
  await reviewWith('closed', { closesAt: plus(morning, 3 * hour) })
  await reviewWith('scheduled', { opensAt: plus(morning, 24 * hour) })
  await reviewWith('opening', { opensAt: plus(morning, 24 * hour) })
  await reviewWith('dropped')
  await story.passTime()
  for (const name of ['open', 'closed'])
    await takePart(
      browserOf(story.url, await story.linkOf(`a.${name}@example.com`)),
      answers({ saw: `unread ${name}` }),
    )
  await story.passTime(plus(morning, 3 * hour))
  // An opening that was cut off after its keys were made, and before they were published.
  const key = `key_${'a'.repeat(16)}`
  await parts.parameters.send(
    new PutParameterCommand({ Name: `${keyPrefix}/link/${key}`, Value: 'x', Type: 'SecureString' }),
  )
  await parts.documents.send(
    new UpdateCommand({
      TableName: 'surveys',
      Key: { pk: 'survey', sk: surveys['opening'] },
      UpdateExpression: 'SET #status = :opening, pendingKeys = :keys',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':opening': 'opening', ':keys': { link: key } },
    }),
  )
  await story.call('POST', `/api/surveys/${surveys['dropped']}/cancel`)
  // Beside them a key, a slot and a ballot that no survey knows of.
  await parts.parameters.send(new PutParameterCommand({ Name: `${keyPrefix}/seal/lost`, Value: 'x' }))
  const lost = { surveyId: `srv_${'z'.repeat(16)}` }
  await parts.documents.send(new PutCommand({ TableName: 'slots', Item: { ...lost, slot: 'lost' } }))
  await parts.documents.send(new PutCommand({ TableName: 'ballots', Item: { ...lost, serial: 'lost' } }))
}, 300_000)
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await story.stop()
})

let first: Retired
let last: Retired
let mails: LocalMail[] = []

test('surveys stand at every stage before it', async () => {
  const found = await rows()
  const statuses = Object.entries(surveys).map(([name, id]) => [name, found.get(id)?.['status']])
  expect(Object.fromEntries(statuses)).toEqual({
    filed: 'harvested',
    pulse: 'open',
    open: 'open',
    closed: 'closed',
    scheduled: 'scheduled',
    opening: 'opening',
    dropped: 'cancelled',
  })
  const before = await proofOf(parts)
  expect(before.keys).toBeGreaterThan(6)
  expect(before.slots).toBeGreaterThan(12)
  expect(before.ballots).toBeGreaterThan(1)
})

test('at first it says what has to pass, destroys nothing itself, and leaves the desk open for whoever may stop a pulse’s end', async () => {
  const before = await proofOf(parts)
  first = await retire(parts, folder, await clockNow())
  expect(first.done).toBe(false)
  const waits = first.done ? [] : first.waits.join('\n')
  expect(waits).toContain(`${surveys['pulse']} is open until`)
  expect(waits).toContain(`${surveys['closed']} closed at`)
  expect(waits).toContain(`${surveys['open']} is cancelled, and not swept yet`)
  expect(halted).toEqual([])
  expect(await proofOf(parts)).toMatchObject({ keys: before.keys, slots: before.slots, ballots: before.ballots })
})

test('run again after that, it leaves no key, ballot or slot', async () => {
  const now = await story.passTime()
  await story.passTime(plus(now, 24 * hour + 30 * minute))
  // What the pulse's day has ended is swept some minutes later.
  await story.passTime(plus(now, 24 * hour + 40 * minute))
  mails = await story.inbox()
  last = await retire(parts, folder, await clockNow())
  expect(last.done ? [] : last.waits).toEqual([])
  expect(last.done && isProven(last.proof)).toBe(true)
  const { tables, parameters } = await story.dump()
  expect(parameters).toEqual([])
  expect([tables.slots, tables.ballots, tables.live]).toEqual([[], [], []])
  expect(halted[0]).toBe('organise')
  expect(new Set(halted)).toEqual(new Set(lambdaNames))
})

test('everybody who was invited was told, and nobody else', () => {
  const told = (name: string): number =>
    mails.filter(
      ({ to, subject }) => to.endsWith(`.${name}@example.com`) && subject.startsWith('Survey cancelled: Incident'),
    ).length
  expect([told('open'), told('dropped'), told('scheduled'), told('filed')]).toEqual([4, 4, 0, 0])
  expect(mails.filter(({ to, subject }) => /^p\d/.test(to) && /cancel/i.test(subject)).length).toBe(12)
})

test('what is kept is exported with its digests, and holds no answer that was not filed', () => {
  const text = ['learning', 'surveys', 'trace'].map(name => readFileSync(path.join(folder, `${name}.jsonl`), 'utf8'))
  expect(text[0]).toContain('a lamp')
  expect(text.join('')).not.toMatch(/unread open/)
  expect(text.join('')).not.toMatch(/a\.open@example\.com/)
  expect(JSON.parse(readFileSync(path.join(folder, 'proof.json'), 'utf8'))).toMatchObject({
    proof: { keys: 0, slots: 0, ballots: 0, live: 0, sealedRows: 0, unended: 0 },
  })
})

test('the trace says that the operator ended each, before anything was ended', async () => {
  const { tables } = await story.dump()
  for (const name of ['open', 'scheduled', 'opening', 'pulse']) {
    const lines = tables.trace.filter(({ chain }) => chain === surveys[name])
    expect(lines.filter(({ act, by }) => act === 'survey-cancelled' && by === 'operator')).toHaveLength(1)
  }
})

test('a third run finds nothing to do, and proves the same', async () => {
  const again = await retire(parts, folder, await clockNow())
  expect(again).toEqual(last)
})

test('the command itself asks for the name, ends with the proof, and nothing runs any more', async () => {
  const deployment = {
    siteUrl: story.url,
    bucket: 'site',
    distributionId: 'E1',
    apiId: 'a1',
    issuer: `${story.url}/oidc`,
    clientId: 'murmur',
    scope: 'openid',
    mailFrom: 'murmur@example.com',
    mailIdentity: 'example.com',
    configurationSet: 'murmur',
    tables: parts.tables,
    functions: Object.fromEntries(lambdaNames.map(name => [name, name])),
    deadLetters: {},
  }
  const parameter = { Name: '/murmur-deployment', Value: JSON.stringify(deployment), Type: 'String' } as const
  await parts.parameters.send(new PutParameterCommand(parameter))
  const run = (words: readonly string[]) =>
    promisify(execFile)(process.execPath, ['infra/commands/retire.ts', '--export', folder, ...words], {
      env: {
        PATH: process.env['PATH'],
        AWS_REGION: 'eu-central-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_ENDPOINT_URL_DYNAMODB: story.endpoints.tables,
        AWS_ENDPOINT_URL_SSM: story.endpoints.others,
        AWS_ENDPOINT_URL_LAMBDA: story.endpoints.others,
      },
    })
  await expect(run([])).rejects.toThrow('--confirm Murmur')
  expect((await story.call('GET', '/api/reviews')).status).toBe(200)
  const { stdout } = await run(['--confirm', 'Murmur'])
  expect(stdout).toContain('"keys": 0')
  expect(stdout).toContain('now: npx cdk destroy Murmur')
  expect((await story.call('GET', '/api/reviews')).status).toBeGreaterThanOrEqual(500)
})
