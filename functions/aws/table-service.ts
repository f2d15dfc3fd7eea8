/** DynamoDB through `json-service.ts`: the operations and shapes of the document client without its weight. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { type marshallOptions, marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod'
import { jsonService, type ServiceCall } from './json-service.ts'

export type TableOperation = 'GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'Query'

type Plain = Readonly<Record<string, unknown>>

/** Named as in DynamoDB; items and values are plain JSON. Bytes can be written but are not read back as bytes. */
export interface TableInput {
  readonly TableName: string
  readonly IndexName?: string
  readonly Key?: Plain
  readonly Item?: Plain
  readonly Select?: 'COUNT' | 'SPECIFIC_ATTRIBUTES'
  readonly ScanIndexForward?: boolean
  readonly ConsistentRead?: boolean
  readonly Limit?: number
  readonly KeyConditionExpression?: string
  readonly FilterExpression?: string
  readonly ConditionExpression?: string
  readonly UpdateExpression?: string
  readonly ProjectionExpression?: string
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>
  readonly ExpressionAttributeValues?: Plain
  readonly ExclusiveStartKey?: Plain | undefined
  readonly ReturnValues?: 'ALL_NEW'
}

export interface TableAnswer {
  readonly Item?: Record<string, unknown> | undefined
  readonly Attributes?: Record<string, unknown> | undefined
  readonly Items?: Record<string, unknown>[] | undefined
  readonly LastEvaluatedKey?: Record<string, unknown> | undefined
  readonly Count?: number | undefined
}

export type TableCall = (operation: TableOperation, input: TableInput) => Promise<TableAnswer>

const marshalling: marshallOptions = { removeUndefinedValues: true }
const plainInputs = ['Key', 'Item', 'ExpressionAttributeValues', 'ExclusiveStartKey'] as const

/** Bytes become base64. Before JSON.stringify, because a Buffer's own `toJSON` runs ahead of any replacer. */
const bytesAsText = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(bytesAsText)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, bytesAsText(inner)]))
}

const attributes = z.record(z.string(), z.custom<AttributeValue>())
const answerSchema = z.object({
  Item: attributes.optional(),
  Attributes: attributes.optional(),
  Items: z.array(attributes).optional(),
  LastEvaluatedKey: attributes.optional(),
  Count: z.int().optional(),
})

const plain = (item: Record<string, AttributeValue> | undefined): Record<string, unknown> | undefined =>
  item && unmarshall(item)

/** Throws `ServiceError`, also when a condition does not hold. */
export const tableService =
  (call: ServiceCall = jsonService('dynamodb')): TableCall =>
  async (operation, input) => {
    const sent: Record<string, unknown> = { ...input }
    for (const name of plainInputs) {
      if (input[name] !== undefined) sent[name] = bytesAsText(marshall(input[name], marshalling))
    }
    const { Item, Attributes, Items, LastEvaluatedKey, Count } = answerSchema.parse(await call(operation, sent))
    return {
      Item: plain(Item),
      Attributes: plain(Attributes),
      Items: Items?.map(item => unmarshall(item)),
      LastEvaluatedKey: plain(LastEvaluatedKey),
      Count,
    }
  }
