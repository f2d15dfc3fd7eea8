/** The ledger of erasures: written before somebody is erased, and read when a table is restored. */
import { deleteAll } from '../../functions/aws/documents.ts'
import { dayMilliseconds, minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { sha256Base64url } from '../../functions/protocol/digest.ts'
import { erasure } from '../../functions/records/erasures.ts'
import { keyOf } from '../../functions/records/kind.ts'
import { recordsOf } from '../../functions/records/records.ts'
import { held } from '../../functions/records/writing.ts'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

/** DynamoDB restores to a second of the last 35 days. */
const restorableDays = 35
/** Whoever erased somebody had a clock of their own, and DynamoDB another. */
const clocksDiffer = 15 * minuteMilliseconds

export const erasedAs = (email: string): string => sha256Base64url(`erased|${email.toLowerCase()}`)

export const erasuresIn = (documents: DynamoDBDocumentClient, traceTable: string) => {
  const { add, list } = recordsOf(documentCalls(documents), { traceTable })
  return {
    /** Repeated for the same address it is another entry, which does no harm. */
    note: async (email: string, at: string): Promise<void> => {
      const who = erasedAs(email)
      await held(add(erasure, { at, who }, { at, who }))
    },

    /** Digests of those erased at that time or later, or so shortly before that nobody can tell. */
    since: async (at: string): Promise<ReadonlySet<string>> => {
      const entries = await list(erasure, {})
      return new Set(
        entries.filter(entry => Date.parse(entry.at) >= Date.parse(at) - clocksDiffer).map(({ who }) => who),
      )
    },

    /** Entries that no restoring needs any more. */
    drop: async (now: string): Promise<void> => {
      const needed = Date.parse(plus(now, -(restorableDays + 1) * dayMilliseconds))
      const over = (await list(erasure, {})).filter(({ at }) => Date.parse(at) < needed)
      await deleteAll(
        documents,
        traceTable,
        over.map(entry => keyOf(erasure, entry)),
      )
    },
  }
}
