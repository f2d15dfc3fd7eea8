/** `organise` in process, with its own tables and its granted permissions. */
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { reviewId } from '../../functions/domain/ids.ts'
import type { Instrument } from '../../functions/domain/instrument/schema.ts'
import type { Invitation } from '../../functions/domain/people/invitation.ts'
import { plus } from '../../functions/domain/time/instants.ts'
import { type Review, reviewSchema } from '../../functions/domain/review/review.ts'
import { type Survey, surveySchema } from '../../functions/domain/survey/survey.ts'
import { organiseApi } from '../../functions/organise/api.ts'
import { organiseStore } from '../../functions/organise/store.ts'
import { invitationIdOf } from '../../functions/protocol/token.ts'
import { caller, facilitator, noon, tokenRules } from '../caller.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { itemsOf } from '../survey.ts'

export const siteUrl = 'https://murmur.example.org'
export const hours = (count: number): string => plus(noon, count * 3_600_000)

export const organise = (
  client: DynamoDBDocumentClient,
  findInstrument?: (id: string) => Instrument | undefined,
  inviteDomains: readonly string[] = ['example.com', 'example.org', '.example'],
) => {
  const documents = withinGrants(client, 'organise')
  const reported: Error[] = []
  const app = organiseApi({
    store: organiseStore({ ...testTables, documents }),
    settings: { ...tokenRules, siteUrl, inviteDomains, report: error => reported.push(error) },
    random: randomBytes,
    ...(findInstrument ? { findInstrument } : {}),
  })
  return { app, call: caller(app), reported }
}

export type Draft = Partial<Omit<Review, 'id'>>

/** A review planned by the facilitator, with its meeting two days from noon. */
export const plantReview = async (client: DynamoDBDocumentClient, draft: Draft = {}): Promise<Review> => {
  const review = reviewSchema.parse({
    id: reviewId(randomBytes(16)),
    incidentId: `inc_${'a'.repeat(16)}`,
    title: 'Checkout outage',
    startedAt: '2026-11-20T03:00:00.000Z',
    meetingAt: hours(48),
    zone: 'Europe/Berlin',
    durationMinutes: 60,
    facilitators: [{ email: facilitator.email, name: facilitator.name }],
    status: 'planned',
    version: 1,
    ...draft,
  })
  await saveReview(client, review)
  return review
}

export const saveReview = async (client: DynamoDBDocumentClient, review: Review): Promise<void> => {
  await client.send(
    new PutCommand({
      TableName: 'learning',
      Item: { pk: `review#${review.id}`, sk: 'review', kind: 'review', at: review.meetingAt, ...review },
    }),
  )
}

export const row = async (client: DynamoDBDocumentClient, surveyId: string): Promise<Survey> => {
  const { Item } = await client.send(new GetCommand({ TableName: 'surveys', Key: { pk: 'survey', sk: surveyId } }))
  return surveySchema.parse(Item)
}

export const items = async (client: DynamoDBDocumentClient, table: string, pk: string) =>
  (await itemsOf(client, table))
    .filter(item => item['pk'] === pk)
    .toSorted((a, b) => String(a['sk']).localeCompare(String(b['sk'])))

/** Changes to the row that `clock` would have made. */
export const setRow = async (client: DynamoDBDocumentClient, surveyId: string, changes: Partial<Survey>) => {
  const names = Object.keys(changes)
  await client.send(
    new UpdateCommand({
      TableName: 'surveys',
      Key: { pk: 'survey', sk: surveyId },
      UpdateExpression: `SET ${names.map(name => `#${name} = :${name}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(names.map(name => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(
        Object.entries(changes).map(([name, value]) => [`:${name}`, value]),
      ),
    }),
  )
}

/** A frozen invitation, as `clock` writes it into a roster. */
export const invitation = (surveyId: string, email: string): Invitation => ({
  invitationId: invitationIdOf(surveyId, email),
  email,
  name: '',
  seniority: null,
  zone: 'UTC',
  language: 'en',
  cohort: 'all',
  unsubscribeId: 'id',
})

export const trio = ['ann@example.com', 'bob@example.com', 'cas@example.com']

const createdSchema = z.object({ id: z.string() })
export const idIn = (json: unknown): string => createdSchema.parse(json).id
