/** What a pulse publishes, once, after its close. A hidden figure is null, whatever the reason. */
import * as z from 'zod'
import { calendarSchema } from '../time/calendar.ts'
import { quarterSchema } from '../time/instants.ts'

const count = z.int().min(0)
const bounds = { lo: z.number().nullable(), hi: z.number().nullable() }

/** The interval is null if everybody answered, if all answers are equal, or if R5 shows no bars. */
const exactMean = z.object({ kind: z.literal('exact'), value: z.number(), ...bounds })
/** `count` of n answers are in the favourable band. */
const exactShare = z.object({ kind: z.literal('exact'), count, share: z.number(), ...bounds })
/** R4 at the top: all answers but one, or all, are at one end. A mean to one decimal, a share to the percent. */
const bound = z.object({ kind: z.enum(['atMost', 'atLeast']), value: z.number() })

const cellSchema = z.object({
  /** Answers to the item, or persons with a score. */
  n: count.nullable(),
  mean: z.union([exactMean, bound]).nullable(),
  /** Null for a score. */
  favourable: z.union([exactShare, bound]).nullable(),
  /** The number of answers at each step of the scale, the worst first. Null for a score. */
  distribution: z.array(count).nullable(),
  /** Mean and share if everybody who did not answer were at the worst end, or at the best. */
  silent: z.object({ meanLo: z.number(), meanHi: z.number(), favLo: z.number(), favHi: z.number() }).nullable(),
})
export type Cell = z.infer<typeof cellSchema>

export const hiddenCell: Cell = { n: null, mean: null, favourable: null, distribution: null, silent: null }

const figureSchema = z.object({
  /** The id of an item or a score of the instrument. */
  id: z.string(),
  kind: z.enum(['item', 'score']),
  /** Figures of two quarters belong to the same line only if these are equal. */
  line: z.string().nullable(),
  /** Figures and steps have already been reversed. */
  reversed: z.boolean(),
  scale: z.object({ min: z.int(), max: z.int(), favourableFrom: z.int(), unfavourableTo: z.int() }),
  /** The items of a score. */
  items: z.array(z.string()),
  organisation: cellSchema,
  /** By cohort id; empty if there is no breakdown. */
  cohorts: z.record(z.string(), cellSchema),
})
export type Figure = z.infer<typeof figureSchema>

export const pulseReleaseSchema = z.object({
  quarter: quarterSchema,
  instrument: z.string(),
  /** As frozen at the launch. */
  groupMinimum: z.int(),
  /** If this is not null, only it, `invited` and the names are given. */
  withheld: z.enum(['counts_do_not_add_up', 'too_few_ballots', 'failed_audit']).nullable(),
  invited: count,
  /** Counted ballots; the response rate is their share of `invited`. */
  answered: count.nullable(),
  /** Empty if fewer than two groups were invited; sorted by label. */
  cohorts: z.array(z.object({ id: z.string(), label: z.string(), invited: count, answered: count.nullable() })),
  figures: z.array(figureSchema),
  /**
   * For the whole organisation: how many comments are quoted in `pulseCommentsSchema`, and how many more there were.
   */
  comments: z.array(z.object({ item: z.string(), quoted: count.nullable(), unquoted: count.nullable() })),
})
export type PulseRelease = z.infer<typeof pulseReleaseSchema>

/** Filed separately from the figures, so that the cost of reading a trend does not depend on how much was written. */
export const pulseCommentsSchema = z.array(
  z.object({
    item: z.string(),
    /** In an order that reveals nothing about their writers. */
    texts: z.array(z.string()),
  }),
)
export type PulseComments = z.infer<typeof pulseCommentsSchema>

/** What everybody who was invited may see: the figures of the whole organisation, and nothing about any group. */
export const pulseResultSchema = pulseReleaseSchema.omit({ cohorts: true, figures: true, comments: true }).extend({
  figures: z.array(figureSchema.omit({ cohorts: true })),
  /** By which its quarter is counted; absent where that is the calendar of UTC. */
  calendar: calendarSchema.optional(),
})
export type PulseResult = z.infer<typeof pulseResultSchema>

export const resultOf = (release: PulseRelease): PulseResult => pulseResultSchema.parse(release)
