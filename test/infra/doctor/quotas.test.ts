import { expect, test } from 'vitest'
import { collectLaunch } from '../../../infra/doctor/collect-launch.ts'
import { quotasLacking } from '../../../infra/doctor/quotas.ts'
import { deployment } from './account.ts'

const launch = { roster: 3_000, parameters: 40, poolMail: 'shared' } as const
const sends = { perDay: 50_000, perSecond: 14 }
const runs = { limit: 1_000 }

test('an account with room for its roster lacks nothing', () => {
  expect(quotasLacking(launch, sends, runs, false)).toEqual([])
  expect(quotasLacking(launch, { ...sends, perDay: -1 }, runs, false)).toEqual([])
  expect(quotasLacking({ ...launch, poolMail: 'own' }, sends, runs, true)).toEqual([])
})

test.each([
  ['mails a day', quotasLacking(launch, { ...sends, perDay: 2_999 }, runs, false)],
  ['a second', quotasLacking({ ...launch, roster: 30_000 }, { ...sends, perSecond: 1 }, runs, false)],
  ['functions at a time', quotasLacking(launch, sends, { limit: 10 }, false)],
  ['parameters', quotasLacking({ ...launch, parameters: 9_600 }, sends, runs, false)],
  ['first password', quotasLacking(launch, sends, runs, true)],
])('what is too little of %s is said, with what to raise', (what, found) => {
  expect(found).toHaveLength(1)
  expect(found[0]).toContain(what)
})

test('the roster is counted, parameters by name, and the pool is asked who sends its mail', async () => {
  const asked: object[] = []
  const pages = [
    { Count: 2_000, LastEvaluatedKey: { pk: { S: 'person' }, sk: { S: 'm@corp.test' } } },
    { Count: 1_000 },
    { Parameters: [{ Name: '/murmur/link/a' }, { Name: '/x' }], NextToken: 'more' },
    { Parameters: [{ Name: '/y' }] },
  ]
  const send = async (command: object): Promise<unknown> => {
    asked.push(command)
    return pages[asked.length - 1]
  }
  const clients = { tables: { send }, parameters: { send } } as Parameters<typeof collectLaunch>[1]
  const call = async (): Promise<string> =>
    JSON.stringify({ UserPool: { EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' } } })
  const aws = { call, region: 'eu-central-1' }
  expect(await collectLaunch(aws, clients, deployment)).toEqual({ roster: 3_000, parameters: 3, poolMail: 'shared' })
  expect(JSON.stringify(asked)).not.toMatch(/GetParameter/)
  pages.splice(0, pages.length, { Count: 0 }, { Count: 0 })
  asked.length = 0
  const elsewhere = { ...deployment, issuer: 'https://id.corp.test' }
  expect(await collectLaunch(aws, clients, elsewhere)).toMatchObject({ poolMail: 'elsewhere' })
})
