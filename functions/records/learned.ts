/** What reviews have taught (conditions, lessons, citations), and a quarter's figures and learning review. */
import * as z from 'zod'
import { counterfactualSchema, isLeveragePoint } from '../domain/condition/condition.ts'
import { ledgerSchema } from '../domain/figures/ledger.ts'
import { quarterFiguresSchema } from '../domain/figures/figures.ts'
import { calendarSchema } from '../domain/time/calendar.ts'
import { editionSchema, headlineSchema } from '../domain/learning-review/edition.ts'
import { debtSchema, formatChangeSchema, noteSchema } from '../domain/learning-review/inputs.ts'
import { citationSchema, lessonSchema } from '../domain/review/lesson.ts'
import { kind, untilDeleted } from './kind.ts'
import { shelfOf } from './shelves.ts'

/** In the index `facet`: conditions that several incidents would have needed. */
export const leverageFacet = 'leverage'

export const counterfactual = kind({
  table: 'learning',
  name: 'counterfactual',
  partition: 'counterfactual#{counterfactual}',
  sort: 'counterfactual',
  schema: counterfactualSchema,
  kept: { row: 'counterfactual', holds: 'a condition, its ratings, the reviews that named it', ...untilDeleted },
  // A condition that every review has withdrawn is in no index.
  indexed: it => {
    const last = it.sightings.at(-1)
    if (!last) return {}
    const found = { kind: ['counterfactual', last.at] as const }
    return isLeveragePoint(it) ? { ...found, facet: [leverageFacet, last.at] } : found
  },
})

export const takingUp = kind({
  table: 'learning',
  name: 'takingUp',
  partition: counterfactual.partition,
  sort: 'action#{action}',
  schema: z.object({}),
  kept: counterfactual.kept,
})

export const lesson = kind({
  table: 'learning',
  name: 'lesson',
  partition: 'lesson#{lesson}',
  sort: 'lesson',
  schema: lessonSchema,
  kept: { row: 'lesson', holds: 'what a review taught, and where it was cited', ...untilDeleted },
  indexed: ({ at }) => ({ kind: ['lesson', at] }),
})

/** In the index `kind`, ordered by when they were cited. */
export const citationsOf = (shelf: string): string => `citation#${shelf}`

/** The citation is nested in the item because it has an attribute `kind` of its own, as the index does. */
export const citation = kind({
  table: 'learning',
  name: 'citation',
  partition: lesson.partition,
  sort: 'citation#{citation}',
  schema: z.object({ version: z.int(), citation: citationSchema }),
  kept: lesson.kept,
  indexed: it => ({ kind: [citationsOf(shelfOf(it.citation.at)), it.citation.at] }),
})

const ofQuarter = { table: 'learning', partition: 'quarter#{quarter}' } as const

export const figures = kind({
  ...ofQuarter,
  name: 'figures',
  sort: 'figures',
  schema: quarterFiguresSchema.extend({
    /** Items that the indexes may not show yet. `many`: of those that one writer wrote at once; others push them out. */
    written: z
      .array(z.object({ pk: z.string(), sk: z.string(), at: z.string(), many: z.literal(true).optional() }))
      .default([]),
  }),
  kept: { row: 'figures', holds: 'counts for a quarter; no name', ...untilDeleted },
})

/** In the index `kind`, ordered by the beginning of their quarters. */
export const everyLedger = 'ledger'

export const ledger = kind({
  ...ofQuarter,
  name: 'ledger',
  sort: 'ledger',
  schema: ledgerSchema,
  kept: {
    row: 'ledger',
    holds: 'which incidents, actions and meetings the metrics have counted, and how; no name',
    ...untilDeleted,
  },
  indexed: ({ at }) => ({ kind: [everyLedger, at] }),
})

export const debt = kind({
  ...ofQuarter,
  name: 'debt',
  sort: 'debt#{debt}',
  schema: debtSchema,
  kept: {
    row: 'quarterInput',
    holds: 'debts, format changes and notes of a quarter, and each edition of its learning review',
    ...untilDeleted,
  },
})

export const formatChange = kind({
  ...ofQuarter,
  name: 'formatChange',
  sort: 'format-change#{change}',
  schema: formatChangeSchema,
  kept: debt.kept,
  indexed: ({ since }) => ({ kind: ['format-change', since] }),
})

export const sectionNote = kind({
  ...ofQuarter,
  name: 'note',
  sort: 'notes#{section}',
  schema: noteSchema,
  kept: debt.kept,
})

/** In the index `kind`, ordered by the beginning of their quarters. */
export const everyEdition = 'learning-review'

const storedEditionSchema = z.object({
  /** The beginning of the quarter. */
  at: z.string(),
  publishedAt: z.string(),
  /** The name of its pieces, derived from what they hold. */
  edition: z.string(),
  pieces: z.int(),
  /** An older version published one edition and kept none of the following. */
  number: z.int().default(1),
  /** Whoever sends a request again is told of the edition that it made. */
  madeBy: z.string().nullish(),
  reason: z.string().nullish(),
  takenBack: editionSchema.shape.takenBack.optional(),
  headline: headlineSchema.nullish(),
  /** By which its quarter was counted; absent where that is the calendar of UTC. */
  calendar: calendarSchema.optional(),
  /** The incidents that it counted, in pieces like the review's. */
  counted: z.object({ name: z.string(), pieces: z.int() }).nullish(),
})

/** The first edition. */
export const publishedReview = kind({
  ...ofQuarter,
  name: 'publishedReview',
  sort: 'published',
  schema: storedEditionSchema,
  kept: debt.kept,
  indexed: ({ at }) => ({ kind: [everyEdition, at] }),
})

/** Any after it, under four digits. That there is none with its number is what publishes it. */
export const laterEdition = kind({
  ...ofQuarter,
  name: 'laterEdition',
  sort: 'published#{number}',
  schema: storedEditionSchema,
  kept: debt.kept,
  indexed: ({ at }) => ({ kind: [everyEdition, at] }),
})

export const publishedReviewPiece = kind({
  ...ofQuarter,
  name: 'publishedReviewPiece',
  sort: 'edition#{edition}#{piece}',
  schema: z.object({ text: z.string() }),
  kept: debt.kept,
})
