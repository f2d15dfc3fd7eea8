import type * as z from 'zod'
import { type TableCall, unlessRefused } from '../aws/table-service.ts'
import { Refusal } from '../domain/refusal.ts'
import { openSurveySchema as readableSchema } from '../domain/ballot/bulletin.ts'

/** What a participant may see of the bulletin row, and what a ballot is checked against. Ids of keys are not of it. */
export const openSurveySchema = readableSchema.omit({ keys: true })
export type OpenSurvey = z.infer<typeof openSurveySchema>

export interface Ballot {
  readonly surveyId: string
  readonly serial: string
  readonly cohort: string
  readonly sealed: Uint8Array
  readonly digest: string
}

export interface BallotStore {
  readonly readSurvey: (surveyId: string) => Promise<OpenSurvey | null>
  readonly castBallot: (ballot: Ballot, replaces: string | null) => Promise<void>
}

export interface BallotStoreSettings {
  readonly tables: TableCall
  readonly ballotsTable: string
  readonly surveysTable: string
}

const attributes = Object.keys(openSurveySchema.shape)

export const ballotStore = ({ tables, ballotsTable, surveysTable }: BallotStoreSettings): BallotStore => ({
  readSurvey: async surveyId => {
    const { Item } = await tables('GetItem', {
      TableName: surveysTable,
      Key: { pk: 'survey', sk: surveyId },
      ConsistentRead: true,
      ProjectionExpression: attributes.map(name => `#${name}`).join(', '),
      ExpressionAttributeNames: Object.fromEntries(attributes.map(name => [`#${name}`, name])),
    })
    return Item ? openSurveySchema.parse(Item) : null
  },

  /** One conditional put: absent, or what it says it replaces, or the very same ballot again. Refuses `ballot_changed`. */
  castBallot: async (ballot, replaces) => {
    const put = await unlessRefused(
      tables('PutItem', {
        TableName: ballotsTable,
        Item: ballot,
        ConditionExpression: 'attribute_not_exists(serial) OR digest = :replaces OR digest = :own',
        ExpressionAttributeValues: { ':replaces': replaces ?? ballot.digest, ':own': ballot.digest },
      }),
    )
    if (!put) throw new Refusal('ballot_changed')
  },
})
