/** `learning` in process, with its own tables and its granted permissions. */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { clockStore } from '../../functions/clock/store.ts'
import { splitDocument } from '../../functions/domain/suppression/filed.ts'
import { type ReviewId, reviewIdSchema, runId, surveyId } from '../../functions/domain/ids.ts'
import { preMeeting1 } from '../../functions/domain/instrument/pre-meeting.ts'
import { type Calendar, usualCalendar } from '../../functions/domain/time/calendar.ts'
import { plus } from '../../functions/domain/time/instants.ts'
import { scheduledSurvey } from '../../functions/domain/survey/request.ts'
import type { Survey } from '../../functions/domain/survey/survey.ts'
import { synthesize } from '../../functions/domain/synthesis/synthesis.ts'
import { statementSchema } from '../../functions/domain/synthesis/schema.ts'
import { learningApi } from '../../functions/learning/api.ts'
import { learningStores } from '../../functions/learning/stores.ts'
import { caller, noon, tokenRules } from '../caller.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { pieceKey, publishedKey } from '../keys.ts'

export const hours = (count: number): string => plus(noon, count * 3_600_000)

export const learning = (client: DynamoDBDocumentClient, calendar: Calendar = usualCalendar) => {
  const reported: Error[] = []
  const stores = learningStores({ ...testTables, calendar, documents: withinGrants(client, 'learning') })
  const app = learningApi({
    ...stores,
    settings: {
      ...tokenRules,
      siteUrl: 'https://murmur.example.org',
      report: error => reported.push(error),
    },
    random: randomBytes,
  })
  return { app, stores, call: caller(app), reported }
}

export const incidentBody = {
  title: 'Checkout outage: café & friends',
  severity: 'P1',
  services: ['checkout'],
  domains: ['payments'],
  startedAt: '2026-11-20T03:00:00Z',
  detectedAt: '2026-11-20T03:20:00+00:00',
  resolvedAt: '2026-11-20T05:00:00Z',
  failureModes: ['certificate expired'],
  deploymentRelated: true,
  vendor: 'Example Pay',
  summary: 'Nobody could pay for two hours.',
}

const createdSchema = z.object({ id: z.string() })
export const idIn = (json: unknown): string => createdSchema.parse(json).id

/** An incident and its review, with the meeting two days from noon. */
export const actionBody = {
  text: 'Alert on certificates that expire within 30 days',
  owner: 'Platform team',
  dueOn: '2026-12-31',
  category: 'monitoring',
}

export const agreeOn = async (client: DynamoDBDocumentClient, more: object = {}, at = noon): Promise<string> =>
  idIn((await learning(client).call('POST /api/actions', { body: { ...actionBody, ...more }, at })).json)

export const plan = async (client: DynamoDBDocumentClient, more: object = {}) => {
  const { call } = learning(client)
  const incidentId = idIn((await call('POST /api/incidents', { body: incidentBody })).json)
  const meeting = { incidentId, meetingAt: hours(48), zone: 'Europe/Berlin', durationMinutes: 60, ...more }
  const reviewId = idIn((await call('POST /api/reviews', { body: meeting })).json)
  return { call, incidentId, reviewId }
}

/** The row as `organise` writes it, with the changes that `clock` and `harvest` made since. */
export const plantSurvey = async (
  client: DynamoDBDocumentClient,
  reviewId: string,
  changes: Partial<Survey> = {},
): Promise<Survey> => {
  const id = surveyId(randomBytes(16))
  const planned = {
    kind: 'pre-meeting',
    instrument: preMeeting1,
    reviewId: reviewId as ReviewId,
    quarter: null,
    title: 'Checkout outage',
    startedAt: '2026-11-20T03:00:00.000Z',
    meetingAt: hours(48),
    zone: 'Europe/Berlin',
    reviewVersion: 1,
    opensAt: noon,
    closesAt: hours(47),
  } as const
  const survey: Survey = { ...scheduledSurvey(id, planned, 5), status: 'open', ...changes }
  await client.send(new PutCommand({ TableName: 'surveys', Item: { pk: 'survey', sk: id, ...survey } }))
  const claim = { pk: 'claim', sk: `review#${reviewId}`, surveyId: id }
  await client.send(new PutCommand({ TableName: 'surveys', Item: claim }))
  return survey
}

/** As `clock` writes what the desk lists of a review, where rows were planted. */
export const listReview = (client: DynamoDBDocumentClient, reviewId: string): Promise<void> =>
  clockStore({ ...testTables, documents: withinGrants(client, 'clock') }).desk.refresh(reviewIdSchema.parse(reviewId))

export const said = [
  'The alert went to a mailbox nobody reads',
  'The alert for the certificate went to an old mailbox',
  'Nobody knew who owns the certificate',
  'The runbook names a team that no longer exists',
]

const publish = async (
  client: DynamoDBDocumentClient,
  survey: Survey,
  run: string,
  name: 'statements' | 'receipts',
  document: object,
) => {
  for (const [index, text] of splitDocument(JSON.stringify(document)).entries()) {
    const Item = { pk: publishedKey(survey.surveyId), sk: pieceKey(run, name, index), text }
    await client.send(new PutCommand({ TableName: 'learning', Item }))
  }
}

/** A harvested survey of four people, with one of the given statements each, padded if a test wants several pieces. */
export const plantHarvest = async (
  client: DynamoDBDocumentClient,
  reviewId: string,
  options: {
    readonly statements?: readonly string[]
    readonly withheld?: { reason: 'too_few_ballots'; count: number }
  } = {},
): Promise<Survey> => {
  const run = runId(randomBytes(16))
  const statements = (options.statements ?? said).map((text, index) =>
    statementSchema.parse({
      id: `obs_${String(index).padStart(16, 'a')}`,
      text,
      item: 'saw',
      purpose: 'moment',
      apart: false,
      voice: String(index),
    }),
  )
  const { withheld = null } = options
  const filed = { run, cast: 4, counted: 4, at: hours(47.1) }
  const survey = await plantSurvey(client, reviewId, { status: 'harvested', filed, issued: 4 })
  await publish(client, survey, run, 'statements', {
    synthesis: withheld ? null : synthesize(statements, []),
    withheld,
    rating: null,
    factorTicks: [],
  })
  const serials = ['a', 'b', 'c', 'd'].map(letter => letter.repeat(64))
  await publish(client, survey, run, 'receipts', { serials, invited: 5, issued: 4, cast: 4, counted: 4 })
  // A run that was never committed and must not be read.
  await publish(client, survey, runId(randomBytes(16)), 'statements', { never: 'read' })
  return survey
}
