import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { surveyClaims } from '../aws/claims.ts'
import { inParallel } from '../aws/documents.ts'
import { listFiledPulses, readFiled } from '../aws/filed.ts'
import { type Invitation, invitationSchema } from '../domain/people/invitation.ts'
import type { Mail } from '../domain/mail/mail.ts'
import { type Person, personSchema } from '../domain/people/person.ts'
import { type PulsePlan, pulsePlanKey, pulsePlanSchema } from '../domain/survey/pulse-plan.ts'
import { type Review, reviewSchema } from '../domain/review/review.ts'
import { type PulseRelease, pulseReleaseSchema } from '../domain/suppression/release.ts'
import { type Survey, surveySchema } from '../domain/survey/survey.ts'

export interface ClockStoreSettings {
  readonly documents: DynamoDBDocumentClient
  readonly peopleTable: string
  readonly slotsTable: string
  readonly surveysTable: string
  readonly learningTable: string
}

/** What a conditional update of the survey row asks of it first. */
export type Expected = Partial<Pick<Survey, 'status' | 'closesAt' | 'reviewVersion' | 'issued' | 'invited'>> & {
  readonly mailings?: { readonly name: string; readonly at: number }
  /** The attempt to make keys that is under way, told by its link key's id; null: none. */
  readonly pendingLink?: string | null
}

export type ClockStore = ReturnType<typeof clockStore>

const surveyKey = (surveyId: string) => ({ pk: 'survey', sk: surveyId })

/** Surveys the clock still has work with; far more than one run takes on. */
const surveysPerRun = 500
const releasesAtOnce = 8
const emailsSchema = z.object({ emails: z.array(z.string()) })
const peopleSchema = z.object({ people: z.array(invitationSchema) })

export const clockStore = ({
  documents,
  peopleTable,
  slotsTable,
  surveysTable,
  learningTable,
}: ClockStoreSettings) => ({
  ...surveyClaims(documents, surveysTable),

  /** Every published pulse, the earliest quarter first. */
  listReleases: async (): Promise<PulseRelease[]> => {
    const filed = await listFiledPulses(documents, learningTable)
    const releases = await inParallel(filed, releasesAtOnce, each => readFiled(documents, learningTable, each, 'pulse'))
    return releases.flatMap(release => (release === null ? [] : [pulseReleaseSchema.parse(release)]))
  },

  /** Null: there is no plan. */
  readPulsePlan: async (): Promise<PulsePlan | null> => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: peopleTable, Key: pulsePlanKey, ConsistentRead: true }),
    )
    return Item ? pulsePlanSchema.parse(Item) : null
  },

  countRoster: async (): Promise<number> => {
    let count = 0
    let from: Record<string, unknown> | undefined
    do {
      const page = await documents.send(
        new QueryCommand({
          TableName: peopleTable,
          KeyConditionExpression: 'pk = :person',
          ExpressionAttributeValues: { ':person': 'person' },
          Select: 'COUNT',
          ExclusiveStartKey: from,
        }),
      )
      count += page.Count ?? 0
      from = page.LastEvaluatedKey
    } while (from)
    return count
  },

  /** Ids only: the index may lag behind the rows. Earliest close first. */
  activeSurveys: async (): Promise<string[]> => {
    const { Items = [] } = await documents.send(
      new QueryCommand({
        TableName: surveysTable,
        IndexName: 'queue',
        KeyConditionExpression: '#queue = :active',
        ExpressionAttributeNames: { '#queue': 'queue' },
        ExpressionAttributeValues: { ':active': 'active' },
        Limit: surveysPerRun,
      }),
    )
    return Items.map(item => String(item['sk']))
  },

  readSurvey: async (surveyId: string): Promise<Survey | null> => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: surveysTable, Key: surveyKey(surveyId), ConsistentRead: true }),
    )
    return Item ? surveySchema.parse(Item) : null
  },

  readReview: async (reviewId: string): Promise<Review | null> => {
    const { Item } = await documents.send(
      new GetCommand({
        TableName: learningTable,
        Key: { pk: `review#${reviewId}`, sk: 'review' },
        ConsistentRead: true,
      }),
    )
    return Item ? reviewSchema.parse(Item) : null
  },

  /** Addresses asked for when the survey was made; the person rows of those that are on the roster. */
  readParticipants: async (surveyId: string): Promise<Person[]> => {
    const people: Person[] = []
    for await (const item of pages(documents, peopleTable, `participants#${surveyId}`)) {
      for (const email of emailsSchema.parse(item).emails) {
        const { Item } = await documents.send(
          new GetCommand({ TableName: peopleTable, Key: { pk: 'person', sk: email }, ConsistentRead: true }),
        )
        // Removed from the roster since: nobody to write to any more.
        if (Item) people.push(personSchema.parse(Item))
      }
    }
    return people
  },

  /** Everybody, by address. */
  readRoster: async (): Promise<Person[]> => {
    const people: Person[] = []
    for await (const item of pages(documents, peopleTable, 'person')) people.push(personSchema.parse(item))
    return people
  },

  freezeChunk: async (surveyId: string, sk: string, people: readonly Invitation[], expiresAtSeconds: number) => {
    await documents.send(
      new PutCommand({ TableName: peopleTable, Item: { pk: `invitation#${surveyId}`, sk, people, expiresAtSeconds } }),
    )
  },

  readChunk: async (surveyId: string, sk: string): Promise<Invitation[]> => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: peopleTable, Key: { pk: `invitation#${surveyId}`, sk }, ConsistentRead: true }),
    )
    if (!Item) throw new Error('a committed chunk of the roster is missing')
    return peopleSchema.parse(Item).people
  },

  /** Put if absent: a mail queued before, even one sent since, stays as it is. */
  queueMail: async (mail: Mail): Promise<void> => {
    try {
      await documents.send(
        new PutCommand({ TableName: peopleTable, Item: mail, ConditionExpression: 'attribute_not_exists(pk)' }),
      )
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error
    }
  },

  countIssued: async (surveyId: string): Promise<number> => {
    let count = 0
    let from: Record<string, unknown> | undefined
    do {
      const page = await documents.send(
        new QueryCommand({
          TableName: slotsTable,
          KeyConditionExpression: 'surveyId = :survey',
          FilterExpression: 'attribute_exists(issued)',
          ExpressionAttributeValues: { ':survey': surveyId },
          Select: 'COUNT',
          ConsistentRead: true,
          ExclusiveStartKey: from,
        }),
      )
      count += page.Count ?? 0
      from = page.LastEvaluatedKey
    } while (from)
    return count
  },

  /** False: the row is no longer what was expected, so somebody else took this step. `done` takes it out of the index. */
  updateSurvey: async (
    surveyId: string,
    expected: Expected,
    changes: Partial<Survey>,
    options: { readonly done?: boolean; readonly mailing?: { readonly name: string; readonly next: number } } = {},
  ): Promise<boolean> => {
    const names: Record<string, string> = {}
    const values: Record<string, unknown> = {}
    const conditions: string[] = ['attribute_exists(pk)']
    const { mailings, pendingLink, ...fields } = expected
    if (pendingLink !== undefined) {
      names['#pendingKeys'] = 'pendingKeys'
      values[':pendingLink'] = pendingLink
      if (pendingLink !== null) names['#link'] = 'link'
      conditions.push(`#pendingKeys${pendingLink === null ? '' : '.#link'} = :pendingLink`)
    }
    for (const [name, value] of Object.entries(fields)) {
      names[`#${name}`] = name
      values[`:was_${name}`] = value
      conditions.push(`#${name} = :was_${name}`)
    }
    const sets = Object.entries(changes).map(([name, value]) => {
      names[`#${name}`] = name
      values[`:${name}`] = value
      return `#${name} = :${name}`
    })
    if (options.mailing) {
      names['#mailings'] = 'mailings'
      names['#mailing'] = options.mailing.name
      values[':next'] = options.mailing.next
      sets.push('#mailings.#mailing = :next')
      if (mailings) {
        values[':at'] = mailings.at
        const fresh = mailings.at === 0 ? 'attribute_not_exists(#mailings.#mailing) OR ' : ''
        conditions.push(`(${fresh}#mailings.#mailing = :at)`)
      }
    }
    if (options.done) names['#queue'] = 'queue'
    const remove = options.done ? ' REMOVE #queue' : ''
    try {
      await documents.send(
        new UpdateCommand({
          TableName: surveysTable,
          Key: surveyKey(surveyId),
          UpdateExpression: `${sets.length ? `SET ${sets.join(', ')}` : ''}${remove}`.trim(),
          ConditionExpression: conditions.join(' AND '),
          ...(Object.keys(names).length ? { ExpressionAttributeNames: names } : {}),
          ...(Object.keys(values).length ? { ExpressionAttributeValues: values } : {}),
        }),
      )
      return true
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false
      throw error
    }
  },
})

/** The items of one partition, all pages. */
async function* pages(documents: DynamoDBDocumentClient, table: string, pk: string) {
  let from: Record<string, unknown> | undefined
  do {
    const page = await documents.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ConsistentRead: true,
        ExclusiveStartKey: from,
      }),
    )
    yield* page.Items ?? []
    from = page.LastEvaluatedKey
  } while (from)
}
