/** The roster in the table `people`: persons, what stops mail to them, and the random ids that only stop mail. */
import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { carriedOut, deleteAll, inParallel, putAll, queryAll, reached } from '../aws/documents.ts'
import { dayMilliseconds } from '../domain/time/instants.ts'
import { type Person, personSchema, type RosterEntry, rosterEntrySchema } from '../domain/people/person.ts'
import { retentionDays } from '../tables.ts'

export type StopReason = NonNullable<RosterEntry['stopped']>

const stopSchema = z.object({ sk: z.string(), reason: rosterEntrySchema.shape.stopped.unwrap() })
const unsubscribeSchema = z.object({ email: z.string(), expiresAtSeconds: z.int().optional() })

const requestsAtOnce = 40
/** Up to so many people are fetched one by one; for more the whole roster is read. */
const fetchedSingly = 200

const epochSeconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000)

export const rosterStore = (documents: DynamoDBDocumentClient, peopleTable: string) => {
  const partition = (pk: string) =>
    queryAll(documents, {
      TableName: peopleTable,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    })

  const readStop = async (email: string): Promise<StopReason | null> => {
    const { Item } = await reached(
      documents.send(new GetCommand({ TableName: peopleTable, Key: { pk: 'stop', sk: email }, ConsistentRead: true })),
    )
    return Item ? stopSchema.parse(Item).reason : null
  }

  const readPerson = async (email: string): Promise<Person | null> => {
    const { Item } = await reached(
      documents.send(
        new GetCommand({ TableName: peopleTable, Key: { pk: 'person', sk: email }, ConsistentRead: true }),
      ),
    )
    return Item ? personSchema.parse(Item) : null
  }

  /** Sorted by address. */
  const readRoster = async (): Promise<Person[]> => (await partition('person')).map(item => personSchema.parse(item))

  return {
    readRoster,

    /** Those of the addresses that are on the roster, by address. */
    readPeople: async (emails: readonly string[]): Promise<Map<string, Person>> => {
      const people =
        emails.length <= fetchedSingly
          ? await inParallel(emails, requestsAtOnce, email => readPerson(email))
          : await readRoster()
      const wanted = new Set(emails)
      return new Map(people.flatMap(person => (person && wanted.has(person.email) ? [[person.email, person]] : [])))
    },

    readStops: async (): Promise<Map<string, StopReason>> => {
      const stops = (await partition('stop')).map(item => stopSchema.parse(item))
      return new Map(stops.map(({ sk, reason }) => [sk, reason]))
    },

    /** The ids of new people come first: a person never has one that leads nowhere. */
    savePeople: async (added: readonly Person[], changed: readonly Person[]): Promise<void> => {
      const ids = added.map(({ unsubscribeId, email }) => ({ pk: 'unsubscribe', sk: unsubscribeId, email }))
      const people = [...added, ...changed].map(person => ({ pk: 'person', sk: person.email, ...person }))
      await putAll(documents, peopleTable, ids)
      await putAll(documents, peopleTable, people)
    },

    /** Mail that was sent before can still be stopped for as long as an unsubscribe id is kept. */
    removePeople: async (people: readonly Person[], now: string): Promise<void> => {
      const expiresAtSeconds = epochSeconds(now) + (retentionDays('people', 'unsubscribe') * dayMilliseconds) / 1000
      const ids = people.map(({ email, unsubscribeId: sk }) => ({ pk: 'unsubscribe', sk, email, expiresAtSeconds }))
      await putAll(documents, peopleTable, ids)
      await deleteAll(
        documents,
        peopleTable,
        people.map(({ email }) => ({ pk: 'person', sk: email })),
      )
    },

    /** Whose mail an unsubscribe id stops; null where there is no such id, or no more. */
    readUnsubscribe: async (unsubscribeId: string, now: string): Promise<string | null> => {
      const { Item } = await reached(
        documents.send(
          new GetCommand({
            TableName: peopleTable,
            Key: { pk: 'unsubscribe', sk: unsubscribeId },
            ConsistentRead: true,
          }),
        ),
      )
      const found = Item ? unsubscribeSchema.parse(Item) : null
      if (!found || (found.expiresAtSeconds ?? Infinity) <= epochSeconds(now)) return null
      return found.email
    },

    /** A bounce or a complaint stays the reason. Stopped twice it is stopped. */
    stopMail: async (email: string): Promise<StopReason> => {
      const put = new PutCommand({
        TableName: peopleTable,
        Item: { pk: 'stop', sk: email, reason: 'unsubscribed' },
        ConditionExpression: 'attribute_not_exists(pk)',
      })
      if (await carriedOut(documents.send(put))) return 'unsubscribed'
      return (await readStop(email)) ?? 'unsubscribed'
    },

    /** Takes back what the person did themselves; what still stops their mail, or null. */
    resumeMail: async (email: string): Promise<StopReason | null> => {
      const remove = new DeleteCommand({
        TableName: peopleTable,
        Key: { pk: 'stop', sk: email },
        ConditionExpression: 'attribute_not_exists(pk) OR reason = :own',
        ExpressionAttributeValues: { ':own': 'unsubscribed' },
      })
      if (await carriedOut(documents.send(remove))) return null
      return readStop(email)
    },
  }
}
