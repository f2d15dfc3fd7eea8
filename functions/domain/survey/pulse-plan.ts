/** The pulse plan as it is set and shown; `pulse-calendar.ts` works out the days. */
import * as z from 'zod'
import { surveyIdSchema } from '../ids.ts'
import { quarterSchema } from '../time/instants.ts'
import { storedZoneSchema, zoneSchema } from '../time/zone.ts'
import { surveyStatusSchema } from '../ballot/bulletin.ts'
import { defaultInstrument } from '../instrument/registry.ts'
import { emailSchema } from '../people/address.ts'

/** Wall-clock time in the plan's zone. */
const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day reads 09:00')
const dateSchema = z.iso.date()

/** For instance the first Tuesday of the quarter's last month, at 09:00. */
const openingRuleSchema = z.object({
  /** The month of the quarter. */
  month: z.int().min(1).max(3),
  /** Which of that weekday's occurrences in the month; 5 is the last. */
  week: z.int().min(1).max(5),
  /** 1 is Monday, 7 Sunday. */
  weekday: z.int().min(1).max(7),
  time: timeSchema,
})
export type OpeningRule = z.infer<typeof openingRuleSchema>

/** Who gets the quarter’s mail, at most. */
export const mostLeaders = 100

const movedSchema = z.object({ quarter: quarterSchema, date: dateSchema, time: timeSchema })

const eachQuarterOnce = (quarters: readonly { readonly quarter: string }[] | readonly string[]): boolean =>
  new Set(quarters.map(entry => (typeof entry === 'string' ? entry : entry.quarter))).size === quarters.length
const onceError = { error: 'a quarter is named twice' }

export const pulsePlanInputSchema = z.object({
  zone: zoneSchema,
  instrument: z.string().default(defaultInstrument.pulse),
  opens: openingRuleSchema,
  /** Days that it stays open; it closes at the same time of day. */
  openDays: z.int().min(2).max(30),
  /** If true, nothing is opened until it is switched on again. */
  paused: z.boolean().default(false),
  skipped: z.array(quarterSchema).max(40).refine(eachQuarterOnce, onceError).default([]),
  /** Quarters that open on another day. */
  moved: z.array(movedSchema).max(40).refine(eachQuarterOnce, onceError).default([]),
  /** Who gets the one mail a quarter with the results. */
  leaders: z
    .array(emailSchema)
    .max(mostLeaders)
    .transform(leaders => [...new Set(leaders)])
    .default([]),
  /** The version of the plan that this one replaces; 0 if there is none. */
  version: z.int().min(0),
})
export type PulsePlanInput = z.infer<typeof pulsePlanInputSchema>

export const pulsePlanSchema = pulsePlanInputSchema.extend({
  zone: storedZoneSchema,
  /** An opening before this is no longer the plan's business: it happens by hand, or not at all. */
  activeFrom: z.string(),
})
export type PulsePlan = z.infer<typeof pulsePlanSchema>

/** What a facilitator sees of the current quarter and those to come. */
const plannedQuarterSchema = z.object({
  quarter: quarterSchema,
  opensAt: z.string(),
  closesAt: z.string(),
  /**
   * 'past' means that the plan was made after its opening, so that the clock leaves it alone; 'too-close' that another
   * pulse lies too near for it to open.
   */
  state: z.enum(['planned', 'skipped', 'moved', 'past', 'made', 'too-close']),
  surveyId: surveyIdSchema.nullable(),
  status: surveyStatusSchema.nullable(),
})
export type PlannedQuarter = z.infer<typeof plannedQuarterSchema>

/** `GET` and `PUT /api/pulse-plan`. */
export const pulsePlanViewSchema = z.object({
  plan: pulsePlanSchema.nullable(),
  quarters: z.array(plannedQuarterSchema),
})
export type PulsePlanView = z.infer<typeof pulsePlanViewSchema>
