/** What a review still needs from somebody, and until when: nothing that happens by itself. */
import * as z from 'zod'
import { type Action, daysWithoutProgress, isOpen } from '../action/action.ts'
import type { Counterfactual } from '../condition/condition.ts'
import { incidentIdSchema, reviewIdSchema } from '../ids.ts'
import type { Incident } from '../incident/incident.ts'
import type { VendorSection } from '../incident/vendor.ts'
import { agreedOf, type RecordContent } from '../review/record.ts'
import { dayMilliseconds, plus } from '../time/instants.ts'
import { type Happened, isBehind, overAt, type Stage, stageOf, stages, stageTimes } from './stage.ts'

/** In the order in which they are told where their times are the same. */
export const needs = [
  'invite',
  'ask-more',
  'detected-at',
  'go-through-agenda',
  'hold-meeting',
  'end-meeting',
  'write-record',
  'mail-record',
  'late-action',
  'unmoved-action',
  'unreminded-action',
  'vendor-section',
  'rate-conditions',
] as const

export const needSchema = z.object({
  what: z.enum(needs),
  /** Past this it is overdue; null where nothing hurries. */
  by: z.string().nullable(),
  /** How many actions, conditions or people it is about; 1 for everything else. */
  count: z.int().min(1),
  /** The one action that it is about, or null. */
  actionId: z.string().nullable(),
})
export type Need = z.infer<typeof needSchema>

const stageAtSchema = z.object({ stage: z.enum(stages), at: z.string().nullable() })

/** `GET /api/reviews/{id}/course`. */
export const courseSchema = z.object({
  stage: z.enum(stages),
  /** The rail, from invitation to follow-up. */
  stages: z.array(stageAtSchema),
  /** The meeting while it is on, overdue ones, then by time. Empty for a cancelled review. */
  needs: z.array(needSchema),
  /** How many of the actions that the review agreed on are under way, completed and given up. */
  actions: z.object({ open: z.int(), completed: z.int(), deprioritised: z.int() }),
})
export type Course = z.infer<typeof courseSchema>

/** An item of `GET /api/today`: a need, and the review that has it. */
export const todaySchema = z.array(
  needSchema.extend({
    reviewId: reviewIdSchema,
    incidentId: incidentIdSchema,
    title: z.string(),
    meetingAt: z.string(),
    zone: z.string(),
  }),
)

/** What else is known of a review and its incident. */
export interface Known extends Happened {
  readonly incident: Pick<Incident, 'detectedAt' | 'vendor'> | null
  /** Whether somebody has arranged its agenda. */
  readonly arranged: boolean
  /** Whether it is asked for somebody who stands in the terms: nobody else can go through the agenda. */
  readonly reads: boolean
  readonly record: RecordContent | null
  /** Those that the review agreed on. */
  readonly actions: readonly Pick<Action, 'id' | 'status' | 'dueOn' | 'ownerEmail' | 'progressAt' | 'closedAt'>[]
  /** Those that the review named. */
  readonly conditions: readonly Pick<Counterfactual, 'generalisability' | 'cost' | 'changeable'>[]
  readonly vendorSection: Pick<VendorSection, 'complete'> | null
}

/** People still remember the meeting. */
const recordDays = 3
/** What is looked at again after the record: a vendor's part, what the conditions are worth. */
const lookAgainDays = 14
/** The learning review counts an action without progress for longer than this as standing still. */
const unmovedDays = 90

const need = (what: Need['what'], by: string | null, count = 1, actionId: string | null = null): Need => ({
  what,
  by,
  count,
  actionId,
})

const about = (what: Need['what'], by: string | null, actions: readonly { readonly id: string }[]): Need[] => {
  const [first, ...others] = actions
  return first ? [need(what, by, actions.length, others.length === 0 ? first.id : null)] : []
}

const beforeMeeting = ({ review, survey, incident, arranged, reads }: Known, stage: Stage): Need[] => [
  ...(survey === null && stage === 'invited' ? [need('invite', review.meetingAt)] : []),
  ...(survey?.status === 'scheduled' && survey.shortBy ? [need('ask-more', survey.closesAt, survey.shortBy)] : []),
  ...(incident && !incident.detectedAt ? [need('detected-at', review.meetingAt)] : []),
  ...(stage === 'agenda' && !arranged && reads ? [need('go-through-agenda', review.meetingAt)] : []),
  ...(stage === 'meeting' ? [need('hold-meeting', overAt(review))] : []),
]

const isWritten = (record: RecordContent | null): boolean => {
  if (!record) return false
  const { factors, decisions } = agreedOf(record)
  return record.understanding !== '' || factors.length > 0 || decisions.length > 0
}

const recordNeeds = ({ meeting, record, mailedAt }: Known, endedAt: string): Need[] => {
  if (mailedAt !== null) return []
  const by = plus(endedAt, recordDays * dayMilliseconds)
  return [
    ...(meeting?.endedAt ? [] : [need('end-meeting', plus(endedAt, dayMilliseconds))]),
    need(isWritten(record) ? 'mail-record' : 'write-record', by),
  ]
}

const actionNeeds = ({ actions }: Known, now: string): Need[] => {
  const open = actions.filter(({ status }) => isOpen(status)).toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
  const isLate = ({ dueOn }: Pick<Action, 'dueOn'>): boolean => dueOn < now.slice(0, 10)
  const late = open.filter(isLate)
  const unmoved = open.filter(action => !isLate(action) && daysWithoutProgress(action, now) > unmovedDays)
  const unreminded = open.filter(action => !isLate(action) && action.ownerEmail === null)
  const firstDue = late[0]?.dueOn
  return [
    ...about('late-action', firstDue === undefined ? null : `${firstDue}T23:59:59.999Z`, late),
    ...about('unmoved-action', null, unmoved),
    ...about('unreminded-action', null, unreminded),
  ]
}

const afterMeeting = (known: Known, now: string): Need[] => {
  const { incident, conditions, vendorSection, review, meeting } = known
  const endedAt = meeting?.endedAt ?? overAt(review)
  const lookAgainBy = plus(endedAt, lookAgainDays * dayMilliseconds)
  const unrated = conditions.filter(
    one => one.generalisability === null || one.cost === null || one.changeable === null,
  )
  return [
    ...recordNeeds(known, endedAt),
    ...actionNeeds(known, now),
    ...(incident?.vendor && vendorSection?.complete !== true ? [need('vendor-section', lookAgainBy)] : []),
    ...(unrated.length > 0 ? [need('rate-conditions', lookAgainBy, unrated.length)] : []),
  ]
}

/** A meeting that is on stands first: people wait. Then what is overdue and what comes first, last what nothing hurries. */
export const byUrgency = (a: Pick<Need, 'what' | 'by'>, b: Pick<Need, 'what' | 'by'>): number => {
  const [isOn, other] = [a.what === 'hold-meeting', b.what === 'hold-meeting']
  if (isOn !== other) return isOn ? -1 : 1
  if (a.by !== null && b.by !== null && a.by !== b.by) return Date.parse(a.by) - Date.parse(b.by)
  if ((a.by === null) !== (b.by === null)) return a.by === null ? 1 : -1
  return needs.indexOf(a.what) - needs.indexOf(b.what)
}

export const courseOf = (known: Known, now: string): Course => {
  const stage = stageOf(known, now)
  const times = stageTimes(known)
  const open = [...beforeMeeting(known, stage), ...(isBehind(stage) ? afterMeeting(known, now) : [])]
  return {
    stage,
    stages: stages.map(one => ({ stage: one, at: times[one] })),
    needs: known.review.status === 'cancelled' ? [] : open.toSorted(byUrgency),
    actions: {
      open: known.actions.filter(({ status }) => isOpen(status)).length,
      completed: known.actions.filter(({ status }) => status === 'completed').length,
      deprioritised: known.actions.filter(({ status }) => status === 'deprioritised').length,
    },
  }
}
