/** DynamoDB's own recovery: a table as it was at a second of the last 35 days, as a new table beside it. */
import {
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  RestoreTableToPointInTimeCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import { type TableName, tables as everyTable, type Table } from '../../functions/tables.ts'

export interface Recovery {
  /** Begins it where it was not begun; true when the table can be used. */
  readonly restore: (from: string, to: string, at: string) => Promise<boolean>
  /** What a restored table does not take over: recovery, time-to-live, protection from deletion. Repeatable. */
  readonly complete: (table: TableName, name: string) => Promise<void>
}

const isPassedOver = (error: unknown, pattern: RegExp): boolean => error instanceof Error && pattern.test(error.message)

export const recoveryBy = (client: Pick<DynamoDBClient, 'send'>): Recovery => ({
  restore: async (from, to, at) => {
    try {
      const { Table: made } = await client.send(new DescribeTableCommand({ TableName: to }))
      const indexes = made?.GlobalSecondaryIndexes ?? []
      return made?.TableStatus === 'ACTIVE' && indexes.every(({ IndexStatus }) => IndexStatus === 'ACTIVE')
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error
    }
    await client.send(
      new RestoreTableToPointInTimeCommand({
        SourceTableName: from,
        TargetTableName: to,
        RestoreDateTime: new Date(at),
        BillingModeOverride: 'PAY_PER_REQUEST',
      }),
    )
    return false
  },

  complete: async (table, TableName) => {
    const { timeToLive }: Table = everyTable[table]
    await client.send(
      new UpdateContinuousBackupsCommand({
        TableName,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    )
    if (timeToLive !== null) {
      const TimeToLiveSpecification = { AttributeName: timeToLive, Enabled: true }
      try {
        await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }))
      } catch (error) {
        if (!isPassedOver(error, /already enabled/i)) throw error
      }
    }
    await client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: true }))
  },
})
