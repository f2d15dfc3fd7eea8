/** A client that counts the read units a table charges. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { documentClient } from '../../functions/aws/clients.ts'

const consumedSchema = z.looseObject({ ConsumedCapacity: z.looseObject({ CapacityUnits: z.number() }).optional() })

export interface Spent {
  readonly units: number
  readonly requests: number
}

/** `spent()` returns the units since its last call. */
export const countingClient = (endpoint: string): { client: DynamoDBDocumentClient; spent: () => Spent } => {
  let units = 0
  let requests = 0
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' }
  const client = documentClient({ endpoint, region: 'eu-central-1', credentials })
  client.middlewareStack.add(
    next => async args => {
      if (typeof args.input === 'object') Reflect.set(args.input, 'ReturnConsumedCapacity', 'TOTAL')
      const answer = await next(args)
      requests += 1
      units += consumedSchema.parse(answer.output).ConsumedCapacity?.CapacityUnits ?? 0
      return answer
    },
    { step: 'initialize' },
  )
  return {
    client,
    spent: () => {
      const now = { units, requests }
      units = 0
      requests = 0
      return now
    },
  }
}

/** Eventually consistent reads cost half a unit for each 4 KB: the size of these items, each read once. */
export const unitsOf = (items: readonly object[]): number =>
  items.reduce((total: number, item) => total + JSON.stringify(item).length, 0) / 8192
