/** DynamoDB on this machine: dynalite as a child process over a folder, with the tables of functions/tables.ts. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { type Table, type TableName, tableNames, tables } from '../../../functions/tables.ts'

export type Item = Readonly<Record<string, unknown>>

export interface Tables {
  readonly endpoint: string
  /** Every item of a table, in no order, its bytes as base64. */
  readonly scan: (table: TableName) => Promise<Item[]>
  readonly stop: () => Promise<void>
  /** The process id, for whoever wants to see it restart. */
  readonly processId: () => number | undefined
}

/** A folder stays locked for a moment after a process that held it was killed. */
const startAttempts = 6
const pauseMilliseconds = 200

const listening = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once('message', message => {
      const port = typeof message === 'object' && 'port' in message ? Number(message.port) : 0
      resolve(port)
    })
    child.once('exit', code => reject(new Error(`dynamodb: its process ended with ${code}`)))
  })

const definition = (name: TableName, table: Table) => {
  const attributes = new Set([
    table.partitionKey,
    table.sortKey,
    ...table.indexes.flatMap(index => [index.partitionKey, index.sortKey]),
  ])
  const keys = ({ partitionKey, sortKey }: { partitionKey: string; sortKey: string }) => [
    { AttributeName: partitionKey, KeyType: 'HASH' as const },
    { AttributeName: sortKey, KeyType: 'RANGE' as const },
  ]
  const indexes = table.indexes.map(index => ({
    IndexName: index.name,
    KeySchema: keys(index),
    Projection: { ProjectionType: 'ALL' as const },
  }))
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST' as const,
    AttributeDefinitions: [...attributes].map(AttributeName => ({ AttributeName, AttributeType: 'S' as const })),
    KeySchema: keys(table),
    ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes } : {}),
  }
}

/** Attributes of a key or an index that differ between what is asked for and what the folder holds. */
const shapeOf = (shape: {
  KeySchema?: readonly { AttributeName?: string | undefined }[] | undefined
  GlobalSecondaryIndexes?:
    | readonly {
        IndexName?: string | undefined
        KeySchema?: readonly { AttributeName?: string | undefined }[] | undefined
      }[]
    | undefined
}): string =>
  JSON.stringify([
    shape.KeySchema?.map(key => key.AttributeName),
    (shape.GlobalSecondaryIndexes ?? [])
      .map(index => `${index.IndexName}: ${index.KeySchema?.map(key => key.AttributeName).join()}`)
      .sort(),
  ])

const createTable = async (client: DynamoDBClient, name: TableName): Promise<void> => {
  const wanted = definition(name, tables[name])
  try {
    const { Table: found } = await client.send(new DescribeTableCommand({ TableName: name }))
    if (shapeOf(found ?? {}) !== shapeOf(wanted)) {
      throw new Error(`dynamodb: table ${name} has other keys than this version's: start with another data folder`)
    }
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error
    await client.send(new CreateTableCommand(wanted))
  }
  // Made is not yet there: a put that comes too soon finds no table.
  for (let status = ''; status !== 'ACTIVE'; ) {
    const { Table: made } = await client.send(new DescribeTableCommand({ TableName: name }))
    status = made?.TableStatus ?? ''
    if (status !== 'ACTIVE') await new Promise(resolve => setTimeout(resolve, pauseMilliseconds / 10))
  }
}

/** Bytes as base64, so that an item is plain JSON. */
const plain = (item: Item): Item =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
    ]),
  )

type Server = Pick<Tables, 'endpoint' | 'stop' | 'processId'>
/** Starts another engine than dynalite, which keeps its tables for itself. */
export type StartEngine = () => Promise<Server>

/** Refuses a folder that another process holds. */
const startDynalite = async (folder: string): Promise<Server> => {
  let stopping = false
  let port = 0
  let child: ChildProcess | undefined

  const start = async (): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      if (stopping) return
      // dynalite writes its own failures to standard error, with items in them: they are nobody's log lines.
      child = fork(path.join(import.meta.dirname, 'table-process.ts'), [folder, String(port)], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        execArgv: [],
      })
      try {
        port = await listening(child)
        child.once('exit', () => {
          start().catch((error: unknown) => {
            console.error(error)
            process.exitCode = 1
          })
        })
        return
      } catch (error) {
        if (attempt < startAttempts) await new Promise(resolve => setTimeout(resolve, pauseMilliseconds))
        else throw new Error(`dynamodb: cannot open ${folder}. Does another Murmur run on it?`, { cause: error })
      }
    }
  }
  const stop = async (): Promise<void> => {
    stopping = true
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }

  await start()
  return { endpoint: `http://127.0.0.1:${port}`, stop, processId: () => child?.pid }
}

/** Tables and indexes are made where they are missing. */
export const startTables = async (
  folder: string,
  startEngine: StartEngine = () => startDynalite(folder),
): Promise<Tables> => {
  const { endpoint, stop, processId } = await startEngine()
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 5,
  })
  try {
    for (const name of tableNames) await createTable(client, name)
  } catch (error) {
    await stop()
    throw error
  }
  const documents = DynamoDBDocumentClient.from(client)
  return {
    endpoint,
    scan: async table => {
      const items: Item[] = []
      let from: Record<string, unknown> | undefined
      do {
        const page = await documents.send(
          new ScanCommand({ TableName: table, ConsistentRead: true, ...(from ? { ExclusiveStartKey: from } : {}) }),
        )
        items.push(...(page.Items ?? []).map(plain))
        from = page.LastEvaluatedKey
      } while (from)
      return items
    },
    stop: async () => {
      client.destroy()
      await stop()
    },
    processId,
  }
}
