import * as z from 'zod'
import type { ServiceCall } from '../aws/json-service.ts'
import { keyReader } from '../aws/key-reader.ts'
import { type TableCall, unlessRefused } from '../aws/table-service.ts'
import { type Mail, mailSchema } from '../domain/mail/mail.ts'
import { type RecordLetter, recordLetterSchema } from '../domain/review/record.ts'
import { type ToldMail, toldMailSchema } from '../domain/mail/told.ts'
import { type MailedSurvey, mailedSurveySchema } from './letter.ts'

export interface MailerStoreSettings {
  readonly tables: TableCall
  readonly parameters: ServiceCall
  readonly peopleTable: string
  readonly slotsTable: string
  readonly surveysTable: string
  readonly keyPrefix: string
}

/** A mail as the index shows it, which may lag: enough to claim it by. */
const dueMailSchema = z.object({ pk: z.string(), sk: z.string(), dueAt: z.string(), to: z.string() })
export type DueMail = z.infer<typeof dueMailSchema>

export interface DueMails {
  readonly mails: readonly DueMail[]
  /** Where the next page begins; undefined after the last. */
  readonly next: Record<string, unknown> | undefined
}

const stopSchema = z.object({ sk: z.string() })

export type MailerStore = ReturnType<typeof mailerStore>

export const mailerStore = (settings: MailerStoreSettings) => {
  const { tables, parameters, peopleTable, slotsTable, surveysTable, keyPrefix } = settings
  const readKey = keyReader(parameters, keyPrefix, 'link')
  return {
    /** Waiting mails due at `now`, longest due first; at most `limit`. */
    dueMails: async (now: string, limit: number, start?: Record<string, unknown>): Promise<DueMails> => {
      const { Items = [], LastEvaluatedKey } = await tables('Query', {
        TableName: peopleTable,
        IndexName: 'queue',
        KeyConditionExpression: '#queue = :mail AND #dueAt <= :now',
        ProjectionExpression: '#pk, #sk, #dueAt, #to',
        ExpressionAttributeNames: { '#queue': 'queue', '#dueAt': 'dueAt', '#pk': 'pk', '#sk': 'sk', '#to': 'to' },
        ExpressionAttributeValues: { ':mail': 'mail', ':now': now },
        Limit: limit,
        ExclusiveStartKey: start,
      })
      return { mails: Items.map(item => dueMailSchema.parse(item)), next: LastEvaluatedKey }
    },

    /**
     * Those of the addresses that are sent nothing more, and others: all that stand between the first and the last of
     * them. One query for a page of mails costs a fraction of a read for each.
     */
    stoppedAmong: async (addresses: readonly string[]): Promise<ReadonlySet<string>> => {
      const sorted = addresses.toSorted()
      const stopped = new Set<string>()
      let start: Record<string, unknown> | undefined
      do {
        const { Items = [], LastEvaluatedKey } = await tables('Query', {
          TableName: peopleTable,
          KeyConditionExpression: 'pk = :stop AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: { ':stop': 'stop', ':first': sorted.at(0), ':last': sorted.at(-1) },
          ProjectionExpression: 'sk',
          ConsistentRead: true,
          ExclusiveStartKey: start,
        })
        for (const item of Items) stopped.add(stopSchema.parse(item).sk)
        start = LastEvaluatedKey
      } while (start)
      return stopped
    },

    /**
     * Takes the mail until `leaseUntil`: null where it is settled or somebody else has it, 'malformed' where the item
     * is no mail.
     */
    claimMail: async (due: DueMail, leaseUntil: string): Promise<Mail | ToldMail | 'malformed' | null> => {
      const claimed = await unlessRefused(
        tables('UpdateItem', {
          TableName: peopleTable,
          Key: { pk: due.pk, sk: due.sk },
          UpdateExpression: 'SET dueAt = :lease, attempts = attempts + :one',
          ConditionExpression: 'attribute_exists(#queue) AND dueAt = :seen',
          ExpressionAttributeNames: { '#queue': 'queue' },
          ExpressionAttributeValues: { ':lease': leaseUntil, ':seen': due.dueAt, ':one': 1 },
          ReturnValues: 'ALL_NEW',
        }),
      )
      if (!claimed) return null
      const item = claimed.Attributes
      return mailSchema.safeParse(item).data ?? toldMailSchema.safeParse(item).data ?? 'malformed'
    },

    /** Gives a claimed mail back, due as it was before. A lease that lapsed meanwhile is somebody else's. */
    releaseMail: async (due: DueMail, leaseUntil: string): Promise<void> => {
      await unlessRefused(
        tables('UpdateItem', {
          TableName: peopleTable,
          Key: { pk: due.pk, sk: due.sk },
          UpdateExpression: 'SET dueAt = :seen',
          ConditionExpression: 'attribute_exists(#queue) AND dueAt = :lease',
          ExpressionAttributeNames: { '#queue': 'queue' },
          ExpressionAttributeValues: { ':lease': leaseUntil, ':seen': due.dueAt },
        }),
      )
    },

    /** Takes it out of the queue for good, whoever holds the lease: what was sent was sent. */
    settleMail: async (due: DueMail, outcome: NonNullable<Mail['outcome']>): Promise<void> => {
      await unlessRefused(
        tables('UpdateItem', {
          TableName: peopleTable,
          Key: { pk: due.pk, sk: due.sk },
          UpdateExpression: 'SET outcome = :outcome REMOVE #queue',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeNames: { '#queue': 'queue' },
          ExpressionAttributeValues: { ':outcome': outcome },
        }),
      )
    },

    /** A record's letter by `<surveyId>#<letter>`; null: it has expired. */
    readLetter: async (address: string): Promise<RecordLetter | null> => {
      const [surveyId = '', letter = ''] = address.split('#')
      const { Item } = await tables('GetItem', {
        TableName: peopleTable,
        Key: { pk: `letter#${surveyId}`, sk: letter },
        ConsistentRead: true,
      })
      return Item ? recordLetterSchema.parse(Item) : null
    },

    readSurvey: async (surveyId: string): Promise<MailedSurvey | null> => {
      const { Item } = await tables('GetItem', {
        TableName: surveysTable,
        Key: { pk: 'survey', sk: surveyId },
        ConsistentRead: true,
      })
      return Item ? mailedSurveySchema.parse(Item) : null
    },

    /** Null: destroyed. */
    readLinkKey: async (keyId: string): Promise<Buffer | null> => {
      const key = await readKey(keyId)
      return key === null ? null : Buffer.from(key, 'base64url')
    },

    /** A slot that is there stays as it is, issued or not. */
    placeSlot: async (surveyId: string, slot: string, cohort: string): Promise<void> => {
      await unlessRefused(
        tables('PutItem', {
          TableName: slotsTable,
          Item: { surveyId, slot, cohort },
          ConditionExpression: 'attribute_not_exists(slot)',
        }),
      )
    },
  }
}
