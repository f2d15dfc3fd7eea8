/** How every store of `learning` reads and writes its table: by key, by kind, by facet, each write under a condition. */
import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { carriedOut, type Item, queryAll, reached } from '../../aws/documents.ts'
import { type AskedPage, type Page, pageBytes, type Position } from '../../domain/page.ts'
import { Refusal } from '../../domain/refusal.ts'

export const projection = (names: readonly string[]) => ({
  ProjectionExpression: names.map(name => `#${name}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(names.map(name => [`#${name}`, name])),
})

/** As it stands now, all of it or the attributes named. */
export const getItem = async (
  documents: DynamoDBDocumentClient,
  table: string,
  key: Record<string, string>,
  names?: readonly string[],
): Promise<Item | undefined> => {
  const projected = names ? projection(names) : {}
  const command = new GetCommand({ TableName: table, Key: key, ConsistentRead: true, ...projected })
  return (await reached(documents.send(command))).Item
}

/** Part of an index: all of a partition, or what lies between two values of its sort key, both included. */
export interface Span {
  readonly from?: string
  readonly to?: string
}

/** A list that is answered in pages. */
export interface Listed<Shown> {
  readonly index: 'kind' | 'facet'
  readonly value: string
  readonly span?: Span
  readonly newestFirst: boolean
  /** Each of them as it is answered; null: it is not one of the list. */
  readonly show: (items: readonly Item[]) => (Shown | null)[] | Promise<(Shown | null)[]>
}

const sortKeys = { kind: 'at', facet: 'facetAt', mode: 'modeAt' } as const
type Index = keyof typeof sortKeys

const placeSchema = z.object({ pk: z.string(), sk: z.string() })
const placeOf = (item: Item, sort: string): Position => ({ ...placeSchema.parse(item), at: String(item[sort]) })

export interface LearningTable {
  readonly documents: DynamoDBDocumentClient
  readonly learningTable: string
}

/** Incidents, and what was agreed after them, by the key of their failure mode. */
export const modeFacet = (key: string): string => `mode#${key}`

export const learningItems = (documents: DynamoDBDocumentClient, learningTable: string) => {
  const indexQuery = (index: Index, value: string, span: Span, names?: readonly string[]) => {
    const { from = ' ', to = '\uffff' } = span
    const spanned = span.from !== undefined || span.to !== undefined
    const projected = names ? projection(names) : { ExpressionAttributeNames: {} }
    return {
      TableName: learningTable,
      IndexName: index,
      ...projected,
      KeyConditionExpression: spanned ? '#index = :value AND #sort BETWEEN :from AND :to' : '#index = :value',
      ExpressionAttributeNames: {
        ...projected.ExpressionAttributeNames,
        '#index': index,
        ...(spanned ? { '#sort': sortKeys[index] } : {}),
      },
      ExpressionAttributeValues: { ':value': value, ...(spanned ? { ':from': from, ':to': to } : {}) },
      ScanIndexForward: false,
    }
  }

  const ofIndex = (index: Index, value: string, span: Span, names?: readonly string[]) =>
    queryAll(documents, indexQuery(index, value, span, names))

  return {
    get: (pk: string, sk: string, names?: readonly string[]) => getItem(documents, learningTable, { pk, sk }, names),

    /** The latest first. An index lags behind: nobody's own write is read by it. */
    ofKind: (kind: string, span: Span = {}, names?: readonly string[]): Promise<Item[]> =>
      ofIndex('kind', kind, span, names),
    ofFacet: (facet: string, span: Span = {}, names?: readonly string[]): Promise<Item[]> =>
      ofIndex('facet', facet, span, names),
    ofMode: (mode: string, span: Span = {}, names?: readonly string[]): Promise<Item[]> =>
      ofIndex('mode', mode, span, names),

    /** So many at most, the latest first. */
    latestOfMode: async (mode: string, limit: number, names?: readonly string[]): Promise<Item[]> => {
      const command = new QueryCommand({ ...indexQuery('mode', mode, {}, names), Limit: limit })
      return (await reached(documents.send(command))).Items ?? []
    },

    /**
     * A page of an index, after the place where the page before ended. It reads on until the page is full, or as large as
     * an answer may be, or the index at its end. Refuses `bad_cursor` for a place outside of the list.
     */
    page: async <Shown>(
      { index, value, span = {}, newestFirst, show }: Listed<Shown>,
      { limit, after }: AskedPage,
    ): Promise<Page<Shown>> => {
      const sort = sortKeys[index]
      if (after && (after.at < (span.from ?? ' ') || after.at > (span.to ?? '\uffff'))) throw new Refusal('bad_cursor')
      const query = { ...indexQuery(index, value, span), ScanIndexForward: !newestFirst, Limit: limit + 1 }
      const items: Shown[] = []
      let [bytes, last] = [0, after]
      let from: Item | undefined = after ? { [index]: value, [sort]: after.at, pk: after.pk, sk: after.sk } : undefined
      do {
        const command = new QueryCommand({ ...query, ExclusiveStartKey: from })
        const { Items = [], LastEvaluatedKey } = await reached(documents.send(command))
        for (const [number, shown] of (await show(Items)).entries()) {
          const item = Items[number]
          if (shown === null || !item) continue
          const size = Buffer.byteLength(JSON.stringify(shown))
          // One more is there: so the last page is known to be the last.
          if (items.length === limit || (items.length > 0 && bytes + size > pageBytes)) return { items, next: last }
          items.push(shown)
          bytes += size
          last = placeOf(item, sort)
        }
        from = LastEvaluatedKey
      } while (from)
      return { items, next: null }
    },

    /** So many at most, the earliest first. */
    earliestOfFacet: async (facet: string, limit: number, names: readonly string[]): Promise<Item[]> => {
      const { ProjectionExpression, ExpressionAttributeNames } = projection(names)
      const command = new QueryCommand({
        TableName: learningTable,
        IndexName: 'facet',
        KeyConditionExpression: '#facet = :facet',
        ExpressionAttributeNames: { ...ExpressionAttributeNames, '#facet': 'facet' },
        ExpressionAttributeValues: { ':facet': facet },
        ProjectionExpression,
        Limit: limit,
      })
      return (await reached(documents.send(command))).Items ?? []
    },

    /** All of one partition, or what begins with `prefix` in it, by sort key, as it stands now. */
    ofPartition: (pk: string, prefix = ''): Promise<Item[]> =>
      queryAll(documents, {
        TableName: learningTable,
        KeyConditionExpression: prefix === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ...(prefix === '' ? {} : { ':prefix': prefix }) },
        ConsistentRead: true,
      }),

    /** Of what has no version and nobody changes. */
    forget: async (pk: string, sk: string): Promise<void> => {
      await reached(documents.send(new DeleteCommand({ TableName: learningTable, Key: { pk, sk } })))
    },

    /** True: the item was of that version, and is gone now. */
    remove: (pk: string, sk: string, version: number): Promise<boolean> =>
      carriedOut(
        documents.send(
          new DeleteCommand({
            TableName: learningTable,
            Key: { pk, sk },
            ConditionExpression: '#version = :version',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':version': version },
          }),
        ),
      ),

    /** True: the item was absent (`before` null) or of that version, and is there now. */
    put: (item: Item, before: number | null): Promise<boolean> =>
      carriedOut(
        documents.send(
          new PutCommand({
            TableName: learningTable,
            Item: item,
            ...(before === null
              ? { ConditionExpression: 'attribute_not_exists(pk)' }
              : {
                  ConditionExpression: '#version = :before',
                  ExpressionAttributeNames: { '#version': 'version' },
                  ExpressionAttributeValues: { ':before': before },
                }),
          }),
        ),
      ),
  }
}
