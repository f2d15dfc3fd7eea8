/**
 * Indexes follow their tables, and the parameter store what was put into it, after a while: until some more calls were
 * made or a second is over, whichever is first; parameters take five times as long. How many calls is drawn, so that
 * nothing can count on one order.
 */
import { randomInt } from 'node:crypto'
import * as z from 'zod'
import { batched, type Call, nameIn, type StoredItem, type TableInput, tableOf, textIn } from './asked.ts'
import { type Answered, type Layer, refusal, type Reply, type Send } from './replies.ts'

const callsAtMost = 40
const millisecondsAtMost = 1_000
/** A store of parameters takes longer: so many times as many calls, and as long. */
const longerForParameters = 5

interface Settling {
  readonly calls: number
  readonly at: number
}

const itemSchema = z.record(z.string(), z.record(z.string(), z.unknown()))
const itemReply = z.object({ Item: itemSchema.optional() })
const queryReply = z.looseObject({ Items: z.array(itemSchema).default([]), LastEvaluatedKey: z.unknown().optional() })
const parametersReply = z.looseObject({
  Parameters: z.array(z.looseObject({ Name: z.string() })).default([]),
  InvalidParameters: z.array(z.string()).default([]),
})
const namedSchema = z.object({ Name: z.string().default('') })

const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'])

/** `now`: milliseconds that never go backwards. */
export const lagBy = (now: () => number, drawn: () => number = () => randomInt(callsAtMost)): Layer => {
  let calls = 0
  const begin = (longer = 1): Settling => ({
    calls: calls + drawn() * longer,
    at: now() + millisecondsAtMost * longer,
  })
  const isOver = (settling: Settling): boolean => calls > settling.calls || now() > settling.at

  /** Items as their indexes still have them, by table and key; null for one that is not there yet. */
  const shown = new Map<string, Settling & { readonly table: string; readonly before: StoredItem | null }>()
  const fresh = new Map<string, Settling>()

  const keyOf = (table: string, item: StoredItem): StoredItem => {
    const { partitionKey, sortKey } = tableOf(table)
    return { [partitionKey]: item[partitionKey] ?? {}, [sortKey]: item[sortKey] ?? {} }
  }
  const placeOf = (table: string, item: StoredItem): string => `${table} ${JSON.stringify(keyOf(table, item))}`

  const remember = async (call: Call, table: string, item: StoredItem, send: Send): Promise<void> => {
    const place = placeOf(table, item)
    const known = shown.get(place)
    if (known && !isOver(known)) return
    const body = JSON.stringify({ TableName: table, Key: keyOf(table, item), ConsistentRead: true })
    const headers = { ...call.headers, 'x-amz-target': 'DynamoDB_20120810.GetItem' }
    const reply = await send({ ...call, operation: 'GetItem', headers, body })
    if (reply?.status !== 200) return
    shown.set(place, { ...begin(), table, before: itemReply.parse(JSON.parse(reply.body)).Item ?? null })
  }

  /** Whether an item stood where a query of an index looks. */
  const isAsked = (input: TableInput, item: StoredItem): boolean => {
    const condition = input.KeyConditionExpression ?? ''
    const valueOf = (alias = ''): string => textIn(input.ExpressionAttributeValues, alias) ?? ''
    const [, partition = '', equal] = /(#\w+) = (:\w+)/.exec(condition) ?? []
    if (textIn(item, nameIn(input, partition)) !== valueOf(equal)) return false
    const [, sort, from, to] = /(#\w+) BETWEEN (:\w+) AND (:\w+)/.exec(condition) ?? []
    const index = tableOf(input.TableName ?? '').indexes.find(({ name }) => name === input.IndexName)
    const at = textIn(item, sort ? nameIn(input, sort) : (index?.sortKey ?? ''))
    return at !== undefined && (sort === undefined || (at >= valueOf(from) && at <= valueOf(to)))
  }

  /** The answer of an index as it would have been a while ago. What it no longer has comes back on the last page alone. */
  const earlier = (input: TableInput, reply: Reply): Reply => {
    const table = input.TableName ?? ''
    const answer = queryReply.parse(JSON.parse(reply.body))
    for (const [place, settling] of shown) if (isOver(settling)) shown.delete(place)
    const settled = answer.Items.filter(item => !shown.has(placeOf(table, item)))
    const isWhole = answer.LastEvaluatedKey === undefined && input['ExclusiveStartKey'] === undefined
    const before = isWhole
      ? [...shown.values()].flatMap(one =>
          one.table === table && one.before && isAsked(input, one.before) ? [one.before] : [],
        )
      : []
    const sortKey = tableOf(table).indexes.find(({ name }) => name === input.IndexName)?.sortKey ?? ''
    const order = input.ScanIndexForward ? 1 : -1
    const Items = [...settled, ...before].toSorted((one, other) =>
      (textIn(one, sortKey) ?? '') < (textIn(other, sortKey) ?? '') ? -order : order,
    )
    return { ...reply, body: JSON.stringify({ ...answer, Items, Count: Items.length }) }
  }

  const ofTables = async (call: Call, input: TableInput, send: Send): Promise<Answered> => {
    if (writes.has(call.operation)) {
      const items = input.RequestItems
        ? batched(input)
        : ([[input.TableName ?? '', [input.Item ?? input.Key ?? {}]]] satisfies [string, StoredItem[]][])
      for (const [table, those] of items) {
        if (tableOf(table).indexes.length === 0) continue
        for (const item of those) await remember(call, table, item, send)
      }
      return send(call)
    }
    const reply = await send(call)
    return reply?.status === 200 && input.IndexName ? earlier(input, reply) : reply
  }

  const ofParameters = async (call: Call, send: Send): Promise<Answered> => {
    const { Name } = namedSchema.parse(JSON.parse(call.body))
    const isFresh = (name: string): boolean => {
      const settling = fresh.get(name)
      return settling !== undefined && !isOver(settling)
    }
    if (call.operation === 'PutParameter') fresh.set(Name, begin(longerForParameters))
    if (call.operation === 'GetParameter' && isFresh(Name)) return refusal('ssm', 'not-found', '')
    const reply = await send(call)
    if (!['GetParameters', 'DescribeParameters'].includes(call.operation) || reply?.status !== 200) return reply
    const answer = parametersReply.parse(JSON.parse(reply.body))
    const { Parameters, InvalidParameters } = answer
    const body = {
      ...answer,
      Parameters: Parameters.filter(one => !isFresh(one.Name)),
      InvalidParameters: [...InvalidParameters, ...Parameters.map(one => one.Name).filter(isFresh)],
    }
    return { ...reply, body: JSON.stringify(body) }
  }

  return (call, _caller, send) => {
    calls += 1
    if (call.service === 'ssm') return ofParameters(call, send)
    return call.input ? ofTables(call, call.input, send) : send(call)
  }
}
