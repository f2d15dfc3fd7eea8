/**
 * The trace of those who hold a role: who did what, about which survey or quarter, and what became of it. Never of a
 * participant: an act names its doer, and whom it was about by number alone.
 */
import * as z from 'zod'
import { reviewIdSchema, surveyIdSchema } from '../ids.ts'
import { dayMilliseconds, quarterSchema } from '../time/instants.ts'

/** Groups of the sign-in. */
export const roles = ['facilitator', 'keeper', 'leadership'] as const
export type Role = (typeof roles)[number]

/** Who uses a role every day leaves one line for it in so long. */
export const usedEveryMilliseconds = 7 * dayMilliseconds
/** For so many days after it a role’s use counts: who used it is told of what its holders can stop, and named by terms. */
export const usedWithinDays = 90

/** Everything that leaves a line. A line that was written keeps its name for it. */
export const acts = [
  'survey-scheduled',
  'close-moved',
  'survey-cancelled',
  'cancellation-stopped',
  'people-invited',
  'people-withdrawn',
  'address-corrected',
  'stop-lifted',
  'mail-tried-again',
  'record-mailed',
  'meeting-planned',
  'meeting-moved',
  'meeting-cancelled',
  'meeting-handed-over',
  'agenda-read',
  'agenda-downloaded',
  'agenda-edited',
  'pulses-planned',
  'roster-changed',
  'roster-restored',
  'person-erased',
  'quarter-published',
  'edition-taken-back',
  'leadership-asked',
  'leadership-answered',
  'answer-taken-back',
  'role-used',
] as const
export type Act = (typeof acts)[number]

/** Who stands in a line of a command that is run on the account: Murmur knows no more of them. */
export const operator = 'operator'

/** Of what no survey is about. */
export const restOfIt = 'rest'
export const chainSchema = z.union([surveyIdSchema, z.literal(restOfIt)])
/** One for each survey, and one for the rest. */
export type Chain = z.infer<typeof chainSchema>

/** Ids alone. An address of somebody who is asked has no place in it. */
export const aboutSchema = z.object({ review: reviewIdSchema.optional(), quarter: quarterSchema.optional() })
export type About = z.infer<typeof aboutSchema>

const placed = {
  /** Its place in the chain, from 1. */
  number: z.int().min(1),
  at: z.string(),
  /** Drawn, so that no two lines are alike. */
  id: z.string(),
  /** Over the line and the hash of the one before it (`chain.ts`). */
  hash: z.string(),
}

/** Written before anything is done. */
export const intentionSchema = z.object({
  ...placed,
  act: z.enum(acts),
  by: z.string(),
  roles: z.array(z.enum(roles)),
  about: aboutSchema,
})
export type Intention = z.infer<typeof intentionSchema>

/** `unknown`: nobody can tell whether it was done. */
export const outcomeSchema = z.enum(['done', 'refused', 'unknown'])
export type SettledOutcome = z.infer<typeof outcomeSchema>

export const settlementSchema = z.object({
  ...placed,
  /** The number of the intention. */
  settles: z.int().min(1),
  outcome: outcomeSchema,
  counts: z.record(z.string(), z.int()),
})
export type Settlement = z.infer<typeof settlementSchema>

export const lineSchema = z.union([intentionSchema, settlementSchema])
export type Line = z.infer<typeof lineSchema>

type Unplaced<L> = Omit<L, 'number' | 'hash'>
/** A line before it has its place. */
export type NewLine = Unplaced<Intention> | Unplaced<Settlement>

export const isIntention = (line: Line): line is Intention => 'act' in line
