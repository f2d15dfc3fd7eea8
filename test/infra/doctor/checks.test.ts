import { expect, test } from 'vitest'
import type { LambdaName } from '../../../functions/manifest.ts'
import type { TableName } from '../../../functions/tables.ts'
import { examine } from '../../../infra/commands/doctor.ts'
import { checks } from '../../../infra/doctor/checks.ts'
import type { AccountState, TableState } from '../../../infra/doctor/state.ts'
import {
  backfilled,
  deployment,
  functionArn,
  functionStates,
  good,
  mail,
  site,
  tableArn,
  tableStates,
} from './account.ts'

const problems = (state: AccountState, check: string): readonly string[] => {
  const finding = examine(state).find(({ check: name }) => name === check)
  if (!finding) throw new Error(`no check ${check}`)
  return finding.problems
}

/** The checks that report something. */
const failing = (state: AccountState): string[] =>
  examine(state).flatMap(({ check, problems: found }) => (found.length > 0 ? [check] : []))

test('an account in which all is well passes every check', () => {
  expect(failing(good)).toEqual([])
})

const withTable = (name: TableName, change: Partial<TableState>): AccountState => ({
  ...good,
  tables: { value: { ...tableStates, [name]: { ...tableStates[name], ...change } } },
})

test.each(['slots', 'ballots', 'live'] as const)('%s with any past is found by its name', name => {
  const changes: Partial<TableState>[] = [
    { pointInTimeRecovery: true },
    { timeToLive: true },
    { stream: true },
    { kinesis: true },
    { contributorInsights: true },
    { replicas: 1 },
    { backups: 2 },
    { exports: 1 },
  ]
  for (const change of changes) {
    const state = withTable(name, change)
    expect(failing(state)).toEqual(['tables without a past'])
    const found = problems(state, 'tables without a past')
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(new RegExp(`^${name} `))
  }
})

test('a people table that cannot be restored is found', () => {
  expect(failing(withTable('people', { pointInTimeRecovery: false }))).toEqual(['tables that can be restored'])
})

const spoiled: [string, AccountState, string][] = [
  ['no region', { ...good, region: null }, 'region'],
  ['no credentials', { ...good, account: { unknown: 'CredentialsProviderError' } }, 'credentials'],
  ['an old bootstrap', { ...good, bootstrapVersion: { value: 5 } }, 'bootstrap'],
  ['no bootstrap', { ...good, bootstrapVersion: { value: null } }, 'bootstrap'],
  [
    'mail from example.com',
    { ...good, deployment: { value: { ...deployment, mailFrom: 'murmur@example.com' } } },
    'deployment',
  ],
  ['an identity not verified', { ...good, mail: { value: { ...mail, verified: false } } }, 'mail identity'],
  ['an identity without DKIM', { ...good, mail: { value: { ...mail, dkim: false } } }, 'mail identity'],
  ['sending paused', { ...good, mail: { value: { ...mail, sendingEnabled: false } } }, 'mail identity'],
  ['the sandbox', { ...good, mail: { value: { ...mail, perDay: 200, perSecond: 1 } } }, 'mail quota'],
  ['opens noted', { ...good, mail: { value: { ...mail, noted: ['bounce', 'open'] } } }, 'mail tracking'],
  ['links rewritten', { ...good, mail: { value: { ...mail, tracking: true } } }, 'mail tracking'],
  ['older items that lists lack', { ...good, backfill: { value: { ...backfilled, left: 7, done: false } } }, 'indexes'],
  ['an index that no job has filled', { ...good, backfill: { value: null } }, 'indexes'],
  ['work given up', { ...good, deadLetters: { value: { clock: 3 } } }, 'dead letters'],
  [
    'an access log',
    { ...good, stages: { value: [{ name: '$default', accessLog: true, metricsByRoute: false }] } },
    'request logs',
  ],
  [
    'metrics by route',
    { ...good, stages: { value: [{ name: '$default', accessLog: false, metricsByRoute: true }] } },
    'request logs',
  ],
  ['a CDN log', { ...good, site: { value: { ...site, logs: true } } }, 'site logs'],
  ['a real-time log', { ...good, site: { value: { ...site, realTimeLogs: true } } }, 'site logs'],
  ['a firewall', { ...good, site: { value: { ...site, firewall: true } } }, 'site logs'],
  ['a bucket log', { ...good, site: { value: { ...site, bucketLogs: true } } }, 'site logs'],
  ['a log delivery', { ...good, site: { value: { ...site, deliveries: ['cdn'] } } }, 'site logs'],
]

test.each(spoiled)('%s is found', (_, state, check) => {
  expect(failing(state)).toEqual([check])
})

test('an unlimited quota is not the sandbox', () => {
  expect(failing({ ...good, mail: { value: { ...mail, perDay: -1, perSecond: 1 } } })).toEqual([])
})

test.each(['passes', 'ballots'] as const)('%s traced, layered or logging each call is found by its name', name => {
  const withFunction = (change: object): AccountState => ({
    ...good,
    functions: { value: { ...functionStates, [name]: { ...functionStates[name], ...change } } },
  })
  expect(problems(withFunction({ tracing: 'Active' }), 'tracing')[0]).toContain(name)
  expect(problems(withFunction({ layers: ['arn:layer:agent'] }), 'tracing')[0]).toContain('arn:layer:agent')
  expect(problems(withFunction({ platformLogs: 'INFO' }), 'platform logs')[0]).toContain(name)
})

test('participants that share their room with a flood are told of: what to set, or that the quota leaves none', () => {
  const check = 'room for participants'
  const withRoom = (limit: number, unreserved: number, reserved: Partial<Record<LambdaName, number | null>>) =>
    problems({ ...good, concurrency: { value: { limit, unreserved, reserved } } }, check)
  const none = { passes: null, ballots: null, learning: null }
  expect(withRoom(1000, 1000, none)).toEqual([
    'a flood on any public route can shut participants out of passes, ballots, learning: set participantConcurrency, 20 for instance',
  ])
  expect(withRoom(1000, 980, { ...none, passes: 20 })[0]).toContain('out of ballots, learning: set')
  expect(withRoom(130, 130, none)[0]).toContain('participantConcurrency, 10 for instance')
  for (const limit of [10, 100, 102]) {
    expect(withRoom(limit, limit, none)[0]).toContain(`quota of ${limit} concurrent executions leaves none`)
  }
  expect(examine(good).find(({ check: name }) => name === check)?.told).toBe('passes 20, ballots 20, learning 20')
})

const recording = (type: string, value: string): AccountState => ({
  ...good,
  recorders: { value: [{ name: 'trail all', dataResources: [{ type, values: [value] }], advanced: [] }] },
})

test('data events of slots, ballots, participant functions and page loads are found by name', () => {
  const check = 'CloudTrail data events'
  expect(problems(recording('AWS::DynamoDB::Table', tableArn('slots')), check)).toEqual([
    'trail all records slots: exclude it',
  ])
  expect(problems(recording('AWS::DynamoDB::Table', 'arn:aws:dynamodb'), check)).toHaveLength(3)
  expect(problems(recording('AWS::Lambda::Function', functionArn('passes')), check)[0]).toContain('calls of passes')
  expect(problems(recording('AWS::Lambda::Function', 'arn:aws:lambda'), check)).toHaveLength(3)
  expect(problems(recording('AWS::S3::Object', 'arn:aws:s3:::murmur-site/answer/'), check)).toHaveLength(1)
  expect(problems(recording('AWS::DynamoDB::Table', tableArn('people')), check)).toEqual([])
  expect(problems(recording('AWS::Lambda::Function', functionArn('clock')), check)).toEqual([])
})

test('a trail that may not be inspected does not pass', () => {
  const recorder = { name: 'trail org', dataResources: [], advanced: [], unreadable: 'AccessDenied' }
  expect(failing({ ...good, recorders: { value: [recorder] } })).toEqual(['CloudTrail data events'])
})

test('a backup plan that may copy a table without recovery is found; one that excludes them is not', () => {
  const plan = { plan: 'daily', selection: 'everything', resources: ['*'], notResources: [] }
  const state = (notResources: string[]): AccountState => ({ ...good, backups: { value: [{ ...plan, notResources }] } })
  expect(problems(state([]), 'backup plans')).toHaveLength(3)
  expect(problems(state([tableArn('slots')]), 'backup plans')).toHaveLength(2)
  expect(problems(state([tableArn('slots'), tableArn('ballots'), tableArn('live')]), 'backup plans')).toEqual([])
})

test('anything that could not be inspected is reported, and never passes', () => {
  const blind: AccountState = {
    account: { unknown: 'no' },
    region: null,
    bootstrapVersion: { unknown: 'no' },
    deployment: { unknown: 'no' },
    mail: { unknown: 'no' },
    deadLetters: { unknown: 'no' },
    backfill: { unknown: 'no' },
    tables: { unknown: 'no' },
    functions: { unknown: 'no' },
    concurrency: { unknown: 'no' },
    launch: { unknown: 'no' },
    stages: { unknown: 'no' },
    site: { unknown: 'no' },
    recorders: { unknown: 'no' },
    backups: { unknown: 'no' },
  }
  expect(failing(blind)).toEqual(examine(blind).map(({ check }) => check))
})

test('while no domain is allowed it says that only the roster can be invited, and otherwise from where', () => {
  const said = (inviteDomains?: string[]) => {
    const value = { ...deployment, ...(inviteDomains ? { inviteDomains } : {}) }
    return checks.find(({ name }) => name === 'deployment')?.tells?.({ ...good, deployment: { value } })
  }
  for (const none of [said(), said([])]) expect(none).toContain('only people on the roster can be invited')
  expect(said(['corp.example', '.teams.corp.example'])).toContain('invited from corp.example, .teams.corp.example.')
})

test('it says whether whoever answers signs in, and whose link it otherwise is', () => {
  const said = (participantSignIn?: boolean) => {
    const value = { ...deployment, ...(participantSignIn === undefined ? {} : { participantSignIn }) }
    return checks.find(({ name }) => name === 'deployment')?.tells?.({ ...good, deployment: { value } })
  }
  for (const off of [said(), said(false)]) expect(off).toContain('participantSignIn is off')
  expect(said(true)).toContain('signs in first')
})
