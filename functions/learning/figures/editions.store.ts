/** The editions of a quarter's learning review: published, read, and taken back. */
import * as z from 'zod'
import { inParallel } from '../../domain/in-parallel.ts'
import { isCounted } from '../../domain/incident/counting.ts'
import { incidentSchema } from '../../domain/incident/incident.ts'
import {
  type CountedIncident,
  countedIncidentSchema,
  type Edition,
  type Headline,
  type Left,
  type PublishedFigures,
  standingOf,
} from '../../domain/learning-review/edition.ts'
import { type LearningReview, learningReviewSchema, type PublishedReview } from '../../domain/learning-review/schema.ts'
import { headlineOfReview } from '../../domain/learning-review/since.ts'
import { splitDocument } from '../../domain/suppression/filed.ts'
import { quarterOfIncident } from '../../domain/incident/quarter.ts'
import { quarterBounds, toldCalendar, usualCalendar } from '../../domain/time/calendar.ts'
import { absent } from '../../records/expressions.ts'
import { incident as incidentKind } from '../../records/incidents.ts'
import { part, type ValueOf } from '../../records/kind.ts'
import { everyEdition, laterEdition, publishedReview, publishedReviewPiece } from '../../records/learned.ts'
import { chunkName } from '../../records/people.ts'
import { idsOf } from '../../records/reading.ts'
import { held } from '../../records/writing.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

type Stored = ValueOf<typeof publishedReview>

const whereabouts = part(
  incidentKind,
  incidentSchema.pick({ startedAt: true, zone: true, unknown: true, status: true, duplicateOf: true, removing: true }),
)

/** Reads of single items at the same time. */
const readsAtOnce = 24

const editionOf = ({ number, publishedAt, reason = null, takenBack = null }: Stored): Edition => ({
  number,
  publishedAt,
  reason,
  takenBack,
})

const byNumber = (a: Stored, b: Stored): number => a.number - b.number

const standingIn = (all: readonly Stored[]): Stored | null => {
  const number = standingOf(all.toSorted(byNumber).map(editionOf))?.number
  return all.find(each => each.number === number) ?? null
}

/** A text with the name that its pieces get, derived from what they hold. */
export interface Piece {
  readonly name: string
  readonly text: string
}

export interface NewEdition {
  readonly quarter: string
  readonly number: number
  readonly publishedAt: string
  readonly reason: string | null
  readonly madeBy: string | null
  readonly headline: Headline
  readonly review: Piece
  readonly counted: Piece
}

export interface PublishedEdition {
  readonly edition: Edition
  readonly review: LearningReview
  /** Null where an older version kept none. */
  readonly counted: readonly CountedIncident[] | null
}

export type EditionsStore = ReturnType<typeof editionsStore>

export const editionsStore = (settings: LearningTable) => {
  const { add, change, ensure, everyOf, get, list } = recordsIn(settings)

  const named = (number: number): string => String(number).padStart(4, '0')

  const storedOf = async (quarter: string): Promise<Stored[]> => {
    const first = await get(publishedReview, { quarter })
    return first ? [first, ...(await list(laterEdition, { quarter }))].toSorted(byNumber) : []
  }

  const readPieces = async (quarter: string, edition: string, pieces: number): Promise<unknown> => {
    const names = Array.from({ length: pieces }, (_, index) => chunkName(index))
    const found = await Promise.all(names.map(piece => get(publishedReviewPiece, { quarter, edition, piece })))
    if (found.includes(null)) throw new Error('a piece of a published learning review is missing')
    return JSON.parse(found.map(piece => piece?.text).join(''))
  }

  const read = async (quarter: string, stored: Stored): Promise<PublishedEdition> => {
    const { edition, pieces, publishedAt, counted } = stored
    const [review, incidents] = await Promise.all([
      readPieces(quarter, edition, pieces).then(document => learningReviewSchema.parse(document)),
      counted
        ? readPieces(quarter, counted.name, counted.pieces).then(all => z.array(countedIncidentSchema).parse(all))
        : null,
    ])
    return { edition: editionOf(stored), review: { ...review, publishedAt }, counted: incidents }
  }

  const writePieces = async (quarter: string, { name, text }: Piece): Promise<number> => {
    const pieces = splitDocument(text)
    for (const [index, piece] of pieces.entries()) {
      await ensure(publishedReviewPiece, { quarter, edition: name, piece: chunkName(index) }, { text: piece })
    }
    return pieces.length
  }

  const becameOf = async (id: string, quarter: string): Promise<Left> => {
    const found = await get(whereabouts, { incident: id })
    if (!found || found.removing) return 'deleted'
    return isCounted(found) && quarterOfIncident(found, settings.calendar) !== quarter ? 'moved' : 'uncounted'
  }

  /** Of each quarter, from the index, which lags behind; the latest quarter first. */
  const everyStored = async (): Promise<Map<string, Stored[]>> =>
    Map.groupBy(
      await everyOf(publishedReview, 'kind', everyEdition),
      // The quarter that it was published as, whatever its days would be called today.
      stored => (idsOf(publishedReview, stored) ?? idsOf(laterEdition, stored))?.quarter ?? '',
    )

  return {
    /** The latest quarter first, from the index, which lags behind. */
    everyPublished: async (): Promise<PublishedReview[]> =>
      [...(await everyStored())].map(([quarter, stored]) => {
        const editions = stored.toSorted(byNumber).map(editionOf)
        return { quarter, publishedAt: standingOf(editions)?.publishedAt ?? null, editions }
      }),

    /** By quarter: the edition that stands, with its headline figures, from the index. */
    everyStanding: async (): Promise<Map<string, PublishedFigures>> => {
      const standing = [...(await everyStored())].flatMap(([quarter, stored]) => {
        const one = standingIn(stored)
        return one ? [{ quarter, one }] : []
      })
      const told = await inParallel(standing, readsAtOnce, async ({ quarter, one }) => {
        // One that an older version stored has its recurrence of all incidents; its review has it of those classified.
        const headline =
          one.headline?.window === undefined ? headlineOfReview((await read(quarter, one)).review) : one.headline
        return [quarter, { edition: editionOf(one), headline, calendar: one.calendar ?? usualCalendar }] as const
      })
      return new Map(told)
    },

    /** The earliest first. */
    editionsOf: async (quarter: string): Promise<Edition[]> => (await storedOf(quarter)).map(editionOf),

    /** Null if there is none with that number. */
    readEdition: async (quarter: string, number: number): Promise<PublishedEdition | null> => {
      const stored = (await storedOf(quarter)).find(each => each.number === number)
      return stored ? read(quarter, stored) : null
    },

    readStanding: async (quarter: string): Promise<PublishedEdition | null> => {
      const stored = standingIn(await storedOf(quarter))
      return stored ? read(quarter, stored) : null
    },

    /** The number of the edition that this request has made already; null if it has made none. */
    madeBy: async (quarter: string, request: string): Promise<number | null> =>
      (await storedOf(quarter)).find(({ madeBy }) => madeBy === request)?.number ?? null,

    /** By id: what became of incidents that the quarter no longer counts. */
    becameOf: async (quarter: string, ids: readonly string[]): Promise<Map<string, Left>> =>
      new Map(await inParallel(ids, readsAtOnce, async id => [id, await becameOf(id, quarter)] as const)),

    /**
     * Pieces come first, under names derived from their content. The single write that publishes them comes last, so
     * that a run that was cut off has published nothing. False if one with this number was published before.
     */
    publish: async (made: NewEdition): Promise<boolean> => {
      const { quarter, number, publishedAt, reason, madeBy, headline, review, counted } = made
      const pieces = await writePieces(quarter, review)
      const incidents = { name: counted.name, pieces: await writePieces(quarter, counted) }
      const { from: at } = quarterBounds(quarter, settings.calendar)
      const edition = { at, publishedAt, edition: review.name, pieces, number, madeBy, reason, headline }
      const whole = { ...edition, counted: incidents, ...toldCalendar(settings.calendar) }
      return held(
        number === 1
          ? add(publishedReview, { quarter }, whole)
          : add(laterEdition, { quarter, number: named(number) }, whole),
      )
    },

    /** False if it was taken back before, or there is none with this number. It stays readable. */
    takeBack: async (quarter: string, number: number, takenBack: { at: string; reason: string }): Promise<boolean> =>
      held(
        number === 1
          ? change(publishedReview, { quarter }, { takenBack }, { takenBack: absent })
          : change(laterEdition, { quarter, number: named(number) }, { takenBack }, { takenBack: absent }),
      ),
  }
}
