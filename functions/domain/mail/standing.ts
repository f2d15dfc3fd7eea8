/**
 * How far a survey's mail has got, person by person, and what can be done about it. Made of invitations, the outbox and
 * what came back, and of nothing else: it cannot depend on who has taken part, because nothing here knows that.
 */
import { type Invitation, inForce } from '../people/invitation.ts'
import { stopReason } from '../people/person.ts'
import { dayMilliseconds, minuteMilliseconds } from '../time/instants.ts'
import {
  type DeliveredMail,
  type Delivery,
  type DeliveryReason,
  type DeliveryRow,
  type DeliveryState,
  deliveryStates,
  type ListChanges,
  type Remedy,
  type ReturnReason,
} from './delivery.ts'

interface CameBack {
  readonly at?: string | undefined
  readonly why?: ReturnReason | undefined
}
export interface Stopped extends CameBack {
  readonly reason: 'unsubscribed' | 'bounced' | 'complained'
  /** Of a bounce: the person stopped their mail as well. */
  readonly byPerson?: true | undefined
}

export interface DeliveryFacts {
  readonly invitations: readonly Invitation[]
  readonly mails: readonly DeliveredMail[]
  readonly withdrawn: ListChanges['withdrawn']
  readonly since: ListChanges['since']
  /** By address. */
  readonly stops: ReadonlyMap<string, Stopped>
  readonly returned: ReadonlyMap<string, CameBack>
  readonly onRoster: ReadonlySet<string>
  /** How long a mail is kept at least, once it went out. */
  readonly mailKeptDays: number
}

interface Standing {
  readonly state: DeliveryState
  readonly reason: DeliveryReason | null
  readonly at: string | null
  readonly until: string | null
}

const standing = (
  state: DeliveryState,
  reason: DeliveryReason | null,
  at?: string | null,
  until?: string,
): Standing => ({
  state,
  reason,
  at: at ?? null,
  until: until ?? null,
})

const wentOut = ({ endedAt, dueAt }: DeliveredMail): number => Date.parse(endedAt ?? dueAt)

const latest = (mails: readonly DeliveredMail[]): DeliveredMail | undefined =>
  mails.toSorted((a, b) => wentOut(a) - wentOut(b)).at(-1)

const refusedBecause = (mail: DeliveredMail): DeliveryReason =>
  mail.reason === 'address_unusable' ? 'address-unusable' : 'ses-refused'

/** A mail that waits no longer than this is on its way, whatever its hour. */
const onItsWay = 2 * minuteMilliseconds

const waiting = (mail: DeliveredMail, now: string): Standing => {
  if (mail.reason !== undefined) return standing('aside', 'cannot-be-made', null, mail.dueAt)
  const later = Date.parse(mail.dueAt) > Date.parse(now) + onItsWay
  return later ? standing('held', 'working-hours', null, mail.dueAt) : standing('queued', null)
}

/** The first of those that wait. */
const firstOf = (mails: readonly DeliveredMail[]): DeliveredMail | undefined =>
  mails.filter(({ outcome }) => outcome === null).toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0]

/** What came back after the last mail that went out, if anything did. */
const cameBackSince = (back: CameBack | undefined, sent: DeliveredMail): CameBack | null =>
  back?.at !== undefined && wentOut(sent) <= Date.parse(back.at) ? back : null

const ofMails = (mails: readonly DeliveredMail[], back: CameBack | undefined, now: string): Standing => {
  const ended = latest(mails.filter(({ outcome }) => outcome === 'sent' || outcome === 'rejected'))
  // Whoever is sent the invitation again has not got it yet, whatever became of the one before.
  const again =
    ended && firstOf(mails.filter(mail => mail.kind === 'invitation' && Date.parse(mail.dueAt) > wentOut(ended)))
  if (again) return waiting(again, now)
  // It may have arrived, so nobody is counted as not reached for it.
  if (ended?.reason === 'reply_lost') return standing('returned', 'reply-lost', ended.endedAt)
  if (ended?.outcome === 'rejected') return standing('refused', refusedBecause(ended), ended.endedAt)
  if (ended) {
    const returned = cameBackSince(back, ended)
    if (returned) return standing('returned', returned.why ?? 'other', returned.at)
    return standing('sent', null, ended.endedAt)
  }
  const next = firstOf(mails)
  if (next) return waiting(next, now)
  const expired = latest(mails.filter(({ outcome }) => outcome === 'expired'))
  return expired ? standing('late', 'closed-first', expired.endedAt) : standing('queued', null)
}

const ofStop = (stop: Stopped, mails: readonly DeliveredMail[]): Standing => {
  const at = stop.at ?? latest(mails.filter(({ outcome }) => outcome === 'stopped'))?.endedAt
  if (stopReason(stop) === 'bounced') return standing('bounced', stop.why ?? 'other', at)
  return stop.reason === 'complained'
    ? standing('complained', 'complained', at)
    : standing('unsubscribed', 'unsubscribed', at)
}

const reached = (mails: readonly DeliveredMail[]): boolean => mails.some(({ outcome }) => outcome === 'sent')

/** Since when somebody's invitation waits or went. */
const invitedAt = ({ placed }: Invitation, opensAt: string): number =>
  Math.max(Date.parse(opensAt), Date.parse(placed?.at ?? '') || 0)

const standingOf = (
  invitation: Invitation,
  mails: readonly DeliveredMail[],
  { stops, returned, onRoster, withdrawn, mailKeptDays }: DeliveryFacts,
  opensAt: string,
  now: string,
): Standing => {
  const { email, invitationId } = invitation
  const withdrawal = withdrawn.find(one => one.invitationId === invitationId)
  if (withdrawal) return standing('withdrawn', 'withdrawn', withdrawal.at || null)
  // Nobody knows any more what became of it: its mail is no longer kept.
  if (mails.length === 0 && Date.parse(now) >= invitedAt(invitation, opensAt) + mailKeptDays * dayMilliseconds)
    return standing('unknown', 'not-kept')
  const stop = stops.get(email)
  if (stop && !(stop.reason === 'unsubscribed' && reached(mails))) return ofStop(stop, mails)
  if (!onRoster.has(email)) return standing('left', 'off-roster')
  return ofMails(mails, returned.get(email), now)
}

const remedies: Readonly<Record<DeliveryState, Remedy | null>> = {
  bounced: 'again',
  refused: 'correct',
  complained: null,
  aside: null,
  returned: 'again',
  left: 'roster',
  unsubscribed: null,
  late: null,
  held: null,
  queued: null,
  sent: null,
  withdrawn: 'reinvite',
  unknown: null,
}
/** Sending again to an address like this comes back again. */
const wrongAddress: ReadonlySet<DeliveryReason | null> = new Set(['no-mailbox', 'known-bad'])

/** While the survey takes answers. Of a pulse, whose list is the roster, an address is corrected there. */
const remedyOf = ({ state, reason }: Standing, kind: 'pre-meeting' | 'pulse'): Remedy | null => {
  const remedy = state === 'bounced' && wrongAddress.has(reason) ? 'correct' : remedies[state]
  if (kind === 'pre-meeting') return remedy
  return remedy === 'correct' ? 'roster' : remedy === 'reinvite' ? null : remedy
}

const toTheMinute = (at: string | null): string | null =>
  at === null ? null : new Date(Math.floor(Date.parse(at) / minuteMilliseconds) * minuteMilliseconds).toISOString()

/** The same for everybody, whatever the machine's language. */
const compared = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

const calm: ReadonlySet<DeliveryState> = new Set(['held', 'queued', 'sent', 'unknown'])

export interface DeliveredSurvey {
  readonly surveyId: Delivery['surveyId']
  readonly kind: 'pre-meeting' | 'pulse'
  readonly invited: number
  /** Null while those invited are still being written down. */
  readonly roster: object | null
  readonly opensAt: string
  /** Whether it still takes answers. */
  readonly open: boolean
}

/** `wordsOf` says a reason in the reader's language. */
export const deliveryOf = (
  survey: DeliveredSurvey,
  facts: DeliveryFacts,
  now: string,
  wordsOf: (state: DeliveryState, reason: DeliveryReason | null) => string,
): Delivery => {
  const byInvitation = Map.groupBy(facts.mails, ({ invitationId }) => invitationId ?? '')
  const people = inForce(facts.invitations)
  const rows = people.map((invitation): DeliveryRow => {
    const stands = standingOf(invitation, byInvitation.get(invitation.invitationId) ?? [], facts, survey.opensAt, now)
    return {
      address: invitation.email,
      name: invitation.name,
      state: stands.state,
      reason: stands.reason,
      words: wordsOf(stands.state, stands.reason),
      at: toTheMinute(stands.at),
      until: toTheMinute(stands.until),
      remedy: survey.open ? remedyOf(stands, survey.kind) : null,
    }
  })
  const count = (state: DeliveryState): number => rows.filter(row => row.state === state).length
  const sorted = rows.toSorted(
    (a, b) =>
      deliveryStates.indexOf(a.state) - deliveryStates.indexOf(b.state) ||
      compared((a.name || a.address).toLowerCase(), (b.name || b.address).toLowerCase()) ||
      compared(a.address, b.address),
  )
  const shown = survey.kind === 'pulse' ? sorted.filter(({ state }) => !calm.has(state)) : sorted
  return {
    surveyId: survey.surveyId,
    invited: survey.invited,
    withdrawn: count('withdrawn'),
    counts: Object.fromEntries(deliveryStates.map(state => [state, count(state)])) as Delivery['counts'],
    notReached: {
      bounced: count('bounced'),
      refused: count('refused'),
      complained: count('complained'),
      unsubscribed: count('unsubscribed'),
      aside: count('aside'),
      left: count('left'),
    },
    rows: shown,
    others: rows.length - shown.length,
    addedSinceCount: facts.since.length,
    unreadable: survey.roster ? Math.max(0, survey.invited - people.length) : 0,
  }
}
