import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { documentCalls } from '../aws/document-calls.ts'
import { absent, anyOf, not } from '../records/expressions.ts'
import { expiresAtSeconds } from '../records/kind.ts'
import { returned, stop } from '../records/people.ts'
import { recordsOf } from '../records/records.ts'
import { held } from '../records/writing.ts'
import type { Stop } from './stops.ts'

export type BounceStore = ReturnType<typeof bounceStore>

export const bounceStore = ({
  documents,
  ...settings
}: {
  readonly documents: DynamoDBDocumentClient
  readonly peopleTable: string
}) => {
  const { overwrite } = recordsOf(documentCalls(documents), settings)

  return {
    /**
     * A complaint outranks every other reason; a bounce outranks the reasons that a person could take back themselves.
     */
    stopMail: async ({ email, reason, why, at }: Stop): Promise<void> => {
      if (reason === 'returned') return
      const when = reason === 'complained' ? {} : { reason: anyOf(absent, not('complained')) }
      const row = { sk: email, reason, ...(at === undefined ? {} : { at }), ...(why === undefined ? {} : { why }) }
      await held(overwrite(stop, { email }, row, { when }))
    },

    /** The latest is kept, and for a month. Without a time nobody could say which mail it is about. */
    noteReturn: async ({ email, why, at }: Stop): Promise<void> => {
      if (at === undefined) return
      const row = { sk: email, at, why: why ?? 'other', expiresAtSeconds: expiresAtSeconds(returned, at) }
      await held(overwrite(returned, { email }, row))
    },
  }
}
