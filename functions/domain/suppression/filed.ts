/** What the harvest files about a survey, as the learning side reads it. */
import * as z from 'zod'
import { setAsideSchema } from '../ballot/ballot.ts'
import { runIdSchema, surveyIdSchema } from '../ids.ts'
import { quarterSchema } from '../time/instants.ts'
import { pulseResultSchema } from './release.ts'
import { liftSynthesis } from '../synthesis/older.ts'
import { factorSchema, synthesisSchema } from '../synthesis/schema.ts'

export const filedReviewSchema = z.object({
  synthesis: z.preprocess(liftSynthesis, synthesisSchema.nullable()),
  withheld: z
    .object({
      reason: z.enum(['too_few_ballots', 'too_few_writers', 'counts_do_not_add_up', 'could_not_be_read']),
      count: z.int(),
    })
    .nullable(),
  rating: z.object({ n: z.int(), mean: z.number() }).nullable(),
  /** `count` is null where the factor may be listed and not counted (P2). */
  factorTicks: z.array(z.object({ factor: factorSchema, count: z.int().nullable() })),
})
export type FiledReview = z.infer<typeof filedReviewSchema>

export const receiptsSchema = z.object({
  /** Sorted. */
  serials: z.array(z.string()),
  /** Of the same ballots in the same order, and the root over all of it; absent in what an older version filed. */
  digests: z.array(z.string()).optional(),
  root: z.string().optional(),
  invited: z.int(),
  issued: z.int(),
  cast: z.int(),
  counted: z.int(),
  /** Of the passes issued: links that were tried again, and that were contested; absent where neither was counted. */
  tried: z.int().optional(),
  contested: z.int().optional(),
  /**
   * Of those cast and not counted, how many for which reason; left out where there are none. A row that somebody made or
   * changed in the table is among them.
   */
  setAside: setAsideSchema.optional(),
})

/** The answer of `GET /api/receipts/{surveyId}`. */
export const receiptsViewSchema = receiptsSchema.extend({
  /** Only if there are several; `serials` and `digests` then hold the requested page, by default the first. */
  pages: z.int().optional(),
  /** Only for a pulse. */
  result: pulseResultSchema.optional(),
})
export type ReceiptsView = z.infer<typeof receiptsViewSchema>

/** 3 MB of JSON with their digests; a function's answer may have 6. */
export const serialsPerPage = 25_000

/** Every pulse that was filed, by quarter. `run` says which run may be read. */
export const filedPulseSchema = z.object({
  quarter: quarterSchema,
  surveyId: surveyIdSchema,
  run: runIdSchema,
  instrument: z.string(),
})
export type FiledPulse = z.infer<typeof filedPulseSchema>

/** The documents of one harvest run, each stored in pieces. */
export type PublishedDocument = 'statements' | 'pulse' | 'comments' | 'receipts'

/** In UTF-16 units; with at most three bytes each, a piece stays below DynamoDB's 400 KB. */
const pieceLength = 100_000

/** Splits a document's JSON into pieces that fit into an item each; joined in order they give the text again. */
export const splitDocument = (text: string): string[] => {
  const pieces: string[] = []
  for (let from = 0, to = 0; from < text.length; from = to) {
    to = Math.min(from + pieceLength, text.length)
    // A cut between the halves of a surrogate pair would lose the character.
    if (to < text.length && /[\uD800-\uDBFF]/.test(text.charAt(to - 1))) to -= 1
    pieces.push(text.slice(from, to))
  }
  return pieces
}
