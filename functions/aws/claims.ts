/** A review and a quarter have one survey each: whoever wants to make it puts its claim first, and the row last. */
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type SurveyId, surveyIdSchema } from '../domain/ids.ts'
import { dayMilliseconds } from '../domain/time/instants.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { retentionDays } from '../tables.ts'
import { carriedOut, reached } from './documents.ts'

export type Claim = `review#${string}` | `quarter#${string}`

const claimSchema = z.object({ surveyId: surveyIdSchema })

const expiryOf = ({ closesAt }: Survey): number =>
  Math.floor((Date.parse(closesAt) + retentionDays('surveys', 'survey') * dayMilliseconds) / 1000)

export const surveyClaims = (documents: DynamoDBDocumentClient, surveysTable: string) => {
  const putIfAbsent = (survey: Survey, queue: { queue?: 'active' }): Promise<boolean> =>
    carriedOut(
      documents.send(
        new PutCommand({
          TableName: surveysTable,
          Item: { pk: 'survey', sk: survey.surveyId, ...survey, ...queue, expiresAtSeconds: expiryOf(survey) },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    )

  return {
    readClaim: async (claim: Claim): Promise<SurveyId | null> => {
      const { Item } = await reached(
        documents.send(
          new GetCommand({ TableName: surveysTable, Key: { pk: 'claim', sk: claim }, ConsistentRead: true }),
        ),
      )
      return Item ? claimSchema.parse(Item).surveyId : null
    },

    /** True: the claim is this survey's now. `replaces` is whose it was, or null. */
    putClaim: (claim: Claim, surveyId: SurveyId, replaces: SurveyId | null): Promise<boolean> =>
      carriedOut(
        documents.send(
          new PutCommand({
            TableName: surveysTable,
            Item: { pk: 'claim', sk: claim, surveyId },
            ...(replaces === null
              ? { ConditionExpression: 'attribute_not_exists(pk)' }
              : {
                  ConditionExpression: 'surveyId = :replaces',
                  ExpressionAttributeValues: { ':replaces': replaces },
                }),
          }),
        ),
      ),

    /** True: the survey is scheduled, and `clock` finds it from now on. */
    publishSurvey: (survey: Survey): Promise<boolean> => putIfAbsent(survey, { queue: 'active' }),

    /**
     * Bars the id of a survey that was claimed and never written, so that whoever claimed it, if they are still under
     * way, can't write it any more. False: it was written in the meantime.
     */
    abandonSurvey: (survey: Survey, now: string): Promise<boolean> =>
      putIfAbsent({ ...survey, status: 'cancelled', invited: 0, cancelledAt: now, destroyedAt: now }, {}),
  }
}
