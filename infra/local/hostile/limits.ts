/**
 * What AWS gives at most: units of a partition in a second, the size of an item, calls of the parameter store. They are
 * counted by the machine's clock, as AWS counts them: how busy the functions are is real, whatever their events say.
 */
import { batched, type Call, leadingKey, type StoredItem, tableOf, textIn } from './asked.ts'
import { type Layer, refusal, type Reply } from './replies.ts'

const writeUnits = 1_000
const readUnits = 3_000
const itemBytes = 400 * 1024

/**
 * Of standard throughput, in a second, for the whole account. AWS publishes none for deletions, which get the same as
 * what made what they delete, nor for descriptions.
 */
const parameterRates: Readonly<Record<string, number>> = {
  GetParameter: 40,
  GetParameters: 40,
  PutParameter: 3,
  DeleteParameter: 3,
  DescribeParameters: 3,
}

interface Bucket {
  /** Below nothing where the last call took more than there was: then all wait until it is made up for. */
  level: number
  at: number
}

const buckets = (now: () => number) => {
  const all = new Map<string, Bucket>()
  const filled = (name: string, perSecond: number): Bucket => {
    const at = now()
    const bucket = all.get(name) ?? { level: perSecond, at }
    bucket.level = Math.min(perSecond, bucket.level + ((at - bucket.at) / 1000) * perSecond)
    bucket.at = at
    all.set(name, bucket)
    return bucket
  }
  return {
    has: (name: string, perSecond: number): boolean => filled(name, perSecond).level > 0,
    take: (name: string, perSecond: number, units: number): void => {
      filled(name, perSecond).level -= units
    },
  }
}

const sizeOf = (type: string, value: unknown): number => {
  if (type === 'S') return Buffer.byteLength(String(value))
  if (type === 'N') return Math.ceil(String(value).length / 2) + 1
  if (type === 'B') return Buffer.from(String(value), 'base64').length
  if (type === 'M' && typeof value === 'object' && value !== null) return 3 + Object.keys(value).length + bytesOf(value)
  if (type === 'L' && Array.isArray(value)) {
    return 3 + value.reduce((sum: number, one: object) => sum + 1 + valueBytes(one), 0)
  }
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + sizeOf(type.slice(0, 1), one), 0)
  return 1
}

const valueBytes = (value: object): number =>
  Object.entries(value).reduce((sum, [type, inner]) => sum + sizeOf(type, inner), 0)

/** Of an item as DynamoDB counts it: names and values, texts in UTF-8. */
export const bytesOf = (item: object): number =>
  Object.entries(item).reduce(
    (sum, [name, value]) =>
      sum + Buffer.byteLength(name) + (typeof value === 'object' && value ? valueBytes(value) : 0),
    0,
  )

const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'])

/** The partitions that a call works in, with the items that it brings. */
const placesOf = ({ input, about }: Call): readonly { partition: string; items: readonly StoredItem[] }[] => {
  if (!input) return []
  if (!input.RequestItems) {
    return [{ partition: `${about} ${leadingKey(input) ?? ''}`, items: input.Item ? [input.Item] : [] }]
  }
  return batched(input).flatMap(([table, items]) =>
    items.map(item => ({ partition: `${table} ${textIn(item, tableOf(table).partitionKey) ?? ''}`, items: [item] })),
  )
}

/** What DynamoDB says that a call took, when it is asked. */
const unitsIn = ({ body }: Reply): number => {
  const { ConsumedCapacity = [] }: { ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[] } =
    JSON.parse(body)
  return [ConsumedCapacity].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0)
}

const metered = (call: Call): Call => ({
  ...call,
  body: JSON.stringify({ ...JSON.parse(call.body), ReturnConsumedCapacity: 'TOTAL' }),
})

/** `now`: milliseconds that never go backwards. */
export const limitsBy = (now: () => number): Layer => {
  const { has, take } = buckets(now)

  const ofParameters: Layer = async (call, _caller, send) => {
    const rate = parameterRates[call.operation]
    if (rate !== undefined && !has(call.operation, rate)) return refusal('ssm', 'throttled', 'Rate exceeded')
    take(call.operation, rate ?? 0, 1)
    return send(call)
  }

  const ofTables: Layer = async (call, _caller, send) => {
    const places = placesOf(call)
    if (places.some(({ items }) => items.some(item => bytesOf(item) > itemBytes))) {
      return refusal('dynamodb', 'too-large', 'Item size has exceeded the maximum allowed size')
    }
    const isWrite = writes.has(call.operation)
    const perSecond = isWrite ? writeUnits : readUnits
    const name = (partition: string): string => `${isWrite ? 'write' : 'read'} ${partition}`
    if (!places.every(({ partition }) => has(name(partition), perSecond))) {
      return refusal('dynamodb', 'throttled', 'Throughput exceeds the current throughput limit for your table or index')
    }
    const reply = await send(metered(call))
    if (reply?.status !== 200) return reply
    const units = unitsIn(reply)
    for (const { partition } of places) take(name(partition), perSecond, units / places.length)
    return reply
  }

  return (call, caller, send) => {
    if (call.service === 'dynamodb') return ofTables(call, caller, send)
    if (call.service === 'ssm') return ofParameters(call, caller, send)
    return send(call)
  }
}
