/** The answer of `GET /api/trends`: published figures over the quarters, each with the sentence that describes it. */
import * as z from 'zod'
import { calendarSchema } from '../time/calendar.ts'
import { quarterSchema } from '../time/instants.ts'

const count = z.int().min(0)

/**
 * `atLeast`, `atMost`: all answers but one, or all, are at one end. The interval is null if none is defined or shown.
 */
const measureSchema = z.object({
  kind: z.enum(['exact', 'atLeast', 'atMost']),
  value: z.number(),
  lo: z.number().nullable(),
  hi: z.number().nullable(),
})
export type Measure = z.infer<typeof measureSchema>

/** Two quarters with one wording, from published bars: the change among those invited, as `changeOfShare` tells it. */
const comparisonSchema = z.object({
  /** The earlier of the two. */
  quarter: quarterSchema,
  /** `none`: the interval holds 0. */
  direction: z.enum(['none', 'rise', 'fall']),
  p: z.number(),
  /** The probability that an answer of the later quarter is higher than one of the earlier, ties as half. */
  probHigher: z.number(),
  /** Change of the favourable share: later minus earlier. */
  change: z.number(),
  /** At 95 %; for all that are read side by side together where there are several. */
  lo: z.number(),
  hi: z.number(),
  together: z.boolean(),
})
export type Comparison = z.infer<typeof comparisonSchema>

/** `hidden` gives no reason. `none`: not asked, or no pulse was held. Hidden parts of a shown point are null. */
export const pointSchema = z.object({
  quarter: quarterSchema,
  state: z.enum(['shown', 'hidden', 'none']),
  /** An index of `lines`; points of two lines are never joined or compared. Null if the state is `none`. */
  line: z.int().nullable(),
  invited: count.nullable(),
  n: count.nullable(),
  mean: measureSchema.nullable(),
  /** The share of favourable answers; null for a score. */
  share: measureSchema.nullable(),
  /** The number of answers at each step of the scale, the worst first. */
  distribution: z.array(count).nullable(),
  /** Mean and share if everybody who did not answer were at the worst end, or at the best. */
  silent: z.object({ meanLo: z.number(), meanHi: z.number(), favLo: z.number(), favHi: z.number() }).nullable(),
  /** Compared with the latest earlier quarter that is comparable, and with the same quarter of the year before. */
  sincePrevious: comparisonSchema.nullable(),
  sinceYear: comparisonSchema.nullable(),
  /** With the first quarter of its line; null where that is one of the other two. */
  sinceFirst: comparisonSchema.nullable(),
  sentence: z.string(),
})
export type Point = z.infer<typeof pointSchema>

/** The straight line through the points of one line, with what their own intervals leave open; none with fewer than five. */
const trendSchema = z.object({
  line: z.int(),
  points: count,
  state: z.enum(['too-early', 'none', 'rising', 'falling']),
  /** In the figure's own unit; null if it is too early. */
  perYear: z.number().nullable(),
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  p: z.number().nullable(),
  /** The ends of the fitted line; null unless it rises or falls. */
  fit: z.object({ from: quarterSchema, fromValue: z.number(), to: quarterSchema, toValue: z.number() }).nullable(),
  sentence: z.string(),
})
export type Trend = z.infer<typeof trendSchema>

/** Limits for individual values (XmR), within the scale, from five points of one line on. */
const limitsSchema = z.object({
  line: z.int(),
  centre: z.number(),
  lo: z.number(),
  hi: z.number(),
  /** Fewer than eight points. */
  provisional: z.boolean(),
  outside: z.array(quarterSchema),
})
export type Limits = z.infer<typeof limitsSchema>

const lineSchema = z.object({
  question: z.string(),
  instruments: z.array(z.string()),
  from: quarterSchema,
  to: quarterSchema,
})

export const seriesSchema = z.object({
  /** The id of an item or a score; with its scale it identifies the series. */
  id: z.string(),
  kind: z.enum(['item', 'score']),
  name: z.string(),
  /** Figures and bars have already been reversed: higher is better. */
  reversed: z.boolean(),
  scale: z.object({ min: z.int(), max: z.int(), favourableFrom: z.int(), unfavourableTo: z.int() }),
  lines: z.array(lineSchema),
  /** One for each quarter of the view. */
  points: z.array(pointSchema),
  trends: z.array(trendSchema),
  limits: z.array(limitsSchema),
})
export type Series = z.infer<typeof seriesSchema>

const responseSchema = z.object({ quarter: quarterSchema, invited: count.nullable(), answered: count.nullable() })

export const groupSchema = z.object({
  label: z.string(),
  /** The headline figure, one for each quarter. */
  points: z.array(pointSchema),
  responses: z.array(responseSchema),
})

const quarterViewSchema = z.object({
  quarter: quarterSchema,
  /** `none`: no pulse was held, or not with the requested instrument. */
  state: z.enum(['published', 'withheld', 'none']),
  instrument: z.string().nullable(),
  version: z.int().nullable(),
  invited: count.nullable(),
  answered: count.nullable(),
  headline: z.string(),
  /** How many of those invited took part. */
  response: z.string(),
  /** How many groups are shown; null if the view is of one group, or nothing was published. */
  groups: z.string().nullable(),
})
export type QuarterView = z.infer<typeof quarterViewSchema>

const markerSchema = z.object({
  quarter: quarterSchema,
  kind: z.enum(['instrument', 'format']),
  text: z.string(),
})
export type Marker = z.infer<typeof markerSchema>

const rate = { lo: z.number().nullable(), hi: z.number().nullable() }
const namedSchema = z.object({ names: z.array(z.object({ name: z.string(), count })), further: count })

/** One quarter's learning figures, at its end or today if it is not over (docs/architecture.md, section 7). */
const learningQuarterSchema = z.object({
  quarter: quarterSchema,
  /** The last day that counts, such as '2026-09-30', in UTC. */
  to: z.string(),
  /** Which edition of its learning review stands, and in what the figures here differ from it, in a sentence. */
  edition: z.string().nullable(),
  recurrence: z.object({
    from: z.string(),
    total: count,
    recurring: count,
    classified: count,
    /** Of those classified; null where they are too few to tell. */
    rate: z.number().nullable(),
    ...rate,
    /** How long before it began an incident's failure mode must have been seen for it to recur. */
    lookBackMonths: count,
    /** Under this share of known failure modes no rate is told. */
    leastCoverage: z.number(),
    /** As the learning review says it. */
    sentence: z.string(),
  }),
  closure: z.object({ opened: count, completed: count, deprioritised: count, velocity: z.number().nullable() }),
  systemic: z.object({ systemic: count, opened: count, share: z.number().nullable(), ...rate }),
  ages: z.object({
    open: count,
    p50: z.number().nullable(),
    p75: z.number().nullable(),
    p90: z.number().nullable(),
    oldest: z.number().nullable(),
    over: count,
    /** Without progress for more than 90 days. */
    still: count,
    /** Ages from `from` to `to` days, both included; the last band is open. */
    bands: z.array(z.object({ from: z.int(), to: z.int().nullable(), count })),
  }),
  participation: z.object({
    meetings: count,
    attendees: count,
    speakers: count,
    ratio: z.number().nullable(),
    ...rate,
    gini: z.number().nullable(),
  }),
  incidents: z.object({
    total: count,
    services: namedSchema,
    /** Of how many incidents a service is known; null where an older version counted. */
    serviceKnown: count.nullable(),
    servicesSentence: z.string(),
    /** 24 counts, by the hour of the start in the incident's zone, of those whose hour and zone are known. */
    hours: z.array(count),
    hoursKnown: count,
    /** Enough hours are known to draw them. */
    hoursTold: z.boolean(),
    hoursSentence: z.string(),
    deploymentRelated: count,
    /** Of how many of the total it is known whether a deployment played a part. */
    deploymentKnown: count,
  }),
})
export type LearningQuarter = z.infer<typeof learningQuarterSchema>

export const trendsSchema = z.object({
  /** What was requested; null means the whole organisation, or every instrument. */
  group: z.string().nullable(),
  instrument: z.string().nullable(),
  /** What may be requested: groups by name, instruments by id. */
  groups: z.array(z.string()),
  instruments: z.array(z.object({ id: z.string(), version: z.int() })),
  /** From the first to the last pulse, without gaps. */
  quarters: z.array(quarterViewSchema),
  /** The headline's figure comes first. */
  series: z.array(seriesSchema),
  /** For the first series, by name and never by score; empty in the view of one group. */
  byGroup: z.array(groupSchema),
  markers: z.array(markerSchema),
  /** Of the latest pulse: what has changed most since the one before, a question or a group each; empty without one. */
  moved: z.array(z.string()),
  /** The earliest first; empty if nothing was ever recorded. */
  learning: z.array(learningQuarterSchema),
  /** By which quarters are counted; absent where that is the calendar of UTC. */
  calendar: calendarSchema.optional(),
})
export type Trends = z.infer<typeof trendsSchema>
