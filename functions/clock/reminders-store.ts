/** Open actions by due date, this hour's progress, and the reminders themselves. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { documentCalls } from '../aws/document-calls.ts'
import type { Addressee } from '../domain/people/addressee.ts'
import { type RemindedAction, remindedActionSchema, type ToldMail } from '../domain/mail/told.ts'
import { action, openActions } from '../records/action.ts'
import { absent } from '../records/expressions.ts'
import { part } from '../records/kind.ts'
import { anyMail } from '../records/mail.ts'
import { addressee, unsubscribe } from '../records/people.ts'
import { pulsePlan, reminderHours } from '../records/plans.ts'
import { recordsOf } from '../records/records.ts'
import { held } from '../records/writing.ts'

interface RemindersStoreSettings {
  readonly documents: DynamoDBDocumentClient
  readonly peopleTable: string
  readonly learningTable: string
}

export type Marker = z.infer<typeof reminderHours.schema>

const actionsPerPage = 100
const remindedAction = part(action, remindedActionSchema)
const queuedMail = part(anyMail, z.object({ pk: z.string() }))

export type RemindersStore = ReturnType<typeof remindersStore>

export const remindersStore = ({ documents, ...settings }: RemindersStoreSettings) => {
  const { ensure, get, overwrite, slice } = recordsOf(documentCalls(documents), settings)

  return {
    /** Null before the very first run. */
    readMarker: (): Promise<Marker | null> => get(reminderHours, {}),

    /** False if another run has already moved it. */
    moveMarker: (marker: Marker, before: Marker | null): Promise<boolean> =>
      held(overwrite(reminderHours, {}, marker, { when: { version: before?.version ?? absent }, over: before })),

    /** Open actions due by `to`, the longest overdue first. */
    dueActions: async (
      to: string,
      after: Marker['from'],
    ): Promise<{ actions: RemindedAction[]; next: Marker['from'] }> => {
      const due = { index: 'facet', value: openActions, to, limit: actionsPerPage, after }
      const { values, next } = await slice(remindedAction, due)
      return { actions: values, next }
    },

    /** Null for somebody who is not on the roster. */
    readPerson: (email: string): Promise<Addressee | null> => get(addressee, { email }),

    readZone: async (): Promise<string> => (await get(pulsePlan, {}))?.zone ?? 'UTC',

    isQueued: async ({ pk, sk }: Pick<ToldMail, 'pk' | 'sk'>): Promise<boolean> =>
      (await get(queuedMail, { pk, sk })) !== null,

    /** Stores what stops mail to an address that is not on the roster. */
    saveUnsubscribe: (id: string, email: string, expiresAtSeconds: number): Promise<void> =>
      ensure(unsubscribe, { id }, { email, expiresAtSeconds }),

    /** Leaves a mail as it is if it was queued before, even if it has been sent since. */
    queueMail: (mail: ToldMail): Promise<void> => ensure(anyMail, { pk: mail.pk, sk: mail.sk }, mail),
  }
}
