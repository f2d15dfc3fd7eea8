/**
 * Whether a survey is ill: a key that is gone, or still there after its time; mail that does not leave; a step that
 * should have been taken long ago. Told from its row, from the names of the keys that exist and from how many mails are
 * stuck: nothing here knows who has answered.
 */
import * as z from 'zod'
import { surveyIdSchema } from '../ids.ts'
import { hourMilliseconds, minuteMilliseconds, plus } from '../time/instants.ts'
import { harvestDelayMilliseconds } from './open.ts'
import type { Survey } from './survey.ts'

/** Each is looked at by itself: where one cannot be looked at, the others still tell. */
export const healthParts = ['steps', 'keys', 'mail'] as const
const partSchema = z.enum(healthParts)
export type HealthPart = z.infer<typeof partSchema>

const partOf = {
  opening_late: 'steps',
  close_late: 'steps',
  mailing_late: 'steps',
  count_late: 'steps',
  harvest_late: 'steps',
  harvest_failing: 'steps',
  destruction_late: 'steps',
  announcement_late: 'steps',
  link_key_missing: 'keys',
  sign_key_missing: 'keys',
  seal_key_missing: 'keys',
  keys_remain: 'keys',
  mail_stuck: 'mail',
} as const satisfies Record<string, HealthPart>
export type Ailment = keyof typeof partOf
export const ailments = Object.keys(partOf) as Ailment[]
const ailmentSchema = z.enum(ailments)

/** What is offered beside the words; 'operator': a command of the runbook, which a facilitator cannot run. */
const remedySchema = z.enum(['try-mail-now', 'close-later', 'cancel', 'operator'])
export type HealthRemedy = z.infer<typeof remedySchema>

const findingSchema = z.object({
  ailment: ailmentSchema,
  since: z.string(),
  /** How many mails, or keys; absent where there is nothing to count. */
  count: z.int().optional(),
})
export type Finding = z.infer<typeof findingSchema>
const unknownSchema = z.object({ part: partSchema, since: z.string() })

export const healthSchema = z.object({
  surveyId: surveyIdSchema,
  /** When what it says changed last: while it stays the same, nothing is written. */
  checkedAt: z.string(),
  findings: z.array(findingSchema),
  /** What could not be looked at: neither ill nor well. */
  unknown: z.array(unknownSchema),
})
export type Health = z.infer<typeof healthSchema>

/** As a facilitator is shown it; of a survey that is well there is none. */
export const shownHealthSchema = z.object({
  findings: z.array(findingSchema.extend({ remedies: z.array(remedySchema) })),
  unknown: z.array(unknownSchema),
})
export type ShownHealth = z.infer<typeof shownHealthSchema>

/** What is due is done within a minute or two. */
const overdueMilliseconds = 15 * minuteMilliseconds
/** What is done chunk by chunk, or by several runs. */
const longMilliseconds = hourMilliseconds
/** A pulse of thousands takes several runs of the harvest. */
const harvestedWithin = { 'pre-meeting': overdueMilliseconds, pulse: 2 * hourMilliseconds } as const
/** As many runs as fail at one place before the harvest files in its plainest form. */
export const failedHarvests = 3
/** The slowest rate that SES gives: so long it may take until the last of a mailing has gone. */
const secondMilliseconds = 1_000

const isPast = (now: string, instant: string | null | undefined, by: number): boolean =>
  instant !== null && instant !== undefined && Date.parse(now) >= Date.parse(instant) + by

const whileOpen = ({ closesAt, roster, addedChunks, mailings }: Survey, now: string): Ailment[] => {
  if (isPast(now, closesAt, overdueMilliseconds)) return ['close_late']
  const chunks = (roster?.chunks ?? 0) + addedChunks.length
  return (mailings['invitation'] ?? 0) < chunks ? ['mailing_late'] : []
}

const whileClosed = (survey: Survey, now: string): Ailment[] => {
  const { closesAt, filed, unreadAt } = survey
  if (survey.issued === null) return isPast(now, closesAt, overdueMilliseconds) ? ['count_late'] : []
  if (survey.cancelling) return []
  if (filed || unreadAt) return isPast(now, filed?.at ?? unreadAt, longMilliseconds) ? ['destruction_late'] : []
  const within = harvestDelayMilliseconds + harvestedWithin[survey.kind]
  return [
    ...(isPast(now, closesAt, within) ? (['harvest_late'] as const) : []),
    ...((survey.harvestTried?.count ?? 0) >= failedHarvests ? (['harvest_failing'] as const) : []),
  ]
}

/** Steps that should have been taken. */
const overdue = (survey: Survey, now: string): Ailment[] => {
  switch (survey.status) {
    case 'scheduled':
      return !survey.shortBy && isPast(now, survey.opensAt, overdueMilliseconds) ? ['opening_late'] : []
    case 'opening':
      return isPast(now, survey.opensAt, overdueMilliseconds) ? ['opening_late'] : []
    case 'open':
      return survey.cancelling ? [] : whileOpen(survey, now)
    case 'closed':
      return whileClosed(survey, now)
    case 'harvested':
      return !survey.announcedAt && isPast(now, survey.destroyedAt, longMilliseconds) ? ['announcement_late'] : []
    case 'cancelled':
      return !survey.destroyedAt && isPast(now, survey.cancelledAt, longMilliseconds) ? ['destruction_late'] : []
    default:
      return survey.status satisfies never
  }
}

export interface NamedKey {
  readonly keyClass: 'link' | 'sign' | 'seal'
  readonly keyId: string
}

const allKeys = ({ keys }: Pick<Survey, 'keys'>): NamedKey[] =>
  keys === null
    ? []
    : [
        { keyClass: 'link', keyId: keys.link },
        { keyClass: 'seal', keyId: keys.seal },
        ...Object.values(keys.sign).map((keyId): NamedKey => ({ keyClass: 'sign', keyId })),
      ]

/** Whether a key has to be there, has to be gone, or may be either. */
const expectedOf = (survey: Survey, { keyClass }: NamedKey, now: string): 'there' | 'gone' | 'either' => {
  const ended = survey.status === 'cancelled' ? survey.cancelledAt : survey.closesAt
  const isOver = isPast(now, ended, 0)
  if (!isOver) return 'there'
  if (keyClass !== 'seal') return isPast(now, ended, overdueMilliseconds) ? 'gone' : 'either'
  if (survey.status === 'cancelled') return isPast(now, ended, longMilliseconds) ? 'gone' : 'either'
  if (survey.unreadAt) return isPast(now, survey.unreadAt, overdueMilliseconds) ? 'gone' : 'either'
  if (survey.filed) return isPast(now, survey.filed.at, longMilliseconds) ? 'gone' : 'either'
  return 'there'
}

/** Those of which it matters whether they exist. */
export const keysToSee = (survey: Survey, now: string): NamedKey[] =>
  allKeys(survey).filter(key => expectedOf(survey, key, now) !== 'either')

const ofKeys = (survey: Survey, exists: (key: NamedKey) => boolean, now: string): Finding[] => {
  const keys = keysToSee(survey, now)
  const counted = (ailment: Ailment, found: readonly NamedKey[]): Finding[] =>
    found.length === 0 ? [] : [{ ailment, since: now, count: found.length }]
  const missing = keys.filter(key => expectedOf(survey, key, now) === 'there' && !exists(key))
  const remaining = keys.filter(key => expectedOf(survey, key, now) === 'gone' && exists(key))
  const ofClass = (wanted: NamedKey['keyClass']) => missing.filter(({ keyClass }) => keyClass === wanted)
  return [
    ...counted('link_key_missing', ofClass('link')),
    ...counted('sign_key_missing', ofClass('sign')),
    ...counted('seal_key_missing', ofClass('seal')),
    ...counted('keys_remain', remaining),
  ]
}

/** A mail that waits, as the index of the outbox has it. */
export interface WaitingMail {
  readonly dueAt: string
  readonly attempts: number
  /** Why it was not sent when it was tried. */
  readonly reason?: string | undefined
}

const triedInVain = 3

/** Of any mail: longer than a mailing at a usual rate takes. */
export const isOverdueMail = ({ dueAt }: WaitingMail, now: string): boolean => isPast(now, dueAt, longMilliseconds)

const isStuck = (mail: WaitingMail, { invited }: Pick<Survey, 'invited'>, now: string): boolean =>
  isPast(now, mail.dueAt, overdueMilliseconds + invited * secondMilliseconds) ||
  (mail.reason !== undefined && mail.attempts >= triedInVain)

/** What was seen of a survey; null where it could not be looked at. */
export interface Seen {
  readonly keyExists: ((key: NamedKey) => boolean) | null
  readonly mails: readonly WaitingMail[] | null
}

/** Not all that waits is always read: a survey of which nothing stuck was seen is then not well, but unknown. */
export const mailsSeen = (survey: Survey, mails: readonly WaitingMail[], isCut: boolean, now: string): Seen['mails'] =>
  isCut && !mails.some(mail => isStuck(mail, survey, now)) ? null : mails

/** What is wrong at this moment. */
const findingsNow = (survey: Survey, { keyExists, mails }: Seen, now: string): Finding[] => {
  const stuck = (mails ?? []).filter(mail => isStuck(mail, survey, now)).length
  return [
    ...overdue(survey, now).map((ailment): Finding => ({ ailment, since: now })),
    ...(keyExists ? ofKeys(survey, keyExists, now) : []),
    ...(stuck > 0 ? [{ ailment: 'mail_stuck', since: now, count: stuck } as const] : []),
  ]
}

/** The same as before keeps its beginning; what could not be looked at stays as it was seen last. Null: it is well. */
export const healthOf = (survey: Survey, seen: Seen, before: Health | null, now: string): Health | null => {
  const dark: HealthPart[] = [
    ...(seen.keyExists || keysToSee(survey, now).length === 0 ? [] : (['keys'] as const)),
    ...(seen.mails || survey.roster === null ? [] : (['mail'] as const)),
  ]
  const kept = (before?.findings ?? []).filter(({ ailment }) => dark.includes(partOf[ailment]))
  const found = findingsNow(survey, seen, now).map(finding => {
    const since = before?.findings.find(({ ailment }) => ailment === finding.ailment)?.since
    return since === undefined ? finding : { ...finding, since }
  })
  const unknown = dark.map(part => ({ part, since: sinceOf(before, part) ?? now }))
  const findings = [...found, ...kept]
  if (findings.length === 0 && unknown.length === 0) return null
  return { surveyId: survey.surveyId, checkedAt: now, findings, unknown }
}

const sinceOf = (health: Health | null, part: HealthPart): string | undefined =>
  health?.unknown.find(one => one.part === part)?.since

/** A survey whose row could not be read: nothing is known of it, and what was known stays. */
export const unknownHealth = (surveyId: Survey['surveyId'], before: Health | null, now: string): Health => ({
  surveyId,
  checkedAt: now,
  findings: before?.findings ?? [],
  unknown: healthParts.map(part => ({ part, since: sinceOf(before, part) ?? now })),
})

/** Whether they say the same, whenever it was looked. */
export const isSameHealth = (one: Health, other: Health): boolean =>
  JSON.stringify([one.findings, one.unknown]) === JSON.stringify([other.findings, other.unknown])

/** A new parameter is listed after a while, and a long list is queued over some minutes. */
const patienceWith = (ailment: Ailment): number => {
  if (ailment === 'mailing_late') return 2 * overdueMilliseconds
  return partOf[ailment] === 'keys' ? 3 * minuteMilliseconds : 0
}
/** One call that failed is no reason to worry anybody. */
const patienceWithUnknown = 5 * minuteMilliseconds

const remediesOf = (ailment: Ailment, survey: Survey | null, now: string): HealthRemedy[] => {
  if (survey === null) return ['operator']
  const isOpen = ['scheduled', 'opening', 'open'].includes(survey.status) && !isPast(now, survey.closesAt, 0)
  if (ailment === 'opening_late') return isOpen ? ['close-later', 'operator'] : ['operator']
  if (ailment === 'mail_stuck') return isOpen ? ['try-mail-now', 'operator'] : ['operator']
  const ends = ['link_key_missing', 'sign_key_missing', 'seal_key_missing'].includes(ailment)
  return ends && isOpen ? ['cancel', 'operator'] : ['operator']
}

/** What somebody has to be told by now, of a survey as it stands, if that is known; null where that is nothing. */
export const shownHealth = (survey: Survey | null, health: Health | null, now: string): ShownHealth | null => {
  if (health === null) return null
  const findings = health.findings
    .filter(({ ailment, since }) => isPast(now, since, patienceWith(ailment)))
    .map(finding => ({ ...finding, remedies: remediesOf(finding.ailment, survey, now) }))
  const unknown = health.unknown.filter(({ since }) => isPast(now, since, patienceWithUnknown))
  return findings.length + unknown.length === 0 ? null : { findings, unknown }
}

/** When the last mail that waits can be due that was tried in vain: it is tried again every quarter of an hour at least. */
export const waitingUntil = (now: string): string => plus(now, 15 * minuteMilliseconds)
