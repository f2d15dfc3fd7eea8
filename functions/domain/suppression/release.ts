/** What a pulse publishes, once, after its close. A hidden figure is null, whatever hid it. */
import * as z from 'zod'
import { quarterSchema } from '../time/instants.ts'

const count = z.int().min(0)
const bounds = { lo: z.number().nullable(), hi: z.number().nullable() }

/** No interval (null) where everybody answered, where all answers are the same, and where R5 shows no bars. */
const exactMean = z.object({ kind: z.literal('exact'), value: z.number(), ...bounds })
/** `count` of n answers stand in the favourable band. */
const exactShare = z.object({ kind: z.literal('exact'), count, share: z.number(), ...bounds })
/** R4 at the top: all but one, or all, stand at one end. A mean to one decimal, a share to the percent. */
const bound = z.object({ kind: z.enum(['atMost', 'atLeast']), value: z.number() })

export const cellSchema = z.object({
  /** Answers to the item, or persons with a score. */
  n: count.nullable(),
  mean: z.union([exactMean, bound]).nullable(),
  /** Null for a score. */
  favourable: z.union([exactShare, bound]).nullable(),
  /** Answers for each step of the scale, worst first. Null for a score. */
  distribution: z.array(count).nullable(),
  /** Mean and share if everybody silent stood at the worst, or at the best end. */
  silent: z.object({ meanLo: z.number(), meanHi: z.number(), favLo: z.number(), favHi: z.number() }).nullable(),
})
export type Cell = z.infer<typeof cellSchema>

export const hiddenCell: Cell = { n: null, mean: null, favourable: null, distribution: null, silent: null }

export const figureSchema = z.object({
  /** Of an item or of a score of the instrument. */
  id: z.string(),
  kind: z.enum(['item', 'score']),
  /** Figures of two quarters stand on one line only where these are equal. */
  line: z.string().nullable(),
  /** Figures and steps are turned round already. */
  reversed: z.boolean(),
  scale: z.object({ min: z.int(), max: z.int(), favourableFrom: z.int(), unfavourableTo: z.int() }),
  /** For a score, the items it is made of. */
  items: z.array(z.string()),
  organisation: cellSchema,
  /** By cohort id; empty where there is no breakdown. */
  cohorts: z.record(z.string(), cellSchema),
})
export type Figure = z.infer<typeof figureSchema>

export const pulseReleaseSchema = z.object({
  quarter: quarterSchema,
  instrument: z.string(),
  /** As frozen at the launch. */
  groupMinimum: z.int(),
  /** Nothing but this, `invited` and the names is told where it is not null. */
  withheld: z.enum(['counts_do_not_add_up', 'too_few_ballots', 'failed_audit']).nullable(),
  invited: count,
  /** Counted ballots: the response rate is of `invited`. */
  answered: count.nullable(),
  /** Empty where fewer than two groups were asked; sorted by label. */
  cohorts: z.array(z.object({ id: z.string(), label: z.string(), invited: count, answered: count.nullable() })),
  figures: z.array(figureSchema),
  /** Of the whole organisation: how many comments are quoted in `pulseCommentsSchema`, and how many more there were. */
  comments: z.array(z.object({ item: z.string(), quoted: count.nullable(), unquoted: count.nullable() })),
})
export type PulseRelease = z.infer<typeof pulseReleaseSchema>

/** Filed apart from the figures, so that reading a trend costs the same however much was written. */
export const pulseCommentsSchema = z.array(
  z.object({
    item: z.string(),
    /** In an order that says nothing of their writers. */
    texts: z.array(z.string()),
  }),
)
export type PulseComments = z.infer<typeof pulseCommentsSchema>

/** What everybody who was asked may see: the whole organisation's figures, and nothing of any group. */
export const pulseResultSchema = pulseReleaseSchema.omit({ cohorts: true, figures: true, comments: true }).extend({
  figures: z.array(figureSchema.omit({ cohorts: true })),
})
export type PulseResult = z.infer<typeof pulseResultSchema>

export const resultOf = (release: PulseRelease): PulseResult => pulseResultSchema.parse(release)
