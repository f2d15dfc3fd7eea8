/**
 * The desk's entries and the marks of changes under way. A mark is put before what an entry is made of changes, and removed
 * once the entry is written anew; one that a cut-off call left behind is settled by `clock`.
 */
import * as z from 'zod'
import { type DeskEntry, deskEntrySchema, deskRowSchema, deskSurvey, isOpenEntry } from '../domain/course/desk.ts'
import type { ReviewId, SurveyId } from '../domain/ids.ts'
import { isFacilitator, leadersOf, type Review } from '../domain/review/review.ts'
import { surveyClaims } from './claims.ts'
import { kind, part, untilDeleted, type ValueOf } from './kind.ts'
import { asRead, idsOf } from './reading.ts'
import type { Records } from './records.ts'
import { review as reviewKind } from './review.ts'
import { survey as surveyKind } from './survey.ts'
import { drawMark, held } from './writing.ts'

/** In the index `facet`, ordered by meeting: those of which something may still be to be done. */
export const openOf = (leader: string): string => `desk-open#${leader}`
/** In the index `kind`, ordered by meeting: all of them. */
export const everyOf = (leader: string): string => `desk#${leader}`

export const deskEntry = kind({
  table: 'learning',
  name: 'deskEntry',
  partition: 'desk#{leader}',
  sort: '{review}',
  schema: deskEntrySchema,
  kept: {
    row: 'deskEntry',
    holds:
      'for each who leads a review, under their address: its title and times, where it and its survey stand, participation as it is shown, which agreed actions are under way',
    ...untilDeleted,
  },
  indexed: entry => ({
    kind: [everyOf(entry.leader), entry.meetingAt],
    ...(isOpenEntry(entry) ? { facet: [openOf(entry.leader), entry.meetingAt] as const } : {}),
  }),
})

/** Each change has a mark of its own: of two at once, the end of the one does not speak for the other. */
export const deskDue = kind({
  table: 'learning',
  name: 'deskDue',
  partition: 'desk-due',
  sort: '{review}#{mark}',
  schema: z.object({
    /** Those who led it before, whose entries go. */
    led: z.array(z.string()),
    /** When `clock` first came upon it. */
    seenAt: z.string().nullable(),
  }),
  kept: {
    row: 'deskDue',
    holds: 'that something of a review is being changed by those who lead it, and who led it before',
    retentionDays: 0,
    until: 'its entries are written',
  },
})

/** How far the entries of a table that had none, or those of an earlier rule, are made. */
export const deskBuilt = kind({
  table: 'learning',
  name: 'deskBuilt',
  partition: 'desk-built',
  sort: 'built',
  schema: z.object({
    rule: z.int(),
    /** Where it goes on; null when all are made. */
    next: z.object({ pk: z.string(), sk: z.string(), at: z.string() }).nullable(),
  }),
  kept: { row: 'deskBuilt', holds: 'up to which review the entries of the desk are made', ...untilDeleted },
})

export interface DeskMark {
  readonly review: ReviewId
  readonly mark: string
  readonly led: readonly string[]
}

/** How its terms name a reader; the key is `functions/protocol`'s. */
export type NamesReader = (survey: string, email: string) => string

const deskRow = part(surveyKind, deskRowSchema)
type Row = ValueOf<typeof deskRow>

/** Of two who write one entry, the second makes it again. */
const attempts = 12

export const deskRecords = (records: Records, namesReader: NamesReader) => {
  const { add, get, overwrite, remove } = records
  const { readClaim } = surveyClaims(records)

  /** False if it was written meanwhile. One that cannot be read is written over. */
  const writeOver = async (entry: DeskEntry, before: DeskEntry | null): Promise<boolean> => {
    const ids = { leader: entry.leader, review: entry.id }
    if (before) return held(overwrite(deskEntry, ids, entry, { when: asRead(before) }))
    if (await held(add(deskEntry, ids, entry))) return true
    return (await get(deskEntry, ids)) === null && held(overwrite(deskEntry, ids, entry))
  }

  const readEntry = (leader: string, review: ReviewId): Promise<DeskEntry | null> => get(deskEntry, { leader, review })

  /** The survey that a review has, or the last one that it had. */
  const readRow = async (review: ReviewId): Promise<Row | null> => {
    const survey = await readClaim({ kind: 'review', of: review })
    return survey ? get(deskRow, { survey }) : null
  }

  const reads = (review: Review, row: Row | null, email: string): boolean => {
    const named = row?.termsReaders
    return isFacilitator(review, email) && (!named || named.includes(namesReader(row.surveyId, email)))
  }

  const begin = async (review: ReviewId, led: readonly string[] = []): Promise<DeskMark> => {
    const mark = drawMark()
    await held(add(deskDue, { review, mark }, { led: [...led], seenAt: null }))
    return { review, mark, led }
  }

  const end = async ({ review, mark }: DeskMark): Promise<void> => {
    await held(remove(deskDue, { review, mark }))
  }

  return {
    writeOver,
    readEntry,
    readRow,
    reads,
    begin,
    end,

    /**
     * Takes over into the entries of a review what its survey's row says now, and `changed` besides. Whoever leads it and
     * has none yet gets that of another. False if that is left to `clock`: it was never listed, or who leads it changed
     * while an entry was added.
     */
    amend: async (
      reviewId: ReviewId,
      changed: (entry: DeskEntry) => Partial<DeskEntry> = () => ({}),
    ): Promise<boolean> => {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        // The entries come first: whoever changes a row after it was read writes them after that, and is seen.
        const led = await get(reviewKind, { review: reviewId })
        if (!led) return false
        const leaders = leadersOf(led).map(({ email }) => email)
        const found = await Promise.all(leaders.map(email => readEntry(email, reviewId)))
        const review = await get(reviewKind, { review: reviewId })
        const row = await readRow(reviewId)
        const usual = found.find(entry => entry !== null)
        if (!review || !usual) return false
        // Where an entry is added, nobody who removes it would have seen it: the mark names whose it may be.
        const mark = found.includes(null) ? await begin(reviewId, leaders) : null
        const written = await Promise.all(
          leaders.map((leader, index) => {
            const own = { leader, reads: reads(review, row, leader), survey: deskSurvey(row, review) }
            return writeOver({ ...usual, ...changed(usual), ...own }, found[index] ?? null)
          }),
        )
        if (mark && (await get(reviewKind, { review: reviewId }))?.version !== led.version) return false
        if (mark) await end(mark)
        if (!written.includes(false)) return true
      }
      throw new Error('desk_contended')
    },

    /** Null: the survey is of no review. */
    reviewOf: async (survey: SurveyId): Promise<ReviewId | null> => (await get(deskRow, { survey }))?.reviewId ?? null,

    marksIn: (found: readonly ValueOf<typeof deskDue>[]): DeskMark[] =>
      found.flatMap(one => {
        const ids = idsOf(deskDue, one)
        return ids ? [{ review: ids.review as ReviewId, mark: ids.mark, led: one.led }] : []
      }),
  }
}
