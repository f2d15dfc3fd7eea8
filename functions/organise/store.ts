/** Surveys and who is invited to them. Every write is one conditional item write; a cut-off run leaves nothing in force. */
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { surveyClaims } from '../aws/claims.ts'
import { carriedOut, inParallel, queryAll, reached } from '../aws/documents.ts'
import type { SurveyId } from '../domain/ids.ts'
import { dayMilliseconds } from '../domain/time/instants.ts'
import { type Invitation, invitationSchema, invitationsPerChunk } from '../domain/people/invitation.ts'
import { type PulsePlan, pulsePlanKey, pulsePlanSchema } from '../domain/survey/pulse-plan.ts'
import { type Review, reviewSchema } from '../domain/review/review.ts'
import type { SurveySummary } from '../domain/survey/life.ts'
import { type Survey, surveySchema } from '../domain/survey/survey.ts'
import { retentionDays } from '../tables.ts'
import { recordMailStore } from './record-mail-store.ts'
import { rosterStore } from './roster-store.ts'

export interface OrganiseStoreSettings {
  readonly documents: DynamoDBDocumentClient
  readonly peopleTable: string
  readonly surveysTable: string
  readonly learningTable: string
}

/** Addresses of one stored item. */
const emailsPerChunk = 500
const chunksAtOnce = 10
const reviewsAtOnce = 20

const emailsSchema = z.object({ sk: z.string(), emails: z.array(z.string()) })
const chunkSchema = z.object({ sk: z.string(), people: z.array(invitationSchema) })
const summarySchema = surveySchema.pick({
  surveyId: true,
  kind: true,
  status: true,
  instrument: true,
  reviewId: true,
  quarter: true,
  title: true,
  meetingAt: true,
  zone: true,
  reviewVersion: true,
  opensAt: true,
  closesAt: true,
  invited: true,
  takenPart: true,
  takenPartAt: true,
  terms: true,
})
const summaryAttributes = Object.keys(summarySchema.shape)

const chunkKey = (index: number): string => String(index).padStart(4, '0')

const expiry = (closesAt: string, days: number): number =>
  Math.floor((Date.parse(closesAt) + days * dayMilliseconds) / 1000)

export type OrganiseStore = ReturnType<typeof organiseStore>

export const organiseStore = (settings: OrganiseStoreSettings) => {
  const { documents, peopleTable, surveysTable, learningTable } = settings

  const get = async (table: string, pk: string, sk: string) => {
    const command = new GetCommand({ TableName: table, Key: { pk, sk }, ConsistentRead: true })
    return (await reached(documents.send(command))).Item
  }

  const people = (pk: string) =>
    queryAll(documents, {
      TableName: peopleTable,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    })

  /** The frozen list of an open survey and its committed additions, always in the same order. */
  const invitationChunks = async (survey: Survey): Promise<Invitation[][]> => {
    const { roster } = survey
    const frozen = Array.from({ length: roster?.chunks ?? 0 }, (_, index) => `${roster?.run}#${chunkKey(index)}`)
    const keys = [...frozen, ...survey.addedChunks.map(id => `added#${id}`)]
    const chunks = await inParallel(keys, chunksAtOnce, key => get(peopleTable, `invitation#${survey.surveyId}`, key))
    return chunks.map(chunk => chunkSchema.parse(chunk).people)
  }

  /** True: the row was as `expected`, and now has the changes. */
  const change = (surveyId: SurveyId, expected: Partial<Survey>, changes: Partial<Survey>): Promise<boolean> => {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(changes)])]
    return carriedOut(
      documents.send(
        new UpdateCommand({
          TableName: surveysTable,
          Key: { pk: 'survey', sk: surveyId },
          UpdateExpression: `SET ${Object.keys(changes)
            .map(name => `#${name} = :new_${name}`)
            .join(', ')}`,
          ConditionExpression: Object.keys(expected)
            .map(name => `#${name} = :old_${name}`)
            .join(' AND '),
          ExpressionAttributeNames: Object.fromEntries(names.map(name => [`#${name}`, name])),
          ExpressionAttributeValues: Object.fromEntries([
            ...Object.entries(expected).map(([name, value]) => [`:old_${name}`, value]),
            ...Object.entries(changes).map(([name, value]) => [`:new_${name}`, value]),
          ]),
        }),
      ),
    )
  }

  return {
    ...rosterStore(documents, peopleTable),
    ...surveyClaims(documents, surveysTable),

    readReview: async (reviewId: string): Promise<Review | null> => {
      const item = await get(learningTable, `review#${reviewId}`, 'review')
      return item ? reviewSchema.parse(item) : null
    },

    readReviews: async (reviewIds: readonly string[]): Promise<Review[]> => {
      const items = await inParallel(reviewIds, reviewsAtOnce, id => get(learningTable, `review#${id}`, 'review'))
      return items.flatMap(item => (item ? [reviewSchema.parse(item)] : []))
    },

    readSurvey: async (surveyId: string): Promise<Survey | null> => {
      const item = await get(surveysTable, 'survey', surveyId)
      return item ? surveySchema.parse(item) : null
    },

    listSurveys: async (): Promise<SurveySummary[]> => {
      const items = await queryAll(documents, {
        TableName: surveysTable,
        KeyConditionExpression: 'pk = :pk',
        ProjectionExpression: summaryAttributes.map(name => `#${name}`).join(', '),
        ExpressionAttributeNames: Object.fromEntries(summaryAttributes.map(name => [`#${name}`, name])),
        ExpressionAttributeValues: { ':pk': 'survey' },
        ConsistentRead: true,
      })
      return items.map(item => summarySchema.parse(item))
    },

    /** Null: there is no plan yet. */
    readPulsePlan: async (): Promise<PulsePlan | null> => {
      const item = await get(peopleTable, pulsePlanKey.pk, pulsePlanKey.sk)
      return item ? pulsePlanSchema.parse(item) : null
    },

    /** False: somebody else has changed it since the version it follows. */
    savePulsePlan: (plan: PulsePlan): Promise<boolean> =>
      carriedOut(
        documents.send(
          new PutCommand({
            TableName: peopleTable,
            Item: { ...pulsePlanKey, ...plan },
            ...(plan.version === 1
              ? { ConditionExpression: 'attribute_not_exists(pk)' }
              : {
                  ConditionExpression: 'version = :before',
                  ExpressionAttributeValues: { ':before': plan.version - 1 },
                }),
          }),
        ),
      ),

    /** Addresses to invite, as asked for before the opening, and in how many items. */
    readParticipants: async (surveyId: SurveyId): Promise<{ emails: string[]; chunks: number }> => {
      const chunks = (await people(`participants#${surveyId}`)).map(item => emailsSchema.parse(item))
      return { emails: [...new Set(chunks.flatMap(({ emails }) => emails))], chunks: chunks.length }
    },

    /** Adds behind `chunks` items that are there; false: somebody else added in between. */
    addParticipants: async (survey: Survey, emails: readonly string[], chunks: number): Promise<boolean> => {
      for (let from = 0; from < emails.length; from += emailsPerChunk) {
        const put = new PutCommand({
          TableName: peopleTable,
          Item: {
            pk: `participants#${survey.surveyId}`,
            sk: chunkKey(chunks + from / emailsPerChunk),
            emails: emails.slice(from, from + emailsPerChunk),
            expiresAtSeconds: expiry(survey.closesAt, retentionDays('people', 'invitation')),
          },
          ConditionExpression: 'attribute_not_exists(pk)',
        })
        if (!(await carriedOut(documents.send(put)))) return false
      }
      return true
    },

    ...recordMailStore(documents, peopleTable, learningTable),

    invitationChunks,

    /** Addresses on the frozen list of an open survey and on its committed additions. */
    readInvited: async (survey: Survey): Promise<Set<string>> =>
      new Set((await invitationChunks(survey)).flat().map(({ email }) => email)),

    /** Not in force until `commitAdditions` names them. */
    putAdditions: async (survey: Survey, chunkIds: readonly string[], added: readonly Invitation[]): Promise<void> => {
      for (const [index, chunkId] of chunkIds.entries()) {
        await reached(
          documents.send(
            new PutCommand({
              TableName: peopleTable,
              Item: {
                pk: `invitation#${survey.surveyId}`,
                sk: `added#${chunkId}`,
                people: added.slice(index * invitationsPerChunk, (index + 1) * invitationsPerChunk),
                expiresAtSeconds: expiry(survey.closesAt, retentionDays('people', 'invitation')),
              },
            }),
          ),
        )
      }
    },

    /** False: the survey is open no more, or somebody else added in between, which always raises `invited`. */
    commitAdditions: (survey: Survey, chunkIds: readonly string[], added: number, sealedNames: string) =>
      change(
        survey.surveyId,
        { status: 'open', invited: survey.invited },
        {
          addedChunks: [...survey.addedChunks, ...chunkIds],
          invited: survey.invited + added,
          sealedNames: [...survey.sealedNames, sealedNames],
        },
      ),

    /** How many will be invited at the opening. False: it began, or somebody else added in between. */
    countParticipants: ({ surveyId, invited }: Survey, count: number) =>
      change(surveyId, { status: 'scheduled', invited }, { invited: count }),

    /** False: the survey is no longer as it was read. It stays in the queue: `clock` destroys its keys and tells people. */
    cancelSurvey: ({ surveyId, status, closesAt }: Survey, now: string) =>
      change(surveyId, { status, closesAt }, { status: 'cancelled', cancelledAt: now }),

    /** False: the survey is no longer as it was read. */
    closeLater: ({ surveyId, status, closesAt }: Survey, later: string) =>
      change(surveyId, { status, closesAt }, { closesAt: later }),
  }
}
