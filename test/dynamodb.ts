/**
 * DynamoDB for tests: dynalite as a process of its own (it throws on some errors), with the seven tables; and two lenses
 * on its client, one that cuts a run off at a chosen call, one that lets through what the manifest grants alone.
 */
import { ChildProcess, spawn } from 'node:child_process'
import { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { CreateTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { documentClient } from '../functions/aws/clients.ts'
import { type Calendar, usualCalendar } from '../functions/domain/time/calendar.ts'
import { type LambdaName, type TableGrant, manifest } from '../functions/manifest.ts'
import { type Table, type TableName, tableNames, tables } from '../functions/tables.ts'

/** Table names as every test's environment has them, and the calendar where nobody has set one. */
export const testTables = {
  peopleTable: 'people',
  slotsTable: 'slots',
  surveysTable: 'surveys',
  ballotsTable: 'ballots',
  learningTable: 'learning',
  liveTable: 'live',
  traceTable: 'trace',
  calendar: usualCalendar,
} as const satisfies Record<`${TableName}Table`, string> & { readonly calendar: Calendar }

// A line 'start' gives a port with an empty database; a port closes its own. It ends with whoever started it.
const program = `
  const dynalite = require('dynalite')
  const servers = new Map()
  const start = () => {
    const server = dynalite({ createTableMs: 0, deleteTableMs: 0 })
    server.keepAliveTimeout = 120_000
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      servers.set(String(port), server)
      console.log(port)
    })
  }
  const close = port => {
    servers.get(port).closeAllConnections()
    servers.get(port).close()
    servers.delete(port)
  }
  require('readline').createInterface(process.stdin)
    .on('line', line => (line === 'start' ? start() : close(line)))
    .on('close', () => process.exit(0))
`

const startServer = () => {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ports = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return { child, ports }
}
let server: ReturnType<typeof startServer> | undefined

/** The port of a new database in the process that this one has, or in a new one where dynalite has ended it. */
const newDatabase = async () => {
  if (!server || server.child.exitCode !== null) server = startServer()
  const { child, ports } = server
  const handles = [child, child.stdin, child.stdout].filter(
    handle => handle instanceof ChildProcess || handle instanceof Socket,
  )
  for (const handle of handles) handle.ref()
  child.stdin.write('start\n')
  const { value: port } = await ports.next()
  // Nobody has to wait for it to end.
  for (const handle of handles) handle.unref()
  if (!port) throw new Error('dynalite ended before it had a port')
  return { port, close: () => child.stdin.write(`${port}\n`) }
}

const keySchema = (partitionKey: string, sortKey: string) => [
  { AttributeName: partitionKey, KeyType: 'HASH' as const },
  { AttributeName: sortKey, KeyType: 'RANGE' as const },
]

const createTable = (name: TableName): CreateTableCommand => {
  const table: Table = tables[name]
  const keys = [table, ...table.indexes].flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey])
  return new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(table.partitionKey, table.sortKey),
    AttributeDefinitions: [...new Set(keys)].map(key => ({ AttributeName: key, AttributeType: 'S' })),
    ...(table.indexes.length > 0
      ? {
          GlobalSecondaryIndexes: table.indexes.map(index => ({
            IndexName: index.name,
            KeySchema: keySchema(index.partitionKey, index.sortKey),
            Projection: { ProjectionType: 'ALL' as const },
          })),
        }
      : {}),
  })
}

export interface TestDynamoDb {
  readonly client: DynamoDBDocumentClient
  /** For processes of their own: AWS_ENDPOINT_URL_DYNAMODB. */
  readonly endpoint: string
  readonly stop: () => Promise<void>
}

/** The seven tables, empty, each under its own name. Call `stop` when done. */
export const startDynamoDb = async (): Promise<TestDynamoDb> => {
  const { port, close } = await newDatabase()
  const endpoint = `http://127.0.0.1:${port}`
  const client = retryingClient(endpoint)
  for (const name of tableNames) await client.send(createTable(name))
  // Made is not yet there: a put that comes too soon finds no table.
  for (const TableName of tableNames) {
    for (let status = ''; status !== 'ACTIVE'; ) {
      status = (await client.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus ?? ''
    }
  }
  const stop = async (): Promise<void> => {
    client.destroy()
    close()
  }
  return { client, endpoint, stop }
}

/** Empty tables for one case, so that a case does not have to read what the cases before it have left. */
export const withDynamoDb = async <T>(work: (client: DynamoDBDocumentClient) => Promise<T>): Promise<T> => {
  const { client, stop } = await startDynamoDb()
  try {
    return await work(client)
  } finally {
    await stop()
  }
}

/** DynamoDB refuses an empty text as a key, in a key condition too; dynalite takes it there. */
const refuseEmptyKeys = (name: string, input: Input): void => {
  const isEmpty = (value: unknown): boolean =>
    value === '' || (typeof value === 'object' && value !== null && 'S' in value && value.S === '')
  const condition = (name === 'QueryCommand' && input.KeyConditionExpression) || ''
  const asked = condition.match(/:\w+/g)?.map(alias => input.ExpressionAttributeValues?.[alias]) ?? []
  const table: Table | undefined = tables[input.TableName as TableName]
  const named = [table, ...(table?.indexes ?? [])].flatMap(of => (of ? [of.partitionKey, of.sortKey] : []))
  const keyed = [input.Key, input.Item].flatMap(of => (of ? named.map(attribute => of[attribute]) : []))
  if ([...asked, ...keyed].some(isEmpty))
    throw Object.assign(new Error('a key attribute cannot be an empty text'), { name: 'ValidationException' })
}

/** Like the one of `startDynamoDb`: it sends again what was lost, as every client in production does. */
const retryingClient = (endpoint: string): DynamoDBDocumentClient => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = documentClient({ endpoint, region: 'eu-central-1', credentials })
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async args => {
        refuseEmptyKeys(commandName, args.input as Input)
        return next(args)
      },
    { step: 'initialize', priority: 'high' },
  )
  return client
}

/**
 * The same tables by a client of its own that never hears of the first call of this name whose input has `text` in it:
 * the call is carried out, its answer is lost, and the client sends it again. `lost()` tells whether there was one.
 */
export const losingReply = (endpoint: string, call: string, text = '') => {
  const client = retryingClient(endpoint)
  let lost = false
  client.middlewareStack.add(
    (next, { commandName }) =>
      async args => {
        const answer = await next(args)
        if (lost || commandName !== `${call}Command` || !JSON.stringify(args.input).includes(text)) return answer
        lost = true
        throw Object.assign(new Error('the reply was lost'), { name: 'TimeoutError' })
      },
    { step: 'deserialize', priority: 'high' },
  )
  return { client, lost: (): boolean => lost }
}

type Send = (command: object, ...rest: unknown[]) => Promise<unknown>

/** The same client with another `send`. */
const withSend = (client: DynamoDBDocumentClient, make: (send: Send) => Send): DynamoDBDocumentClient => {
  const send = make(async (...call) => await Reflect.apply(Reflect.get(client, 'send'), client, call))
  return new Proxy(client, {
    get: (target, name) => (name === 'send' ? send : Reflect.get(target, name, target)),
  })
}

/** What a cut-off call throws: not an SDK error, as a killed process gives none either. */
export class CutOff extends Error {
  override readonly name = 'CutOff'
}

/**
 * Lets `calls` calls through; the next one, and all after it, throw. With 'after', the first one cut is carried out
 * and its answer lost. `cut()` tells whether any was.
 */
export const cutOff = (client: DynamoDBDocumentClient, calls: number, when: 'before' | 'after') => {
  let seen = 0
  const cutting = withSend(client, send => async (...call) => {
    seen += 1
    if (seen <= calls) return send(...call)
    if (when === 'after' && seen === calls + 1) await send(...call)
    throw new CutOff()
  })
  return { client: cutting, cut: (): boolean => seen > calls, calls: (): number => seen }
}

/** Holds the first call that `matches` until `release`; `reached` resolves once it is held. All others pass. */
export const holdAt = (client: DynamoDBDocumentClient, matches: (command: object) => boolean) => {
  const held = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  let done = false
  const holding = withSend(client, send => async (command, ...rest) => {
    if (!done && matches(command)) {
      done = true
      reached.resolve()
      await held.promise
    }
    return send(command, ...rest)
  })
  return { client: holding, reached: reached.promise, release: () => held.resolve() }
}

const actions: Readonly<Record<string, TableGrant['actions'][number]>> = {
  GetCommand: 'get',
  PutCommand: 'put',
  UpdateCommand: 'update',
  DeleteCommand: 'delete',
  QueryCommand: 'query',
}

interface BatchRequest {
  readonly PutRequest?: { readonly Item?: Readonly<Record<string, unknown>> }
  readonly DeleteRequest?: { readonly Key?: Readonly<Record<string, unknown>> }
}

interface Input {
  readonly RequestItems?: Readonly<Record<string, readonly BatchRequest[]>>
  readonly TableName?: string
  readonly IndexName?: string
  readonly Key?: Readonly<Record<string, unknown>>
  readonly Item?: Readonly<Record<string, unknown>>
  readonly KeyConditionExpression?: string
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>
  readonly Select?: string
}

const matches = (pattern: string, partition: string): boolean =>
  pattern.endsWith('*') ? partition.startsWith(pattern.slice(0, -1)) : partition === pattern

interface Touch {
  readonly table: string | undefined
  readonly action: TableGrant['actions'][number] | undefined
  readonly keyed: Readonly<Record<string, unknown>> | undefined
}

/** A batch is as many single writes. */
const touches = (name: string, input: Input): Touch[] =>
  name === 'BatchWriteCommand'
    ? Object.entries(input.RequestItems ?? {}).flatMap(([table, requests]) =>
        requests.map(
          ({ PutRequest, DeleteRequest }): Touch =>
            PutRequest
              ? { table, action: 'put', keyed: PutRequest.Item }
              : { table, action: 'delete', keyed: DeleteRequest?.Key },
        ),
      )
    : [{ table: input.TableName, action: actions[name], keyed: input.Key ?? input.Item }]

const allows = (grant: TableGrant, { table, action, keyed }: Touch, input: Input): boolean => {
  if (grant.table !== table || action === undefined || !grant.actions.includes(action)) return false
  if (input.IndexName && !grant.indexes?.includes(input.IndexName)) return false
  if (grant.reads === 'count' && action === 'query' && input.Select !== 'COUNT') return false
  const values = keyed
    ? [keyed[tables[grant.table].partitionKey]]
    : Object.values(input.ExpressionAttributeValues ?? {})
  return !grant.partitions || values.some(value => grant.partitions?.some(pattern => matches(pattern, String(value))))
}

/** Every call outside the function's row of the manifest throws, as the account would refuse it. */
export const withinGrants = (client: DynamoDBDocumentClient, lambda: LambdaName): DynamoDBDocumentClient => {
  const grants: readonly TableGrant[] = manifest[lambda].tables
  return withSend(client, send => async (command, ...rest) => {
    const { name } = command.constructor
    const input: Input = 'input' in command ? (command.input as Input) : {}
    for (const touch of touches(name, input)) {
      if (grants.some(grant => allows(grant, touch, input))) continue
      throw new Error(`${lambda} is not granted ${touch.action ?? name} on ${touch.table}`)
    }
    return send(command, ...rest)
  })
}
