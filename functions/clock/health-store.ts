/** What the clock reads to see whether surveys are ill, and the rows in which it says so. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { documentCalls } from '../aws/document-calls.ts'
import { type SurveyId, surveyIdSchema } from '../domain/ids.ts'
import type { Health, WaitingMail } from '../domain/survey/health.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { absent, anyOf, atMost } from '../records/expressions.ts'
import { surveyHealth } from '../records/health.ts'
import { idsIn, part } from '../records/kind.ts'
import { anyMail, mail, waitingMail } from '../records/mail.ts'
import { activeSurvey } from '../records/open-survey.ts'
import { recordsOf } from '../records/records.ts'
import { survey as surveyKind } from '../records/survey.ts'
import { held } from '../records/writing.ts'

interface HealthStoreSettings {
  readonly documents: DynamoDBDocumentClient
  readonly peopleTable: string
  readonly surveysTable: string
}

interface WaitingMails {
  readonly mails: readonly (WaitingMail & { readonly about: string })[]
  readonly isCut: boolean
}

export type HealthStore = ReturnType<typeof healthStore>

/** What one answer of the table holds: those that have waited longest come first. */
const mailsRead = 1_000
/** As many as the clock works on in one run. */
const surveysSeen = 500

const waiting = part(
  anyMail,
  z.object({
    pk: z.string(),
    sk: z.string(),
    dueAt: z.string(),
    attempts: z.number().catch(0),
    reason: z.string().optional().catch(undefined),
  }),
)
const named = part(surveyKind, z.object({ sk: z.string() }))

export const healthStore = ({ documents, ...settings }: HealthStoreSettings) => {
  const { getReadable, list, overwrite, remove, slice } = recordsOf(documentCalls(documents), settings)

  return {
    activeSurveys: async (): Promise<SurveyId[]> => {
      const { values } = await slice(named, { index: 'queue', value: activeSurvey, limit: surveysSeen })
      return values.flatMap(({ sk }) => surveyIdSchema.safeParse(sk).data ?? [])
    },

    /** Null: there is none. Rejects if it cannot be read. */
    readSurvey: (survey: SurveyId): Promise<Survey | null> => getReadable(surveyKind, { survey }),

    readHealth: (): Promise<Health[]> => list(surveyHealth, {}),

    /** Mail that waits and is due by then, the longest due first, with what it is about; and whether there is more. */
    waitingMails: async (until: string): Promise<WaitingMails> => {
      const { values, next } = await slice(waiting, { index: 'queue', value: waitingMail, to: until, limit: mailsRead })
      return { mails: values.map(one => ({ ...one, about: idsIn(mail, one)?.about ?? '' })), isCut: next !== null }
    },

    /** A run that is late writes over nothing that was seen after its minute. */
    saveHealth: async (health: Health): Promise<void> => {
      const when = { checkedAt: anyOf(absent, atMost(health.checkedAt)) }
      await held(overwrite(surveyHealth, { survey: health.surveyId }, health, { when }))
    },

    removeHealth: async ({ surveyId, checkedAt }: Health): Promise<void> => {
      await held(remove(surveyHealth, { survey: surveyId }, { checkedAt: anyOf(absent, atMost(checkedAt)) }))
    },
  }
}
