import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { documentCalls } from '../aws/document-calls.ts'
import { absent, anyOf, atMost, type When } from '../records/expressions.ts'
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
     * A complaint outranks every other reason. A bounce stands over a stop by the person, and keeps it: whoever lifts the
     * bounce does not lift that. This function cannot read the row, so each write says what it found there.
     */
    stopMail: async ({ email, reason, why, at }: Stop): Promise<void> => {
      if (reason === 'returned') return
      const row = { sk: email, reason, ...(at === undefined ? {} : { at }), ...(why === undefined ? {} : { why }) }
      const put = (value: typeof row & { readonly byPerson?: true }, when: When): Promise<boolean> =>
        held(overwrite(stop, { email }, value, { when }))
      if (reason === 'complained') return void (await put(row, {}))
      if (await put(row, { reason: anyOf(absent, 'bounced'), byPerson: absent })) return
      const kept = { ...row, byPerson: true } as const
      if (await put(kept, { reason: 'unsubscribed' })) return
      await put(kept, { reason: 'bounced', byPerson: true })
    },

    /** The latest is kept, and for a month. Without a time nobody could say which mail it is about. */
    noteReturn: async ({ email, why, at }: Stop): Promise<void> => {
      if (at === undefined) return
      const row = { sk: email, at, why: why ?? 'other', expiresAtSeconds: expiresAtSeconds(returned, at) }
      await held(overwrite(returned, { email }, row, { when: { at: anyOf(absent, atMost(at)) } }))
    },
  }
}
