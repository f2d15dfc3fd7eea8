/** What a review still needs from somebody, and until when: nothing that happens by itself. */
import * as z from 'zod'
import { type Action, daysWithoutProgress, isOpen } from '../action/action.ts'
import type { Counterfactual } from '../condition/condition.ts'
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

/** What of it decides what the review needs: so little that a list can hold it for each of its reviews. */
export interface Facts extends Happened {
  readonly incident: { readonly detected: boolean; readonly vendor: boolean } | null
  readonly arranged: boolean
  readonly reads: boolean
  /** Whether anything that could be mailed stands in the record. */
  readonly written: boolean
  /** The agreed ones that are under way, by due date. */
  readonly open: readonly (Pick<Action, 'id' | 'dueOn' | 'progressAt'> & { readonly reminded: boolean })[]
  /** How many of its conditions somebody still has to rate. */
  readonly unrated: number
  readonly vendorComplete: boolean
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

const beforeMeeting = ({ review, survey, incident, arranged, reads }: Facts, stage: Stage): Need[] => [
  ...(survey === null && stage === 'invited' ? [need('invite', review.meetingAt)] : []),
  ...(survey?.status === 'scheduled' && survey.shortBy ? [need('ask-more', survey.closesAt, survey.shortBy)] : []),
  ...(incident && !incident.detected ? [need('detected-at', review.meetingAt)] : []),
  ...(stage === 'agenda' && !arranged && reads ? [need('go-through-agenda', review.meetingAt)] : []),
  ...(stage === 'meeting' ? [need('hold-meeting', overAt(review))] : []),
]

const isWritten = (record: RecordContent | null): boolean => {
  if (!record) return false
  const { factors, decisions } = agreedOf(record)
  return record.understanding !== '' || factors.length > 0 || decisions.length > 0
}

const isUnrated = (one: Known['conditions'][number]): boolean =>
  one.generalisability === null || one.cost === null || one.changeable === null

export const factsOf = (known: Known): Facts => ({
  review: known.review,
  survey: known.survey,
  meeting: known.meeting,
  mailedAt: known.mailedAt,
  incident: known.incident && {
    detected: Boolean(known.incident.detectedAt),
    vendor: Boolean(known.incident.vendor),
  },
  arranged: known.arranged,
  reads: known.reads,
  written: isWritten(known.record),
  open: known.actions
    .filter(({ status }) => isOpen(status))
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
    .map(({ id, dueOn, progressAt, ownerEmail }) => ({ id, dueOn, progressAt, reminded: ownerEmail !== null })),
  unrated: known.conditions.filter(isUnrated).length,
  vendorComplete: known.vendorSection?.complete === true,
})

const recordNeeds = ({ meeting, written, mailedAt }: Facts, endedAt: string): Need[] => {
  if (mailedAt !== null) return []
  const by = plus(endedAt, recordDays * dayMilliseconds)
  return [
    ...(meeting?.endedAt ? [] : [need('end-meeting', plus(endedAt, dayMilliseconds))]),
    need(written ? 'mail-record' : 'write-record', by),
  ]
}

const actionNeeds = ({ open }: Facts, now: string): Need[] => {
  const isLate = ({ dueOn }: Facts['open'][number]): boolean => dueOn < now.slice(0, 10)
  const isUnmoved = ({ progressAt }: Facts['open'][number]): boolean =>
    daysWithoutProgress({ progressAt, closedAt: null }, now) > unmovedDays
  const late = open.filter(isLate)
  const others = open.filter(action => !isLate(action))
  const firstDue = late[0]?.dueOn
  return [
    ...about('late-action', firstDue === undefined ? null : `${firstDue}T23:59:59.999Z`, late),
    ...about('unmoved-action', null, others.filter(isUnmoved)),
    ...about(
      'unreminded-action',
      null,
      others.filter(({ reminded }) => !reminded),
    ),
  ]
}

const afterMeeting = (facts: Facts, now: string): Need[] => {
  const { incident, unrated, vendorComplete, review, meeting } = facts
  const endedAt = meeting?.endedAt ?? overAt(review)
  const lookAgainBy = plus(endedAt, lookAgainDays * dayMilliseconds)
  return [
    ...recordNeeds(facts, endedAt),
    ...actionNeeds(facts, now),
    ...(incident?.vendor && !vendorComplete ? [need('vendor-section', lookAgainBy)] : []),
    ...(unrated > 0 ? [need('rate-conditions', lookAgainBy, unrated)] : []),
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

/** The meeting while it is on, overdue ones, then by time; none of a cancelled review. */
export const needsOf = (facts: Facts, now: string): Need[] => {
  if (facts.review.status === 'cancelled') return []
  const stage = stageOf(facts, now)
  const open = [...beforeMeeting(facts, stage), ...(isBehind(stage) ? afterMeeting(facts, now) : [])]
  return open.toSorted(byUrgency)
}

export const courseOf = (known: Known, now: string): Course => {
  const times = stageTimes(known)
  return {
    stage: stageOf(known, now),
    stages: stages.map(one => ({ stage: one, at: times[one] })),
    needs: needsOf(factsOf(known), now),
    actions: {
      open: known.actions.filter(({ status }) => isOpen(status)).length,
      completed: known.actions.filter(({ status }) => status === 'completed').length,
      deprioritised: known.actions.filter(({ status }) => status === 'deprioritised').length,
    },
  }
}
