/** The seven tables of functions/tables.ts in DynamoDB, on demand, retained when the stack is deleted. */
import { RemovalPolicy } from 'aws-cdk-lib'
import {
  AttributeType,
  BillingMode,
  type ITable,
  ProjectionType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import { type TableName, tableNames, tables, type Table as TableRow } from '../functions/tables.ts'

/** As much of a table as the others need, whether it is made here or was restored. */
type Named = Pick<ITable, 'tableName' | 'tableArn'>
export type Tables = Readonly<Record<TableName, Named>>

/** A table's recovery and time-to-live. Without recovery there is no time-to-live either. */
const past = (row: TableRow) => ({
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: row.recoverable },
  ...(row.recoverable && row.timeToLive !== null ? { timeToLiveAttribute: row.timeToLive } : {}),
})

const addTable = (scope: Construct, name: TableName): Table => {
  const row: TableRow = tables[name]
  const table = new Table(scope, `${name}Table`, {
    partitionKey: { name: row.partitionKey, type: AttributeType.STRING },
    sortKey: { name: row.sortKey, type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.DEFAULT,
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    ...past(row),
  })
  for (const index of row.indexes) {
    table.addGlobalSecondaryIndex({
      indexName: index.name,
      partitionKey: { name: index.partitionKey, type: AttributeType.STRING },
      sortKey: { name: index.sortKey, type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    })
  }
  return table
}

/**
 * A restored table is there already, and complete. The one that it stands in for stays in the stack: taking
 * `restoredTables` out of the settings goes back to it and not to a new, empty one.
 */
export const addTables = (scope: Construct, restored: Readonly<Partial<Record<TableName, string>>>): Tables => {
  const entries = tableNames.map((name): [TableName, Named] => {
    const made = addTable(scope, name)
    const tableName = restored[name]
    return [name, tableName === undefined ? made : Table.fromTableName(scope, `${name}Restored`, tableName)]
  })
  return Object.fromEntries(entries) as Record<TableName, Named>
}
