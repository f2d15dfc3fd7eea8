/** What `GET /api/trends` answers: published figures along the quarters, each with the sentence that says it. */
import * as z from 'zod'
import { quarterSchema } from '../time/instants.ts'

const count = z.int().min(0)

/** `atLeast`, `atMost`: all but one, or all, stand at one end. No interval (null) where none is defined or shown. */
const measureSchema = z.object({
  kind: z.enum(['exact', 'atLeast', 'atMost']),
  value: z.number(),
  lo: z.number().nullable(),
  hi: z.number().nullable(),
})
export type Measure = z.infer<typeof measureSchema>

/** Two quarters of one wording, from their published bars: Mann-Whitney, and Newcombe's interval for the share's change. */
export const comparisonSchema = z.object({
  /** The earlier of the two. */
  quarter: quarterSchema,
  /** `none`: no more than chance makes, at 5 %. */
  direction: z.enum(['none', 'rise', 'fall']),
  p: z.number(),
  /** That an answer of the later quarter is higher than one of the earlier, ties as half. */
  probHigher: z.number(),
  /** Of the favourable share, later less earlier. */
  change: z.number(),
  lo: z.number(),
  hi: z.number(),
})
export type Comparison = z.infer<typeof comparisonSchema>

/**
 * `hidden` is the same whatever hid it; `none`: nothing was asked of them, or no pulse was held. What of a shown point
 * is hidden is null.
 */
export const pointSchema = z.object({
  quarter: quarterSchema,
  state: z.enum(['shown', 'hidden', 'none']),
  /** Index of `lines`; points of two lines are never joined or compared. Null where the state is `none`. */
  line: z.int().nullable(),
  invited: count.nullable(),
  n: count.nullable(),
  mean: measureSchema.nullable(),
  /** Of favourable answers; null for a score. */
  share: measureSchema.nullable(),
  /** Answers for each step of the scale, worst first. */
  distribution: z.array(count).nullable(),
  /** Mean and share if everybody silent stood at the worst, or at the best end. */
  silent: z.object({ meanLo: z.number(), meanHi: z.number(), favLo: z.number(), favHi: z.number() }).nullable(),
  /** With the latest earlier quarter that can be compared, and with the same quarter of the year before. */
  sincePrevious: comparisonSchema.nullable(),
  sinceYear: comparisonSchema.nullable(),
  sentence: z.string(),
})
export type Point = z.infer<typeof pointSchema>

/** Theil-Sen and Mann-Kendall over the points of one line; no slope before five of them. */
const trendSchema = z.object({
  line: z.int(),
  points: count,
  state: z.enum(['too-early', 'none', 'rising', 'falling']),
  /** In the figure's own unit; null while it is too early. */
  perYear: z.number().nullable(),
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  p: z.number().nullable(),
  /** Ends of the fitted line; null unless it rises or falls. */
  fit: z.object({ from: quarterSchema, fromValue: z.number(), to: quarterSchema, toValue: z.number() }).nullable(),
  sentence: z.string(),
})
export type Trend = z.infer<typeof trendSchema>

/** Limits of individual values (XmR), within the scale, from five points of one line on. */
const limitsSchema = z.object({
  line: z.int(),
  centre: z.number(),
  lo: z.number(),
  hi: z.number(),
  /** Under eight points. */
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
  /** Of an item or a score; with its scale it names the series. */
  id: z.string(),
  kind: z.enum(['item', 'score']),
  name: z.string(),
  /** Figures and bars are turned round already: higher is better. */
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

const groupSchema = z.object({
  label: z.string(),
  /** Of the headline figure, one for each quarter. */
  points: z.array(pointSchema),
  responses: z.array(responseSchema),
})

export const quarterViewSchema = z.object({
  quarter: quarterSchema,
  /** `none`: no pulse was held, or not with the instrument asked for. */
  state: z.enum(['published', 'withheld', 'none']),
  instrument: z.string().nullable(),
  version: z.int().nullable(),
  invited: count.nullable(),
  answered: count.nullable(),
  headline: z.string(),
  /** How many of those invited took part. */
  response: z.string(),
  /** How many groups are shown; null where the view is one group's, or nothing was published. */
  groups: z.string().nullable(),
})
export type QuarterView = z.infer<typeof quarterViewSchema>

export const markerSchema = z.object({
  quarter: quarterSchema,
  kind: z.enum(['instrument', 'format']),
  text: z.string(),
})
export type Marker = z.infer<typeof markerSchema>

const rate = { lo: z.number().nullable(), hi: z.number().nullable() }
const namedSchema = z.object({ names: z.array(z.object({ name: z.string(), count })), further: count })

/** One quarter's learning figures, at its end or today while it runs: docs/architecture.md section 7. */
export const learningQuarterSchema = z.object({
  quarter: quarterSchema,
  /** The last day that counts, '2026-09-30', in UTC. */
  to: z.string(),
  recurrence: z.object({
    from: z.string(),
    total: count,
    recurring: count,
    classified: count,
    rate: z.number().nullable(),
    ...rate,
    amongClassified: z.number().nullable(),
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
    /** From so many days to so many, both included; the last is open. */
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
    /** 24 counts, by the hour of the start in the incident's zone. */
    hours: z.array(count),
    deploymentRelated: count,
  }),
})
export type LearningQuarter = z.infer<typeof learningQuarterSchema>

export const trendsSchema = z.object({
  /** What was asked for; null is the whole organisation, and every instrument. */
  group: z.string().nullable(),
  instrument: z.string().nullable(),
  /** What may be asked for: groups by name, instruments by id. */
  groups: z.array(z.string()),
  instruments: z.array(z.object({ id: z.string(), version: z.int() })),
  /** From the first to the last pulse, none left out. */
  quarters: z.array(quarterViewSchema),
  /** The figure of the headlines first. */
  series: z.array(seriesSchema),
  /** Of the first series, by name and never by score; empty in the view of one group. */
  byGroup: z.array(groupSchema),
  markers: z.array(markerSchema),
  /** The earliest first; empty while nothing was ever recorded. */
  learning: z.array(learningQuarterSchema),
})
export type Trends = z.infer<typeof trendsSchema>
