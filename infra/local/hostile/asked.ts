/** What a request to AWS is, and what it asks of IAM: actions, resources, and the keys of the context that AWS fills in. */
import type { IncomingHttpHeaders } from 'node:http'
import * as z from 'zod'
import { type Table, type TableName, tables } from '../../../functions/tables.ts'
import type { Asked, Context } from './roles.ts'
import { arnOf, region } from './template.ts'

export type Service = 'dynamodb' | 'ssm' | 'ses' | 'lambda' | 'bedrock'

/** As DynamoDB writes an attribute: `{ S: 'text' }`. */
const itemSchema = z.record(z.string(), z.record(z.string(), z.unknown()))
export type StoredItem = z.infer<typeof itemSchema>

const inputSchema = z.looseObject({
  TableName: z.string().optional(),
  IndexName: z.string().optional(),
  Key: itemSchema.optional(),
  Item: itemSchema.optional(),
  Select: z.string().optional(),
  ReturnValues: z.string().optional(),
  KeyConditionExpression: z.string().optional(),
  FilterExpression: z.string().optional(),
  ConditionExpression: z.string().optional(),
  ProjectionExpression: z.string().optional(),
  UpdateExpression: z.string().optional(),
  ScanIndexForward: z.boolean().default(true),
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: itemSchema.default({}),
  RequestItems: z
    .record(
      z.string(),
      z.array(
        z.object({
          PutRequest: z.object({ Item: itemSchema }).optional(),
          DeleteRequest: z.object({ Key: itemSchema }).optional(),
        }),
      ),
    )
    .optional(),
})
export type TableInput = z.infer<typeof inputSchema>

export interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Call extends Sent {
  readonly service: Service
  readonly operation: string
  /** Of DynamoDB alone. */
  readonly input: TableInput | null
  readonly asked: readonly Asked[]
  /** What it is about without saying about whom: a table, a class of keys. */
  readonly about: string
}

const isTableName = (name: string): name is TableName => Object.hasOwn(tables, name)

export const tableOf = (name: string): Table => {
  if (!isTableName(name)) throw new Error(`asked: no table ${name}`)
  return tables[name]
}

const tableArn = (name: string): string => arnOf('dynamodb', `table/${name}`)

export const textIn = (item: StoredItem | undefined, name: string): string | undefined => {
  const value = item?.[name]?.['S']
  return typeof value === 'string' ? value : undefined
}

export const nameIn = ({ ExpressionAttributeNames }: TableInput, alias: string): string =>
  ExpressionAttributeNames[alias] ?? alias

const expressionsOf = (input: TableInput): string[] =>
  [
    input.KeyConditionExpression,
    input.FilterExpression,
    input.ConditionExpression,
    input.ProjectionExpression,
    input.UpdateExpression,
  ].flatMap(text => text ?? [])

/** Attributes of the item that a request names. Below a dot is the inside of one; `#` begins an alias, as all have here. */
const attributesOf = (input: TableInput): string[] => {
  const aliases = expressionsOf(input).flatMap(text => [...text.matchAll(/(?<![.\w])#\w+/g)].map(([alias]) => alias))
  const named = aliases.map(alias => nameIn(input, alias))
  return [...new Set([...named, ...Object.keys(input.Item ?? {}), ...Object.keys(input.Key ?? {})])]
}

/** The key of the partition that a request is for; undefined where it names none. */
export const leadingKey = (input: TableInput): string | undefined => {
  const table = tableOf(input.TableName ?? '')
  const index = table.indexes.find(({ name }) => name === input.IndexName)
  const given = textIn(input.Key ?? input.Item, table.partitionKey)
  if (given !== undefined) return given
  const { partitionKey } = index ?? table
  for (const [, alias = '', value = ''] of (input.KeyConditionExpression ?? '').matchAll(/(#\w+)\s*=\s*(:\w+)/g)) {
    if (nameIn(input, alias) === partitionKey) return textIn(input.ExpressionAttributeValues, value)
  }
  return undefined
}

/** The items and keys of a batch, by table. */
export const batched = (input: TableInput): [string, StoredItem[]][] =>
  Object.entries(input.RequestItems ?? {}).map(([name, requests]) => [
    name,
    requests.flatMap(({ PutRequest, DeleteRequest }) => {
      const item = PutRequest?.Item ?? DeleteRequest?.Key
      return item ? [item] : []
    }),
  ])

const ofTable = (operation: string, input: TableInput): Asked[] => {
  const action = `dynamodb:${operation}`
  if (input.RequestItems) {
    return batched(input).map(([name, items]) => ({
      action,
      resource: tableArn(name),
      context: {
        'dynamodb:LeadingKeys': items.flatMap(item => textIn(item, tableOf(name).partitionKey) ?? []),
        'dynamodb:Attributes': [...new Set(items.flatMap(item => Object.keys(item)))],
      },
    }))
  }
  const leading = leadingKey(input)
  const isWrite = ['PutItem', 'UpdateItem', 'DeleteItem'].includes(operation)
  const returned = input.ReturnValues ?? (isWrite ? 'NONE' : undefined)
  const context: Context = {
    'dynamodb:Attributes': attributesOf(input),
    ...(leading === undefined ? {} : { 'dynamodb:LeadingKeys': [leading] }),
    ...(input.Select === undefined ? {} : { 'dynamodb:Select': [input.Select] }),
    ...(returned === undefined ? {} : { 'dynamodb:ReturnValues': [returned] }),
  }
  const table = tableArn(input.TableName ?? '')
  return [{ action, resource: input.IndexName ? `${table}/index/${input.IndexName}` : table, context }]
}

const parameterSchema = z.object({
  Name: z.string().optional(),
  Names: z.array(z.string()).optional(),
  Overwrite: z.boolean().default(false),
})

const ofParameters = (operation: string, body: string): Pick<Call, 'asked' | 'about'> => {
  // Whose names are filtered by makes no difference: it has no resource of its own.
  if (operation === 'DescribeParameters')
    return { asked: [{ action: 'ssm:DescribeParameters', resource: '*', context: {} }], about: '' }
  const { Name, Names = [], Overwrite } = parameterSchema.parse(JSON.parse(body || '{}'))
  const names = Name === undefined ? Names : [Name]
  const context: Context = operation === 'PutParameter' ? { 'ssm:Overwrite': [String(Overwrite)] } : {}
  return {
    asked: names.map(name => ({
      action: `ssm:${operation}`,
      resource: arnOf('ssm', `parameter${name}`),
      context,
    })),
    about: names[0]?.split('/')[2] ?? '',
  }
}

const senderOf = (form: URLSearchParams): string => {
  const mime = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64').toString('latin1')
  const [head = ''] = mime.split(/\r?\n\r?\n/, 1)
  const from = /^From:\s*(.*(?:\r?\n[ \t].*)*)$/im.exec(head)?.[1] ?? ''
  return /<([^<>]+)>/.exec(from)?.[1] ?? from.trim()
}

/** A mail is asked of the identity that it comes from, and of its configuration set. */
const ofMail = (operation: string, form: URLSearchParams): Asked[] => {
  const action = `ses:${operation}`
  if (operation !== 'SendRawEmail') return [{ action, resource: '*', context: {} }]
  const from = senderOf(form)
  const context: Context = { 'ses:FromAddress': [from] }
  const set = form.get('ConfigurationSetName')
  const resources = [`identity/${from.slice(from.indexOf('@') + 1)}`, ...(set ? [`configuration-set/${set}`] : [])]
  return resources.map(resource => ({ action, resource: arnOf('ses', resource), context }))
}

const invocation = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/
const model = /^\/model\/([^/]+)\//

const bedrockCall = (pathname: string): Omit<Call, keyof Sent> | null => {
  const id = decodeURIComponent(model.exec(pathname)?.[1] ?? '')
  const isModel = id !== ''
  if (!isModel && !pathname.startsWith('/logging/')) return null
  const operation = isModel ? 'InvokeModel' : 'GetModelInvocationLoggingConfiguration'
  const resource = isModel ? `arn:aws:bedrock:${region}::foundation-model/${id}` : '*'
  const asked = [{ action: `bedrock:${operation}`, resource, context: {} }]
  return { service: 'bedrock', operation, input: null, asked, about: id }
}

/** What a request is, from its head and body. */
export const callOf = (sent: Sent): Call => {
  const { url, headers, body } = sent
  const [target = '', operation = ''] = String(headers['x-amz-target'] ?? '').split('.')
  if (target === 'DynamoDB_20120810') {
    const input = inputSchema.parse(JSON.parse(body))
    const table = input.TableName ?? Object.keys(input.RequestItems ?? {})[0] ?? ''
    const about = input.IndexName ? `${table}/${input.IndexName}` : table
    return { ...sent, service: 'dynamodb', operation, input, asked: ofTable(operation, input), about }
  }
  if (target === 'AmazonSSM') {
    return { ...sent, service: 'ssm', operation, input: null, ...ofParameters(operation, body) }
  }
  const { pathname } = new URL(url, 'http://aws.local')
  const name = invocation.exec(pathname)?.[1]
  if (name) {
    const asked = [{ action: 'lambda:InvokeFunction', resource: arnOf('lambda', `function:${name}`), context: {} }]
    return { ...sent, service: 'lambda', operation: 'Invoke', input: null, asked, about: name }
  }
  const bedrock = bedrockCall(pathname)
  if (bedrock) return { ...sent, ...bedrock }
  const form = new URLSearchParams(body)
  const action = form.get('Action') ?? ''
  return { ...sent, service: 'ses', operation: action, input: null, asked: ofMail(action, form), about: '' }
}
