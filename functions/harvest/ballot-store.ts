/** Sealed ballots by serial, and the checkpoints that stand beside them while they are counted. */
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { deleteAll, type Item } from '../aws/documents.ts'

const sealedBallotSchema = z.object({
  cohort: z.string(),
  serial: z.string(),
  sealed: z.instanceof(Uint8Array),
  digest: z.string(),
})
export type SealedBallot = z.infer<typeof sealedBallotSchema>

const seenSchema = sealedBallotSchema.pick({ serial: true, digest: true })
const checkpointItemSchema = sealedBallotSchema.pick({ serial: true, sealed: true })

/** Serials after `after` up to and with `to`. Beyond every serial stands `endOfSerials`, and after it the checkpoints. */
export interface SerialRange {
  readonly after: string
  readonly to: string
}
export const endOfSerials = 'g'

/** A serial is lower hex: this sorts after it and before any other. */
const rightAfter = (serial: string): string => `${serial}0`

const checkpointPrefix = 'harvest#'
export const checkpointSerial = (to: string): string => `${checkpointPrefix}${to}`

export const ballotStore = (documents: DynamoDBDocumentClient, ballotsTable: string) => {
  const pages = async function* (condition: string, values: Item, names: readonly string[] = []) {
    let from: Item | undefined
    do {
      const page = await documents.send(
        new QueryCommand({
          TableName: ballotsTable,
          KeyConditionExpression: `surveyId = :survey${condition}`,
          ExpressionAttributeValues: values,
          ...(names.length > 0 ? { ProjectionExpression: names.join(', ') } : {}),
          ConsistentRead: true,
          ExclusiveStartKey: from,
        }),
      )
      yield page.Items ?? []
      from = page.LastEvaluatedKey
    } while (from)
  }
  const inRange = (surveyId: string, { after, to }: SerialRange, names: readonly string[] = []) =>
    pages(' AND serial BETWEEN :after AND :to', { ':survey': surveyId, ':after': rightAfter(after), ':to': to }, names)

  return {
    /** In order of their serials; ends after the page in which there are `enough`. */
    readBallots: async (surveyId: string, range: SerialRange, enough = Number.POSITIVE_INFINITY) => {
      const ballots: SealedBallot[] = []
      for await (const items of inRange(surveyId, range)) {
        ballots.push(...items.map(item => sealedBallotSchema.parse(item)))
        if (ballots.length >= enough) break
      }
      return ballots
    },

    /** What `readBallots` would find, without its answers. */
    listBallots: async (surveyId: string, range: SerialRange): Promise<z.infer<typeof seenSchema>[]> => {
      const seen: z.infer<typeof seenSchema>[] = []
      for await (const items of inRange(surveyId, range, ['serial', 'digest'])) {
        seen.push(...items.map(item => seenSchema.parse(item)))
      }
      return seen
    },

    /** By the serials that they reach up to. */
    readCheckpoints: async (surveyId: string): Promise<{ to: string; sealed: Uint8Array }[]> => {
      const found: { to: string; sealed: Uint8Array }[] = []
      const values = { ':survey': surveyId, ':prefix': checkpointPrefix }
      for await (const items of pages(' AND begins_with(serial, :prefix)', values)) {
        for (const item of items) {
          const { serial, sealed } = checkpointItemSchema.parse(item)
          found.push({ to: serial.slice(checkpointPrefix.length), sealed })
        }
      }
      return found
    },

    /** Over the one that reached as far, if there is one. */
    putCheckpoint: async (surveyId: string, to: string, sealed: Uint8Array): Promise<void> => {
      const Item = { surveyId, serial: checkpointSerial(to), sealed }
      await documents.send(new PutCommand({ TableName: ballotsTable, Item }))
    },

    /** Checkpoints too. False: `stop` said so before all were gone. */
    deleteBallots: async (surveyId: string, stop: () => boolean): Promise<boolean> => {
      for await (const items of pages('', { ':survey': surveyId }, ['surveyId', 'serial'])) {
        if (stop()) return false
        const keys = items.map(({ serial }) => ({ surveyId, serial }))
        await deleteAll(documents, ballotsTable, keys)
      }
      return true
    },
  }
}
