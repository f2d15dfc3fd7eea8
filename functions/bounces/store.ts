import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { documentCalls } from '../aws/document-calls.ts'
import { absent, anyOf, not } from '../records/expressions.ts'
import { stop } from '../records/people.ts'
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
    stopMail: async ({ email, reason }: Stop): Promise<void> => {
      const when = reason === 'complained' ? {} : { reason: anyOf(absent, not('complained')) }
      await held(overwrite(stop, { email }, { sk: email, reason }, { when }))
    },
  }
}
