/** Sealed ballots by serial, and the checkpoints stored beside them during counting. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { documentCalls } from '../aws/document-calls.ts'
import { ballot, ballotSchema, checkpoint, checkpointEnd, checkpointSerial } from '../records/ballots.ts'
import { batchesOf } from '../records/batches.ts'
import { part } from '../records/kind.ts'
import { recordsOf, type TableSettings } from '../records/records.ts'
import { held } from '../records/writing.ts'

/**
 * As it was found: whatever is missing or of another kind stands as nothing, and the row is set aside with its reason
 * where it is checked. Left out of one listing and not of another, it would keep the harvest from ever ending.
 */
const found = ballotSchema.extend({
  cohort: ballotSchema.shape.cohort.catch(''),
  sealed: ballotSchema.shape.sealed.catch(new Uint8Array()),
  digest: ballotSchema.shape.digest.catch(''),
  message: ballotSchema.shape.message.catch(undefined),
  pass: ballotSchema.shape.pass.catch(undefined),
  number: ballotSchema.shape.number.catch(undefined),
  proof: ballotSchema.shape.proof.catch(undefined),
})
const foundBallot = { ...ballot, schema: found }
export type SealedBallot = z.infer<typeof found>

/**
 * Serials after `after`, up to and including `to`. `endOfSerials` sorts after every serial and before the checkpoints.
 */
export interface SerialRange {
  readonly after: string
  readonly to: string
}
export const endOfSerials = 'g'

/** Serials are lower-case hex, so this sorts right after the serial and before any other. */
const rightAfter = (serial: string): string => `${serial}0`

const seenBallot = part(ballot, found.pick({ serial: true, digest: true }))
type SeenBallot = z.infer<typeof seenBallot.schema>
const namedBallot = part(ballot, z.object({ serial: z.string() }))

export const ballotStore = (documents: DynamoDBDocumentClient, settings: TableSettings) => {
  const { list, overwrite, pages } = recordsOf(documentCalls(documents), settings)
  const { removeAll } = batchesOf(documents, settings)
  const between = ({ after, to }: SerialRange) => ({ between: [rightAfter(after), to] as const })

  return {
    /** Ordered by serial; stops after the page that brings the number to `enough`. */
    readBallots: async (survey: string, range: SerialRange, enough = Number.POSITIVE_INFINITY) => {
      const ballots: SealedBallot[] = []
      for await (const page of pages(foundBallot, { survey }, between(range))) {
        ballots.push(...page)
        if (ballots.length >= enough) break
      }
      return ballots
    },

    /** The ballots that `readBallots` would find, without their contents. */
    listBallots: (survey: string, range: SerialRange): Promise<SeenBallot[]> =>
      list(seenBallot, { survey }, between(range)),

    /** Each with the serial it reaches up to. */
    readCheckpoints: async (survey: string): Promise<{ to: string; sealed: Uint8Array }[]> => {
      const found = await list(checkpoint, { survey })
      return found.map(({ serial, sealed }) => ({ to: checkpointEnd(serial), sealed }))
    },

    /** Replaces the one that reached equally far, if there is one. */
    putCheckpoint: async (survey: string, to: string, sealed: Uint8Array): Promise<void> => {
      await held(overwrite(checkpoint, { survey, to }, { serial: checkpointSerial(to), sealed }))
    },

    /** Deletes checkpoints too. False if `stop` returned true before all were gone. */
    deleteBallots: async (survey: string, stop: () => boolean): Promise<boolean> => {
      for await (const page of pages(namedBallot, { survey })) {
        if (stop()) return false
        await removeAll(
          ballot,
          page.map(({ serial }) => ({ survey, serial })),
        )
      }
      return true
    },
  }
}
