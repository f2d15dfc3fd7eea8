/** What the commands that change an installation as a whole hold of it. */
import { DeleteFunctionConcurrencyCommand, LambdaClient, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda'
import { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm'
import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb'
import { documentClient } from '../../functions/aws/clients.ts'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import type { LambdaName } from '../../functions/manifest.ts'
import { type Records, recordsOf, type TableSettings } from '../../functions/records/records.ts'
import { type TableName, tableNames } from '../../functions/tables.ts'
import type { Deployment } from '../deployment.ts'
import { requireDeployment } from '../doctor/installation.ts'
import { installationNames } from '../installation-names.ts'
import { reserved } from '../reserved.ts'
import { readSettings } from '../settings.ts'
import { settingsIn } from '../settings-file.ts'

export interface Installed {
  readonly documents: DynamoDBDocumentClient
  readonly parameters: SSMClient
  readonly tables: Deployment['tables']
  readonly keyPrefix: string
  /** From then on it is called by nobody and by no schedule, whatever was deployed. */
  readonly halt: (name: LambdaName) => Promise<void>
  /** It runs again, with the room that the settings give it. */
  readonly resume: (name: LambdaName) => Promise<void>
}

/** Throws where nothing is deployed. */
export const installed = async (): Promise<Installed> => {
  const parameters = new SSMClient({})
  const { tables, functions } = await requireDeployment(parameters)
  const lambda = new LambdaClient({})
  return {
    documents: documentClient(),
    parameters,
    tables,
    keyPrefix: installationNames().keyPrefix,
    halt: async name => {
      const asked = { FunctionName: functions[name], ReservedConcurrentExecutions: 0 }
      await lambda.send(new PutFunctionConcurrencyCommand(asked))
    },
    resume: async name => {
      const FunctionName = functions[name]
      const { reservedConcurrentExecutions: room } = reserved(name, readSettings(settingsIn(installationNames())))
      await (room === undefined
        ? lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }))
        : lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: room })))
    },
  }
}

export const recordsIn = ({ documents, tables }: Pick<Installed, 'documents' | 'tables'>): Records => {
  const settings: TableSettings = Object.fromEntries(tableNames.map(name => [`${name}Table`, tables[name]]))
  return recordsOf(documentCalls(documents), settings)
}

export type Item = Readonly<Record<string, unknown>>

export const everyItem = async function* (
  { documents, tables }: Pick<Installed, 'documents' | 'tables'>,
  table: TableName,
): AsyncGenerator<Item> {
  const asked = { TableName: tables[table], ConsistentRead: true }
  for await (const { Items = [] } of paginateScan({ client: documents }, asked)) yield* Items
}

/** The names of all keys that are there. Reads no value. */
export const keyNames = async ({ parameters, keyPrefix }: Pick<Installed, 'parameters' | 'keyPrefix'>) => {
  const names: string[] = []
  const below = { Key: 'Name', Option: 'BeginsWith', Values: [`${keyPrefix}/`] }
  let from: string | undefined
  do {
    const asked = { ParameterFilters: [below], MaxResults: 50, ...(from ? { NextToken: from } : {}) }
    const { Parameters = [], NextToken } = await parameters.send(new DescribeParametersCommand(asked))
    names.push(...Parameters.flatMap(({ Name }) => Name ?? []))
    from = NextToken
  } while (from)
  return names
}
