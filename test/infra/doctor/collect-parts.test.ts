import { expect, test } from 'vitest'
import {
  collectConcurrency,
  collectFunctions,
  collectMail,
  collectTables,
} from '../../../infra/doctor/collect-parts.ts'
import { deployment, functionArn, mail, tableArn } from './account.ts'

/** Answers each kind of command the same. */
const client = (answers: Readonly<Record<string, unknown>>): never =>
  ({ send: (command: object) => Promise.resolve(answers[command.constructor.name] ?? {}) }) as never

test('a table without recovery is recognised', async () => {
  const quiet = client({
    DescribeTableCommand: { Table: { TableArn: tableArn('slots') } },
    DescribeContinuousBackupsCommand: {
      ContinuousBackupsDescription: {
        // DynamoDB always reports this for continuous backups; recovery is the other field.
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
      },
    },
    DescribeTimeToLiveCommand: { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } },
    DescribeContributorInsightsCommand: { ContributorInsightsStatus: 'DISABLED' },
    DescribeKinesisStreamingDestinationCommand: { KinesisDataStreamDestinations: [{ DestinationStatus: 'DISABLED' }] },
  })
  expect((await collectTables(quiet, deployment)).slots).toEqual({
    arn: tableArn('slots'),
    pointInTimeRecovery: false,
    timeToLive: false,
    stream: false,
    kinesis: false,
    contributorInsights: false,
    replicas: 0,
    backups: 0,
    exports: 0,
  })
})

test('every switch of a table that is on, or being turned on, is found', async () => {
  const loud = client({
    DescribeTableCommand: {
      Table: { TableArn: 'a', StreamSpecification: { StreamEnabled: true }, Replicas: [{ RegionName: 'x' }] },
    },
    DescribeContinuousBackupsCommand: {
      ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' } },
    },
    DescribeTimeToLiveCommand: { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLING' } },
    DescribeContributorInsightsCommand: { ContributorInsightsStatus: 'ENABLING' },
    DescribeKinesisStreamingDestinationCommand: { KinesisDataStreamDestinations: [{ DestinationStatus: 'ACTIVE' }] },
    ListBackupsCommand: { BackupSummaries: [{}] },
    ListExportsCommand: { ExportSummaries: [{}, {}] },
  })
  expect((await collectTables(loud, deployment)).ballots).toEqual({
    arn: 'a',
    pointInTimeRecovery: true,
    timeToLive: true,
    stream: true,
    kinesis: true,
    contributorInsights: true,
    replicas: 1,
    backups: 1,
    exports: 2,
  })
})

test('tracing, log level and layers of a function', async () => {
  const found = await collectFunctions(
    client({
      GetFunctionConfigurationCommand: {
        FunctionArn: functionArn('passes'),
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { SystemLogLevel: 'INFO' },
        Layers: [{ Arn: 'arn:layer' }],
      },
    }),
    deployment,
  )
  expect(found.passes).toEqual({
    arn: functionArn('passes'),
    tracing: 'Active',
    platformLogs: 'INFO',
    layers: ['arn:layer'],
  })
})

const mailAnswers = {
  GetIdentityVerificationAttributesCommand: {
    VerificationAttributes: { 'corp.test': { VerificationStatus: 'Success' } },
  },
  GetIdentityDkimAttributesCommand: {
    DkimAttributes: { 'corp.test': { DkimEnabled: true, DkimVerificationStatus: 'Success' } },
  },
  GetSendQuotaCommand: { Max24HourSend: 50_000, MaxSendRate: 14 },
  GetAccountSendingEnabledCommand: { Enabled: true },
  DescribeConfigurationSetCommand: {
    EventDestinations: [
      { Enabled: true, MatchingEventTypes: ['bounce', 'complaint'] },
      { Enabled: false, MatchingEventTypes: ['open'] },
    ],
  },
}

test('mail that is ready to go out', async () => {
  expect(await collectMail(client(mailAnswers), deployment)).toEqual(mail)
})

test('an identity with another name, pending DKIM, and recorded opens', async () => {
  const answers = {
    ...mailAnswers,
    GetIdentityVerificationAttributesCommand: { VerificationAttributes: { other: { VerificationStatus: 'Success' } } },
    GetIdentityDkimAttributesCommand: {
      DkimAttributes: { 'corp.test': { DkimEnabled: true, DkimVerificationStatus: 'Pending' } },
    },
    DescribeConfigurationSetCommand: {
      EventDestinations: [{ Enabled: true, MatchingEventTypes: ['open'] }],
      TrackingOptions: { CustomRedirectDomain: 'track.corp.test' },
    },
  }
  expect(await collectMail(client(answers), deployment)).toMatchObject({
    verified: false,
    dkim: false,
    noted: ['open'],
    tracking: true,
  })
})

test('what functions have for themselves is read, and what the account may run', async () => {
  const asked = client({
    GetAccountSettingsCommand: { AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 940 } },
    GetFunctionConcurrencyCommand: { ReservedConcurrentExecutions: 20 },
  })
  expect(await collectConcurrency(asked, deployment)).toEqual({
    limit: 1000,
    unreserved: 940,
    reserved: { passes: 20, ballots: 20, learning: 20 },
  })
  const nothing = await collectConcurrency(client({}), deployment)
  expect(nothing.reserved).toEqual({ passes: null, ballots: null, learning: null })
})
