/** How every store of `learning` reads and writes its table: by key, by kind, by facet, each write under a condition. */
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { carriedOut, type Item, queryAll, reached } from '../aws/documents.ts'

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

export const learningItems = (documents: DynamoDBDocumentClient, learningTable: string) => {
  const ofIndex = (
    index: 'kind' | 'facet',
    sort: 'at' | 'facetAt',
    value: string,
    span: Span,
    names?: readonly string[],
  ) => {
    const { from = ' ', to = '\uffff' } = span
    const spanned = span.from !== undefined || span.to !== undefined
    const projected = names ? projection(names) : { ExpressionAttributeNames: {} }
    return queryAll(documents, {
      TableName: learningTable,
      IndexName: index,
      ...projected,
      KeyConditionExpression: spanned ? '#index = :value AND #sort BETWEEN :from AND :to' : '#index = :value',
      ExpressionAttributeNames: {
        ...projected.ExpressionAttributeNames,
        '#index': index,
        ...(spanned ? { '#sort': sort } : {}),
      },
      ExpressionAttributeValues: { ':value': value, ...(spanned ? { ':from': from, ':to': to } : {}) },
      ScanIndexForward: false,
    })
  }

  return {
    get: (pk: string, sk: string, names?: readonly string[]) => getItem(documents, learningTable, { pk, sk }, names),

    /** The latest first. An index lags behind: nobody's own write is read by it. */
    ofKind: (kind: string, span: Span = {}, names?: readonly string[]): Promise<Item[]> =>
      ofIndex('kind', 'at', kind, span, names),
    ofFacet: (facet: string, span: Span = {}, names?: readonly string[]): Promise<Item[]> =>
      ofIndex('facet', 'facetAt', facet, span, names),

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
