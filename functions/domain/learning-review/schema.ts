/** The learning review of a quarter as data; every format is made from it. */
import * as z from 'zod'
import { interventionSchema } from '../condition/condition.ts'
import { calendarSchema } from '../time/calendar.ts'
import { quarterSchema } from '../time/instants.ts'
import { factorSchema } from '../synthesis/schema.ts'
import { vendorAnswers } from '../incident/vendor.ts'
import { comparedSchema, editionSchema, sinceSchema } from './edition.ts'
import { pulseSchema } from './schema-pulse.ts'
import { actionLineSchema, count, difference, incidentLineSchema, interval, listed, share } from './schema-parts.ts'

/** Of how many each is known; of all where an older version counted. */
const knownOf = { serviceKnown: count.optional(), domainKnown: count.optional(), vendorKnown: count.optional() }
const notFinished = { planned: count, none: count, unknown: count.default(0) }
const counts = { total: count, recurring: count, classified: count }
const named = z.array(z.object({ name: z.string(), count }))

const closureSchema = z.object({
  opened: count,
  completed: count,
  deprioritised: count,
  velocity: share,
  net: z.int(),
})

const inventorySchema = z.object({
  total: count,
  severities: z.object({ P1: count, P2: count, P3: count }),
  services: z.object({ names: named, further: count }),
  domains: z.object({ names: named, further: count }),
  deploymentRelated: count,
  deploymentKnown: count.optional(),
  vendors: named,
  ...knownOf,
  /** A review is finished if its meeting was ended or its numbers were recorded. */
  reviews: z.object({
    finished: count,
    /** With the address of a review held elsewhere and none here. `unknown`: imported, with no word of either. */
    elsewhere: count.default(0),
    ...notFinished,
  }),
  unfinished: listed(incidentLineSchema.extend({ review: z.enum(['planned', 'none', 'unknown']) })),
  /** Incidents in the 90 days before the quarter. */
  before: count,
})

const modeLineSchema = z.object({
  key: z.string(),
  name: z.string(),
  count,
  firstAt: z.string(),
  incidents: z.array(incidentLineSchema),
  /** Open actions that work against it. */
  openActions: count,
})

const serviceLoadSchema = z.object({
  name: z.string(),
  incidents: count,
  share: z.number(),
  /** Its share if incidents were spread evenly over all services. */
  even: z.number(),
  /** Its share in the 90 days before the quarter; null if there were no incidents then. */
  before: share,
  p: z.number(),
  /** Corrected for the number of services (Holm). */
  adjusted: z.number(),
})

const timeSchema = z.object({
  /** The 168 hours of a week are 50 working hours and 118 others. */
  working: z.object({ count, of: count, share, expected: z.number(), p: share }),
  /** All incidents; `of` are those of which it is known. As many, where an older version counted. */
  all: count.optional(),
  weekdays: z.array(z.object({ count, adjusted: share })).length(7),
  /** Six blocks of four hours, starting at midnight. */
  blocks: z.array(z.object({ count, adjusted: share })).length(6),
  deployments: z.object({
    count,
    of: count,
    share,
    ...interval,
    before: share,
    change: difference,
    /**
     * The share of working-hour incidents among those in which a deployment played a part, minus that of the others.
     */
    workingHours: difference,
  }),
})

const patternsSchema = z.object({
  recurrence: z.object({
    from: z.string(),
    to: z.string(),
    ...counts,
    /** Of those classified; null where they are too few to tell. */
    rate: share,
    ...interval,
    /** Absent where an older version counted: without a look-back, and `rate` is of all. */
    lookBackMonths: count.optional(),
    leastCoverage: z.number().optional(),
    amongClassified: z.object({ rate: share, ...interval }).optional(),
  }),
  modes: listed(modeLineSchema),
  services: listed(serviceLoadSchema),
  serviceKnown: count.optional(),
  time: timeSchema,
  /** Factors named in two or more incidents that neither a failure mode of theirs nor an open action mentions. */
  unseen: z.array(z.object({ factor: factorSchema, voices: count, incidents: z.array(incidentLineSchema) })),
})

const actionsSchema = z.object({
  /** The quarter whose actions are audited, which is the one before. */
  audited: quarterSchema,
  statuses: z.object({ open: count, in_progress: count, completed: count, deprioritised: count }),
  unfinished: listed(actionLineSchema),
  /** Deprioritised, and then their failure mode came back. */
  implicated: listed(actionLineSchema.extend({ mode: z.string(), incidents: z.array(incidentLineSchema) })),
  closure: closureSchema,
  closureBefore: closureSchema,
  systemic: z.object({ systemic: count, opened: count, share, ...interval }),
  ages: z.object({
    open: count,
    p50: share,
    p75: share,
    p90: share,
    oldest: share,
    still: z.object({ count, share }),
  }),
  citations: z.object({
    count,
    fourQuarters: count,
    changes: listed(
      z.object({
        at: z.string(),
        lesson: z.string(),
        /** Null where an older edition did not keep it. */
        lessonId: z.string().nullable().default(null),
        title: z.string(),
        url: z.string(),
        changed: z.string(),
      }),
    ),
  }),
  /** What reviews of the quarter's incidents decided, as far as it was mailed; none where an older edition kept none. */
  decisions: listed(z.object({ text: z.string(), reviewId: z.string(), title: z.string() })).default({
    lines: [],
    further: 0,
  }),
})

const vendorLineSchema = incidentLineSchema.extend({
  vendor: z.string(),
  /** Minutes from the start until the cause was known to be external. */
  minutesUntilKnown: z.int().nullable(),
  breakers: z.enum(vendorAnswers).nullable(),
  fallbacks: z.enum(vendorAnswers).nullable(),
  statusInSight: z.enum(vendorAnswers).nullable(),
  desiredBehaviour: z.string(),
  /** What follows; null if nothing does yet. */
  outcome: z.string().nullable(),
})

const forwardSchema = z.object({
  /** Failures at vendors; those without any consequence yet come first. */
  vendors: listed(vendorLineSchema).default({ lines: [], further: 0 }),
  /** Failure modes that came back although no open action works against them. */
  unaddressed: listed(modeLineSchema),
  debts: z.array(
    z.object({ text: z.string(), potential: z.enum(['low', 'medium', 'high']), service: z.string().nullable() }),
  ),
  /** Leverage points without an action: changeable, with a wide effect at a small cost. */
  investments: listed(
    z.object({
      text: z.string(),
      sightings: count,
      generalisability: z.int(),
      cost: z.int(),
      intervention: interventionSchema.nullable(),
    }),
  ),
})

/** An entry in the list of published reviews: of the edition that stands, or null if all were taken back. */
export const publishedReviewSchema = z.object({
  quarter: quarterSchema,
  publishedAt: z.string().nullable(),
  /** The earliest first. */
  editions: z.array(editionSchema),
})
export type PublishedReview = z.infer<typeof publishedReviewSchema>

const section = <Figures extends z.ZodType>(minutes: number, figures: Figures) =>
  z.object({ minutes: z.literal(minutes), figures, notes: z.string() })

export const learningReviewSchema = z.object({
  quarter: quarterSchema,
  /** By which it was counted; absent where that is the calendar of UTC. */
  calendar: calendarSchema.optional(),
  /** By which quarters are counted today, where that is another: nothing of today is told beside such an edition. */
  calendarNow: calendarSchema.optional(),
  /** The last day that counts, such as '2026-09-30'. */
  to: z.string(),
  /** False until the quarter has ended. */
  over: z.boolean(),
  publishedAt: z.string().nullable(),
  /** Which edition this is; null for a draft. */
  edition: editionSchema.nullable().default(null),
  /** All that were published of the quarter, the earliest first. */
  editions: z.array(editionSchema).default([]),
  /** What has changed of the quarter since this edition; null if nothing has, and for a draft. */
  since: sinceSchema.nullable().default(null),
  /** Null if the quarter before has no edition. */
  compared: comparedSchema.nullable().default(null),
  sections: z.object({
    inventory: section(15, inventorySchema),
    patterns: section(20, patternsSchema),
    actions: section(20, actionsSchema),
    pulse: section(15, pulseSchema),
    forward: section(20, forwardSchema),
  }),
})
export type LearningReview = z.infer<typeof learningReviewSchema>
type Sections = LearningReview['sections']
export type SectionFigures<Name extends keyof Sections> = Sections[Name]['figures']
export type ModeLine = z.infer<typeof modeLineSchema>
