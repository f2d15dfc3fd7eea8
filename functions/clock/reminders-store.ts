/** Open actions by their day, how far this hour's reminders are, and the mail of them. */
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { carriedOut, type Item } from '../aws/documents.ts'
import { type Person, personSchema } from '../domain/people/person.ts'
import { type RemindedAction, remindedActionSchema, type ToldMail } from '../domain/mail/told.ts'

export interface RemindersStoreSettings {
  readonly documents: DynamoDBDocumentClient
  readonly peopleTable: string
  readonly learningTable: string
}

const markerSchema = z.object({
  /** '2026-12-01T09', in UTC. */
  hour: z.string(),
  /** Where the next page begins; null: at the first. */
  from: z.record(z.string(), z.unknown()).nullable(),
  done: z.boolean(),
  version: z.int(),
})
export type Marker = z.infer<typeof markerSchema>

const actionsPerPage = 100
const markerKey = { pk: 'reminders', sk: 'action-hours' }

export type RemindersStore = ReturnType<typeof remindersStore>

export const remindersStore = ({ documents, peopleTable, learningTable }: RemindersStoreSettings) => {
  const putIfAbsent = (item: Item): Promise<boolean> =>
    carriedOut(
      documents.send(
        new PutCommand({ TableName: peopleTable, Item: item, ConditionExpression: 'attribute_not_exists(pk)' }),
      ),
    )

  return {
    /** Null before the first run of all. */
    readMarker: async (): Promise<Marker | null> => {
      const { Item } = await documents.send(
        new GetCommand({ TableName: peopleTable, Key: markerKey, ConsistentRead: true }),
      )
      return Item ? markerSchema.parse(Item) : null
    },

    /** False: another run has gone on from there. */
    moveMarker: (marker: Marker, before: Marker | null): Promise<boolean> =>
      carriedOut(
        documents.send(
          new PutCommand({
            TableName: peopleTable,
            Item: { ...markerKey, ...marker },
            ...(before === null
              ? { ConditionExpression: 'attribute_not_exists(pk)' }
              : {
                  ConditionExpression: '#version = :before',
                  ExpressionAttributeNames: { '#version': 'version' },
                  ExpressionAttributeValues: { ':before': before.version },
                }),
          }),
        ),
      ),

    /** Open actions due up to `lastDay`, the longest overdue first. */
    dueActions: async (
      lastDay: string,
      from: Marker['from'],
    ): Promise<{ actions: RemindedAction[]; next: Marker['from'] }> => {
      const { Items = [], LastEvaluatedKey } = await documents.send(
        new QueryCommand({
          TableName: learningTable,
          IndexName: 'facet',
          KeyConditionExpression: '#facet = :open AND #facetAt <= :lastDay',
          ProjectionExpression: '#id, #text, #owner, #ownerEmail, #dueOn, #openedAt',
          ExpressionAttributeNames: {
            '#facet': 'facet',
            '#facetAt': 'facetAt',
            '#id': 'id',
            '#text': 'text',
            '#owner': 'owner',
            '#ownerEmail': 'ownerEmail',
            '#dueOn': 'dueOn',
            '#openedAt': 'openedAt',
          },
          ExpressionAttributeValues: { ':open': 'actions-open', ':lastDay': lastDay },
          Limit: actionsPerPage,
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      )
      return { actions: Items.map(item => remindedActionSchema.parse(item)), next: LastEvaluatedKey ?? null }
    },

    /** Null: not on the roster. */
    readPerson: async (email: string): Promise<Person | null> => {
      const { Item } = await documents.send(
        new GetCommand({ TableName: peopleTable, Key: { pk: 'person', sk: email }, ConsistentRead: true }),
      )
      return Item ? personSchema.parse(Item) : null
    },

    isQueued: async ({ pk, sk }: Pick<ToldMail, 'pk' | 'sk'>): Promise<boolean> => {
      const { Item } = await documents.send(
        new GetCommand({ TableName: peopleTable, Key: { pk, sk }, ConsistentRead: true }),
      )
      return Item !== undefined
    },

    /** For an address that is not on the roster: what stops its mail. */
    saveUnsubscribe: (unsubscribeId: string, email: string, expiresAtSeconds: number) =>
      putIfAbsent({ pk: 'unsubscribe', sk: unsubscribeId, email, expiresAtSeconds }),

    /** Put if absent: a mail queued before, even one sent since, stays as it is. */
    queueMail: (mail: ToldMail) => putIfAbsent(mail),
  }
}
