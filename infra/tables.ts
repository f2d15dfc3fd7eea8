/** The seven tables of functions/tables.ts in DynamoDB, on demand, retained when the stack is deleted. */
import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import { type TableName, tableNames, tables, type Table as TableRow } from '../functions/tables.ts'

export type Tables = Readonly<Record<TableName, Table>>

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

export const addTables = (scope: Construct): Tables => {
  const entries = tableNames.map((name): [TableName, Table] => [name, addTable(scope, name)])
  return Object.fromEntries(entries) as Record<TableName, Table>
}
