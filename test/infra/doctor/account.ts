/** An account in which all is well; each test breaks one thing. */
import { type LambdaName, lambdaNames, manifest } from '../../../functions/manifest.ts'
import { type TableName, tableNames, tables } from '../../../functions/tables.ts'
import type { Deployment } from '../../../infra/deployment.ts'
import type { AccountState, FunctionState, TableState } from '../../../infra/doctor/state.ts'

const byTable = <T>(make: (name: TableName) => T): Record<TableName, T> =>
  Object.fromEntries(tableNames.map(name => [name, make(name)])) as Record<TableName, T>
const byFunction = <T>(make: (name: LambdaName) => T): Record<LambdaName, T> =>
  Object.fromEntries(lambdaNames.map(name => [name, make(name)])) as Record<LambdaName, T>

export const tableArn = (name: TableName): string => `arn:aws:dynamodb:eu-central-1:111122223333:table/murmur-${name}`
export const functionArn = (name: LambdaName): string =>
  `arn:aws:lambda:eu-central-1:111122223333:function:murmur-${name}`

export const deployment: Deployment = {
  siteUrl: 'https://d1.cloudfront.net',
  bucket: 'murmur-site',
  distributionId: 'E1',
  apiId: 'a1',
  issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/p',
  clientId: 'c',
  scope: 'openid',
  mailFrom: 'murmur@corp.test',
  mailIdentity: 'corp.test',
  configurationSet: 'mails',
  tables: byTable(name => `murmur-${name}`),
  functions: byFunction(name => `murmur-${name}`),
  deadLetters: { clock: 'https://sqs.eu-central-1.amazonaws.com/1/clock' },
}

export const tableStates = byTable(
  (name): TableState => ({
    arn: tableArn(name),
    pointInTimeRecovery: tables[name].recoverable,
    timeToLive: tables[name].timeToLive !== null,
    stream: false,
    kinesis: false,
    contributorInsights: false,
    replicas: 0,
    backups: 0,
    exports: 0,
  }),
)

export const functionStates = byFunction(
  (name): FunctionState => ({
    arn: functionArn(name),
    tracing: 'PassThrough',
    platformLogs: manifest[name].platformLogs,
    layers: [],
  }),
)

export const mail = {
  verified: true,
  dkim: true,
  sendingEnabled: true,
  perDay: 50_000,
  perSecond: 14,
  noted: ['bounce', 'complaint'],
  tracking: false,
}

export const site = { logs: false, realTimeLogs: false, firewall: false, bucketLogs: false, deliveries: [] }

export const backfilled = {
  release: '0.1.0',
  startedAt: '2026-12-01T09:00:00.000Z',
  at: '2026-12-01T09:01:00.000Z',
  after: null,
  looked: 300,
  filled: 12,
  left: 0,
  done: true,
}

export const good: AccountState = {
  account: { value: '111122223333' },
  region: 'eu-central-1',
  bootstrapVersion: { value: 28 },
  deployment: { value: deployment },
  mail: { value: mail },
  deadLetters: { value: { clock: 0 } },
  backfill: { value: backfilled },
  tables: { value: tableStates },
  functions: { value: functionStates },
  concurrency: { value: { limit: 1000, unreserved: 940, reserved: { passes: 20, ballots: 20, learning: 20 } } },
  launch: { value: { roster: 100, parameters: 40, poolMail: 'shared' } },
  stages: { value: [{ name: '$default', accessLog: false, metricsByRoute: false }] },
  site: { value: site },
  recorders: {
    value: [
      {
        name: 'trail management',
        dataResources: [],
        advanced: [[{ field: 'eventCategory', equals: ['Management'] }]],
      },
    ],
  },
  backups: { value: [] },
}
