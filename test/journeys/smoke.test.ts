/** An installation that its operator tries out, through the site, with a mailbox of their own. */
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentClient } from '../../functions/aws/clients.ts'
import { missingIn } from '../../functions/domain/survey/minimum.ts'
import { plus } from '../../functions/domain/time/instants.ts'
import { addressesOf, clear, leftOver, linksIn, smoke, type Smoking } from '../../infra/commands/smoking.ts'
import { fromBucket, fromInbox } from '../../infra/commands/smoke.ts'
import type { AwsRequest } from '../../infra/doctor/call.ts'
import { builtFunctions } from '../built.ts'
import { type LocalMail, startStory, type Story } from './story.ts'

const minute = 60_000
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const operator = 'ops@example.com'

let story: Story
let smoking: Smoking
const told: string[] = []

const clockNow = async (): Promise<string> => {
  const { now } = await (await fetch(`${story.url}/local/clock`)).json()
  return String(now)
}

beforeAll(async () => {
  await builtFunctions()
  story = await startStory()
  const tables = { people: 'people', slots: 'slots', surveys: 'surveys', ballots: 'ballots' } as const
  smoking = {
    parts: {
      documents: documentClient({ endpoint: story.endpoints.tables, region: 'eu-central-1', credentials }),
      tables: { ...tables, learning: 'learning', live: 'live', trace: 'trace' },
    },
    site: story.url,
    operator,
    now: clockNow,
    until: async (what, holds) => {
      for (let minutes = 0; minutes < 90; minutes += 1) {
        if (await holds()) return
        await story.passTime(plus(await clockNow(), minute))
      }
      throw new Error(`it did not come about that ${what}`)
    },
    readMail: fromInbox(`${story.url}/local/inbox`),
    tell: line => void told.push(line),
  }
}, 120_000)
afterAll(() => story.stop())

test('a try goes from the opening to the receipts through the site, and leaves nothing behind', async () => {
  const before = await story.dump()
  await smoke(smoking)
  expect(told.join('\n')).toMatch(/survey opened[^]*SES took 3 mails[^]*3 answers were sealed[^]*every receipt is in/)
  const { tables, parameters } = await story.dump()
  // How far the clock has got with its hourly work stays; it is of nobody.
  const ofClock = new Set(['reminders', 'owners', 'desk-built'])
  const without = (all: typeof tables) =>
    Object.fromEntries(
      Object.entries(all).map(([name, items]) => [name, items.filter(({ pk }) => !ofClock.has(String(pk)))]),
    )
  expect(without(tables)).toEqual(without(before.tables))
  expect(parameters).toEqual([])
  expect((await story.inbox()).filter(({ to }) => addressesOf(operator).includes(to)).length).toBeGreaterThanOrEqual(3)
}, 120_000)

test('with the simulator it proves delivery, says what it did not prove, and leaves nothing either', async () => {
  told.length = 0
  await smoke({ ...smoking, readMail: null })
  expect(told.join('\n')).toMatch(/SES took 3 mails\nnot {5}proved: that a link in a mailbox opens/)
  const { tables, parameters } = await story.dump()
  expect([tables.surveys, tables.slots, tables.ballots, parameters]).toEqual([[], [], [], []])
}, 120_000)

test('what another operator began is cleared by the addresses of that one', async () => {
  const stopped = {
    ...smoking,
    operator: 'earlier@example.com',
    until: async () => Promise.reject(new Error('cut off')),
  }
  await expect(smoke(stopped)).rejects.toThrow('cut off')
  const asked = async (): Promise<string[]> =>
    (await story.dump()).tables.people.flatMap(({ pk, sk }) => (pk === 'person' ? [String(sk)] : []))
  expect(await asked()).toEqual(addressesOf('earlier@example.com'))
  const [begun] = await leftOver(smoking)
  if (!begun) throw new Error('no survey')
  await smoking.parts.documents.send(
    new UpdateCommand({
      TableName: 'surveys',
      Key: { pk: 'survey', sk: begun.surveyId },
      UpdateExpression: 'SET destroyedAt = :now',
      ExpressionAttributeValues: { ':now': await clockNow() },
    }),
  )
  await clear(smoking, begun.surveyId)
  expect(await asked()).toEqual([])
}, 120_000)

test('it asks nobody as long as one address of it reaches another mailbox', async () => {
  const others = { ...smoking, until: async () => Promise.reject(new Error('stopped')) }
  await expect(smoke(others)).rejects.toThrow('stopped')
  const [survey] = await leftOver(smoking)
  if (!survey) throw new Error('no survey')
  await smoking.parts.documents.send(
    new UpdateCommand({
      TableName: 'surveys',
      Key: { pk: 'survey', sk: survey.surveyId },
      UpdateExpression: 'SET synthetic = :other',
      ExpressionAttributeValues: { ':other': 'somebody@example.com' },
    }),
  )
  const sent = (await story.inbox()).length
  await story.passTime(plus(await clockNow(), 5 * minute))
  const [waiting] = await leftOver(smoking)
  expect(waiting).toMatchObject({ status: 'scheduled', shortBy: 3, keys: null })
  expect(await story.inbox()).toHaveLength(sent)
  const adding = { participants: ['ann@example.com'] }
  const added = await story.call('POST', `/api/surveys/${survey.surveyId}/participants`, adding)
  expect([added.status, added.json['code']]).toEqual([410, 'survey_closed'])
  await expect(clear(smoking, survey.surveyId)).rejects.toThrow('is not over')
}, 120_000)

test('who is missing: everybody in a try that is not of its mailbox, and in any other as many as ever', () => {
  const three = addressesOf(operator)
  expect(three).toEqual(['ops+murmur1@example.com', 'ops+murmur2@example.com', 'ops+murmur3@example.com'])
  expect(missingIn({ synthetic: operator }, three, null)).toBe(0)
  expect(missingIn({ synthetic: operator }, three.slice(1), null)).toBe(1)
  expect(missingIn({ synthetic: operator }, [...three, 'ann@example.com'], null)).toBe(1)
  expect(missingIn({}, three, null)).toBe(2)
  expect(missingIn({}, ['a@example.com', 'b@example.com', 'c@example.com'], null)).toBe(0)
})

test('links are read from a bucket of mails as they came, and from several mails pasted as they are shown', async () => {
  told.length = 0
  const mails = async (): Promise<LocalMail[]> => {
    const all = await story.inbox()
    return all.filter(({ to }) => addressesOf(operator).includes(to))
  }
  // The bucket is empty when it is first looked into, and lists two mails at a time.
  let looks = 0
  const call = async ({ path = '/', query = {} }: AwsRequest): Promise<string> => {
    const found = (await mails()).toReversed()
    if (query['list-type'] === '2') {
      looks += 1
      if (looks === 1) return ''
      const start = Number(query['continuation-token'] ?? 0)
      const keys = found.map((_, index) => `<Key>mail${index}</Key>`).slice(start, start + 2)
      const next = `<NextContinuationToken>${start + 2}</NextContinuationToken>`
      return `${keys.join('')}${start + 2 < found.length ? next : ''}`
    }
    return found[Number(path.slice('/mail'.length))]?.raw ?? ''
  }
  const [stuck] = await leftOver(smoking)
  await smoking.parts.documents.send(
    new DeleteCommand({ TableName: 'surveys', Key: { pk: 'survey', sk: stuck?.surveyId } }),
  )
  await smoke({ ...smoking, readMail: fromBucket({ call, region: 'eu-central-1' }, 'mails') })
  expect(told.join('\n')).toContain('every receipt is in')

  const shown = (await mails()).filter(({ links }) => links.some(link => link.includes('/answer/'))).slice(0, 6)
  const surveys = new Set(shown.flatMap(({ text }) => text.match(/srv_[a-z0-9]{16}/g) ?? []))
  const [survey = ''] = surveys
  expect(linksIn([shown.map(({ text }) => text).join('\n\n')], survey)).toHaveLength(3)
}, 120_000)
