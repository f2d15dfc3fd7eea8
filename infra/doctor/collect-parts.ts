/** Reads tables, functions and mail through the installed SDK clients. */
import {
  DescribeContinuousBackupsCommand,
  DescribeContributorInsightsCommand,
  DescribeKinesisStreamingDestinationCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ListBackupsCommand,
  ListExportsCommand,
} from '@aws-sdk/client-dynamodb'
import {
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda'
import {
  DescribeConfigurationSetCommand,
  GetAccountSendingEnabledCommand,
  GetIdentityDkimAttributesCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  type SESClient,
} from '@aws-sdk/client-ses'
import { type LambdaName, lambdaNames } from '../../functions/manifest.ts'
import { type TableName, tableNames } from '../../functions/tables.ts'
import type { Deployment } from '../deployment.ts'
import { participantFunctions } from '../../functions/calls/routes.ts'
import type { ConcurrencyState, FunctionState, MailState, TableState } from './state.ts'

const collectTable = async (client: Pick<DynamoDBClient, 'send'>, TableName: string): Promise<TableState> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }))
  const { ContinuousBackupsDescription } = await client.send(new DescribeContinuousBackupsCommand({ TableName }))
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }))
  const insights = await client.send(new DescribeContributorInsightsCommand({ TableName }))
  const kinesis = await client.send(new DescribeKinesisStreamingDestinationCommand({ TableName }))
  const { BackupSummaries } = await client.send(new ListBackupsCommand({ TableName, BackupType: 'ALL' }))
  const arn = Table?.TableArn ?? ''
  const { ExportSummaries } = await client.send(new ListExportsCommand({ TableArn: arn }))
  const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus
  const on = (status: string | undefined): boolean => status === 'ENABLED' || status === 'ENABLING'
  return {
    arn,
    pointInTimeRecovery: on(recovery),
    timeToLive: on(TimeToLiveDescription?.TimeToLiveStatus),
    stream: Table?.StreamSpecification?.StreamEnabled === true,
    kinesis: (kinesis.KinesisDataStreamDestinations ?? []).some(({ DestinationStatus }) =>
      ['ACTIVE', 'ENABLING', 'UPDATING'].includes(DestinationStatus ?? ''),
    ),
    contributorInsights: on(insights.ContributorInsightsStatus),
    replicas: Table?.Replicas?.length ?? 0,
    backups: BackupSummaries?.length ?? 0,
    exports: ExportSummaries?.length ?? 0,
  }
}

export const collectTables = async (
  client: Pick<DynamoDBClient, 'send'>,
  parts: Deployment,
): Promise<Record<TableName, TableState>> => {
  const entries = await Promise.all(
    tableNames.map(
      async (name): Promise<[TableName, TableState]> => [name, await collectTable(client, parts.tables[name])],
    ),
  )
  return Object.fromEntries(entries) as Record<TableName, TableState>
}

export const collectFunctions = async (
  client: Pick<LambdaClient, 'send'>,
  parts: Deployment,
): Promise<Record<LambdaName, FunctionState>> => {
  const entries = await Promise.all(
    lambdaNames.map(async (name): Promise<[LambdaName, FunctionState]> => {
      const found = await client.send(new GetFunctionConfigurationCommand({ FunctionName: parts.functions[name] }))
      return [
        name,
        {
          arn: found.FunctionArn ?? '',
          tracing: found.TracingConfig?.Mode ?? '',
          platformLogs: found.LoggingConfig?.SystemLogLevel ?? '',
          layers: (found.Layers ?? []).map(({ Arn }) => Arn ?? ''),
        },
      ]
    }),
  )
  return Object.fromEntries(entries) as Record<LambdaName, FunctionState>
}

export const collectConcurrency = async (
  client: Pick<LambdaClient, 'send'>,
  parts: Deployment,
): Promise<ConcurrencyState> => {
  const { AccountLimit } = await client.send(new GetAccountSettingsCommand({}))
  const reserved = await Promise.all(
    participantFunctions.map(async (name): Promise<[LambdaName, number | null]> => {
      const found = await client.send(new GetFunctionConcurrencyCommand({ FunctionName: parts.functions[name] }))
      return [name, found.ReservedConcurrentExecutions ?? null]
    }),
  )
  return {
    limit: AccountLimit?.ConcurrentExecutions ?? 0,
    unreserved: AccountLimit?.UnreservedConcurrentExecutions ?? 0,
    reserved: Object.fromEntries(reserved),
  }
}

export const collectMail = async (client: Pick<SESClient, 'send'>, parts: Deployment): Promise<MailState> => {
  const identity = parts.mailIdentity
  const verification = await client.send(new GetIdentityVerificationAttributesCommand({ Identities: [identity] }))
  const dkim = await client.send(new GetIdentityDkimAttributesCommand({ Identities: [identity] }))
  const quota = await client.send(new GetSendQuotaCommand({}))
  const sending = await client.send(new GetAccountSendingEnabledCommand({}))
  const set = await client.send(
    new DescribeConfigurationSetCommand({
      ConfigurationSetName: parts.configurationSet,
      ConfigurationSetAttributeNames: ['eventDestinations', 'trackingOptions'],
    }),
  )
  const signed = dkim.DkimAttributes?.[identity]
  return {
    verified: verification.VerificationAttributes?.[identity]?.VerificationStatus === 'Success',
    dkim: signed?.DkimEnabled === true && signed.DkimVerificationStatus === 'Success',
    sendingEnabled: sending.Enabled !== false,
    perDay: quota.Max24HourSend ?? 0,
    perSecond: quota.MaxSendRate ?? 0,
    noted: (set.EventDestinations ?? [])
      .filter(({ Enabled }) => Enabled === true)
      .flatMap(({ MatchingEventTypes }) => MatchingEventTypes ?? []),
    tracking: Boolean(set.TrackingOptions?.CustomRedirectDomain),
  }
}
