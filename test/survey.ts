/** A survey row as organise writes it, and the people it invites, for tests of later steps. */
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { type Person, personSchema } from '../functions/domain/people/person.ts'
import { type Review, reviewSchema } from '../functions/domain/review/review.ts'
import { type Survey, surveySchema } from '../functions/domain/survey/survey.ts'
import { type TableName, tables } from '../functions/tables.ts'

export const opensAt = '2026-11-02T08:00:00.000Z'
export const closesAt = '2026-11-04T12:00:00.000Z'
export const meetingAt = '2026-11-04T13:00:00.000Z'

export const surveyRow = (changes: Partial<Record<keyof Survey, unknown>> = {}): Survey =>
  surveySchema.parse({
    surveyId: 'srv_aaaaaaaaaaaaaaaa',
    kind: 'pre-meeting',
    status: 'scheduled',
    instrument: 'pre-meeting-1',
    reviewId: 'rev_aaaaaaaaaaaaaaaa',
    quarter: null,
    title: 'Checkout returned errors',
    startedAt: '2026-10-30T09:00:00.000Z',
    meetingAt,
    zone: 'Europe/Berlin',
    reviewVersion: 1,
    opensAt,
    closesAt,
    minimumBallots: 3,
    groupMinimum: 5,
    invited: 0,
    roster: null,
    addedChunks: [],
    takenPart: 0,
    takenPartAt: null,
    issued: null,
    pendingKeys: null,
    keys: null,
    cohorts: [],
    sealKey: null,
    keysHash: null,
    sealedBytes: 16_384,
    terms: {},
    sealedNames: [],
    pageNames: null,
    mailings: {},
    announcedAt: null,
    cancelledAt: null,
    harvestLeaseUntil: null,
    destroyedAt: null,
    filed: null,
    ...changes,
  })

export const reviewRow = (changes: Partial<Record<keyof Review, unknown>> = {}): Review =>
  reviewSchema.parse({
    id: 'rev_aaaaaaaaaaaaaaaa',
    incidentId: 'inc_aaaaaaaaaaaaaaaa',
    title: 'Checkout returned errors',
    startedAt: '2026-10-30T09:00:00.000Z',
    meetingAt,
    zone: 'Europe/Berlin',
    durationMinutes: 60,
    facilitators: [{ email: 'fay@example.com', name: 'Fay Facilitator' }],
    status: 'planned',
    version: 1,
    ...changes,
  })

export const personRow = (index: number): Person =>
  personSchema.parse({
    email: `person${index}@example.com`,
    name: `Person Number${index}`,
    group: 'Platform',
    seniority: null,
    zone: 'Europe/Berlin',
    language: 'en',
    unsubscribeId: `unsubscribe-${index}`,
  })

export const putSurvey = (client: DynamoDBDocumentClient, survey: Survey) =>
  client.send(
    new PutCommand({ TableName: 'surveys', Item: { pk: 'survey', sk: survey.surveyId, queue: 'active', ...survey } }),
  )

export const putReview = (client: DynamoDBDocumentClient, review: Review) =>
  client.send(new PutCommand({ TableName: 'learning', Item: { pk: `review#${review.id}`, sk: 'review', ...review } }))

export const putPeople = async (client: DynamoDBDocumentClient, surveyId: string, count: number) => {
  const people = Array.from({ length: count }, (_, index) => personRow(index))
  for (const person of people) {
    await client.send(new PutCommand({ TableName: 'people', Item: { pk: 'person', sk: person.email, ...person } }))
  }
  const emails = people.map(({ email }) => email)
  const Item = { pk: `participants#${surveyId}`, sk: '0000', emails }
  await client.send(new PutCommand({ TableName: 'people', Item }))
  return people
}

/** Every item of a table. */
export const itemsOf = async (client: DynamoDBDocumentClient, table: string): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = []
  let from: Record<string, unknown> | undefined
  do {
    const page = await client.send(new ScanCommand({ TableName: table, ExclusiveStartKey: from }))
    items.push(...(page.Items ?? []))
    from = page.LastEvaluatedKey
  } while (from)
  return items
}

export const emptyTables = async (client: DynamoDBDocumentClient, ...names: readonly TableName[]): Promise<void> => {
  for (const TableName of names) {
    const { partitionKey, sortKey } = tables[TableName]
    for (const { [partitionKey]: partition, [sortKey]: sort } of await itemsOf(client, TableName)) {
      await client.send(new DeleteCommand({ TableName, Key: { [partitionKey]: partition, [sortKey]: sort } }))
    }
  }
}
