/** Published editions of learning reviews, and which of them were told. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type * as z from 'zod'
import { documentCalls } from '../aws/document-calls.ts'
import type { ToldMail } from '../domain/mail/told.ts'
import type { Addressee } from '../domain/people/addressee.ts'
import type { PulsePlan } from '../domain/survey/pulse-plan.ts'
import { absent } from '../records/expressions.ts'
import type { ValueOf } from '../records/kind.ts'
import { everyEdition, publishedReview } from '../records/learned.ts'
import { anyMail } from '../records/mail.ts'
import { addressee } from '../records/people.ts'
import { pulsePlan, toldEditions } from '../records/plans.ts'
import { recordsOf } from '../records/records.ts'
import { held } from '../records/writing.ts'

interface EditionsStoreSettings {
  readonly documents: DynamoDBDocumentClient
  readonly peopleTable: string
  readonly learningTable: string
}

type Told = z.infer<typeof toldEditions.schema>

export type ToldEditionsStore = ReturnType<typeof toldEditionsStore>

export const toldEditionsStore = ({ documents, ...settings }: EditionsStoreSettings) => {
  const { ensure, everyOf, get, overwrite } = recordsOf(documentCalls(documents), settings)

  return {
    /** Of all quarters, from the index, which lags behind. */
    everyEdition: (): Promise<ValueOf<typeof publishedReview>[]> => everyOf(publishedReview, 'kind', everyEdition),

    /** Null before the very first look. */
    readTold: (): Promise<Told | null> => get(toldEditions, {}),
    /** False if another run was faster. */
    saveTold: async (told: Told, before: Told | null): Promise<boolean> =>
      held(overwrite(toldEditions, {}, told, { when: { version: before?.version ?? absent } })),

    readPlan: (): Promise<PulsePlan | null> => get(pulsePlan, {}),
    readPerson: (email: string): Promise<Addressee | null> => get(addressee, { email }),

    /** Leaves a mail as it is if it was queued before, even if it has been sent since. */
    queueMail: (mail: ToldMail): Promise<void> => ensure(anyMail, { pk: mail.pk, sk: mail.sk }, mail),
  }
}
