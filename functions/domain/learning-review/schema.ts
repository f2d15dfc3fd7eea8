/** The learning review of a quarter as data; every format is made of it. */
import * as z from 'zod'
import { interventionSchema } from '../condition/condition.ts'
import { quarterSchema } from '../time/instants.ts'
import { factorSchema } from '../synthesis/schema.ts'
import { vendorAnswers } from '../incident/vendor.ts'

const count = z.int().min(0)
const share = z.number().nullable()
const interval = { lo: share, hi: share }
const difference = z.object({ diff: share, ...interval })
const named = z.array(z.object({ name: z.string(), count }))

const incidentLineSchema = z.object({
  id: z.string(),
  title: z.string(),
  severity: z.enum(['P1', 'P2', 'P3']),
  startedAt: z.string(),
})
export type IncidentLine = z.infer<typeof incidentLineSchema>

const actionLineSchema = z.object({
  id: z.string(),
  text: z.string(),
  owner: z.string(),
  status: z.enum(['open', 'in_progress', 'completed', 'deprioritised']),
  openedAt: z.string(),
  /** Whole days since it was opened. */
  ageDays: count,
  reason: z.string().nullable(),
})
export type ActionLine = z.infer<typeof actionLineSchema>

/** At most so many are told; `further` is how many there are besides. */
const listed = <Line extends z.ZodType>(line: Line) => z.object({ lines: z.array(line), further: count })

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
  vendors: named,
  /** Finished: its meeting was ended, or its numbers were kept. */
  reviews: z.object({ finished: count, planned: count, none: count }),
  unfinished: listed(incidentLineSchema.extend({ review: z.enum(['planned', 'none']) })),
  /** Incidents of the 90 days before the quarter. */
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
  /** What it would be if incidents fell on all services alike. */
  even: z.number(),
  /** Of the 90 days before the quarter; null without incidents then. */
  before: share,
  p: z.number(),
  /** Corrected for the number of services (Holm). */
  adjusted: z.number(),
})

const timeSchema = z.object({
  /** 168 hours of the week are 50 working hours and 118 others. */
  working: z.object({ count, of: count, share, expected: z.number(), p: share }),
  weekdays: z.array(z.object({ count, adjusted: share })).length(7),
  /** Six blocks of four hours from midnight. */
  blocks: z.array(z.object({ count, adjusted: share })).length(6),
  deployments: z.object({
    count,
    of: count,
    share,
    ...interval,
    before: share,
    change: difference,
    /** Working-hour share of incidents in which a deployment played a part, less that of the others. */
    workingHours: difference,
  }),
})

const patternsSchema = z.object({
  recurrence: z.object({
    from: z.string(),
    to: z.string(),
    total: count,
    recurring: count,
    classified: count,
    rate: share,
    ...interval,
    amongClassified: z.object({ rate: share, ...interval }),
  }),
  modes: listed(modeLineSchema),
  services: listed(serviceLoadSchema),
  time: timeSchema,
  /** Named in two or more incidents, and neither a failure mode of theirs nor an open action speaks of it. */
  unseen: z.array(z.object({ factor: factorSchema, voices: count, incidents: z.array(incidentLineSchema) })),
})

const actionsSchema = z.object({
  /** The quarter whose actions are audited: the one before. */
  audited: quarterSchema,
  statuses: z.object({ open: count, in_progress: count, completed: count, deprioritised: count }),
  unfinished: listed(actionLineSchema),
  /** Set aside, and then their failure mode came back. */
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
      z.object({ at: z.string(), lesson: z.string(), title: z.string(), url: z.string(), changed: z.string() }),
    ),
  }),
})

const participationSchema = z.object({
  meetings: count,
  attendees: count,
  speakers: count,
  ratio: share,
  ...interval,
  gini: share,
})

const pulseFigureSchema = z.object({
  id: z.string(),
  kind: z.enum(['item', 'score']),
  reversed: z.boolean(),
  n: count.nullable(),
  mean: share,
  meanLo: share,
  meanHi: share,
  /** Where all but one stand at one end, the figure is told as a bound. */
  meanBound: z.enum(['atMost', 'atLeast']).nullable(),
  favourable: share,
  favourableLo: share,
  favourableHi: share,
  favourableBound: z.enum(['atMost', 'atLeast']).nullable(),
  /** Of the quarter before, where it was asked in the same words. */
  before: z.object({ mean: share, favourable: share }).nullable(),
})
export type PulseFigure = z.infer<typeof pulseFigureSchema>

const pulseSchema = z.object({
  /** Null: there was none, or its results are not there yet. */
  release: z
    .object({
      instrument: z.string(),
      invited: count,
      answered: count.nullable(),
      withheld: z.string().nullable(),
      figures: z.array(pulseFigureSchema),
    })
    .nullable(),
  participation: participationSchema,
  participationBefore: participationSchema,
  formatChanges: z.array(
    z.object({
      text: z.string(),
      since: z.string(),
      before: participationSchema,
      after: participationSchema,
      change: difference,
    }),
  ),
})

const vendorLineSchema = incidentLineSchema.extend({
  vendor: z.string(),
  /** Minutes from the start until it was known to lie outside. */
  minutesUntilKnown: z.int().nullable(),
  breakers: z.enum(vendorAnswers).nullable(),
  fallbacks: z.enum(vendorAnswers).nullable(),
  statusInSight: z.enum(vendorAnswers).nullable(),
  desiredBehaviour: z.string(),
  /** What follows; null: nothing yet. */
  outcome: z.string().nullable(),
})

const forwardSchema = z.object({
  /** Failures from outside: those that nothing follows from yet stand first. */
  vendors: listed(vendorLineSchema).default({ lines: [], further: 0 }),
  /** Failure modes that came back and that no open action works against. */
  unaddressed: listed(modeLineSchema),
  debts: z.array(
    z.object({ text: z.string(), potential: z.enum(['low', 'medium', 'high']), service: z.string().nullable() }),
  ),
  /** Leverage points without an action: changeable, of wide effect and small cost. */
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

/** One that is published, in the list of them. */
export const publishedReviewSchema = z.object({ quarter: quarterSchema, publishedAt: z.string() })
export type PublishedReview = z.infer<typeof publishedReviewSchema>

const section = <Figures extends z.ZodType>(minutes: number, figures: Figures) =>
  z.object({ minutes: z.literal(minutes), figures, notes: z.string() })

export const learningReviewSchema = z.object({
  quarter: quarterSchema,
  /** The last day that counts, '2026-09-30'. */
  to: z.string(),
  /** False while the quarter runs. */
  over: z.boolean(),
  publishedAt: z.string().nullable(),
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
export type Participation = z.infer<typeof participationSchema>
export type ModeLine = z.infer<typeof modeLineSchema>
