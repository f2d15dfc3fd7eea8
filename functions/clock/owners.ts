/**
 * Looks once an hour, and whenever an address was stopped, whether the owners of open actions can be reached, writes down
 * who cannot, and asks whoever leads the review to hand their actions over. Mails have fixed ids and come before what is
 * written down, so that a run that is cut off in between tells nothing twice and forgets nothing.
 */
import { preferred } from '../domain/language/language.ts'
import { lookAt, type OwnedAction, type Telling } from '../domain/action/owner.ts'
import { toldActionsAtMost, type ToldMail } from '../domain/mail/told.ts'
import { type Facilitator, leadersOf } from '../domain/review/review.ts'
import { dayMilliseconds, plus } from '../domain/time/instants.ts'
import { sendAt } from '../domain/time/quiet-hours.ts'
import { usableZone } from '../domain/time/zone.ts'
import { expiresAtSeconds } from '../records/kind.ts'
import { mailKey, toldMail, waitingMail } from '../records/mail.ts'
import { sha256 } from '../protocol/digest.ts'
import { ownersStore, type OwnersStore } from './owners-store.ts'
import { remindOwners } from './reminders.ts'
import { remindersStore } from './reminders-store.ts'

/** Nothing hurries, so it need not go out at night. */
const patientDays = 7
/** A look seldom takes longer; none is begun with less time left. */
const lookMilliseconds = 10_000

const stoppedMark = (stops: Awaited<ReturnType<OwnersStore['readStops']>>): string =>
  sha256(stops.map(({ sk, reason }) => `${sk} ${reason}`).join('|')).toString('hex', 0, 16)

/**
 * Who leads its review, the last who came to it first; where it is of none, or none of them can be reached, whoever leads
 * any of late. Nobody where no mail reaches any of these.
 */
const askedFor = async (
  store: OwnersStore,
  { reviewId }: OwnedAction,
  isReached: (email: string) => boolean,
  others: () => Promise<readonly string[]>,
): Promise<readonly string[]> => {
  const review = reviewId === null ? null : await store.readReaders(reviewId)
  const leaders: readonly Facilitator[] = review && review.status !== 'cancelled' ? leadersOf(review) : []
  const last = review?.successors.at(-1) ?? leaders[0]
  const leader = [...(last && leaders.length > 0 ? [last] : []), ...leaders].find(({ email }) => isReached(email))
  return leader ? [leader.email] : (await others()).filter(isReached)
}

const mailTo = async (
  store: OwnersStore,
  to: string,
  { email: owner, why, actions }: Telling,
  now: string,
): Promise<ToldMail> => {
  const person = await store.readPerson(to)
  const zone = usableZone(person?.zone ?? '', await store.readZone())
  const named = sha256([owner, why, ...actions.map(({ id }) => id).toSorted()].join('|')).toString('hex', 0, 16)
  return {
    ...mailKey('owners', 'owner-unreached', named, to),
    to,
    name: person?.name ?? '',
    zone,
    language: preferred([person?.language ?? '']),
    unsubscribeId: person?.unsubscribeId || null,
    queue: waitingMail,
    dueAt: sendAt(now, zone, plus(now, patientDays * dayMilliseconds)),
    attempts: 0,
    outcome: null,
    expiresAtSeconds: expiresAtSeconds(toldMail, now),
    told: {
      kind: 'owner-unreached',
      owner,
      why,
      actions: actions.slice(0, toldActionsAtMost).map(({ id, text, dueOn }) => ({ id, text, dueOn })),
      further: Math.max(0, actions.length - toldActionsAtMost),
    },
  }
}

/** The actions of which nobody could be told. */
const tell = async (
  store: OwnersStore,
  telling: Telling,
  stopped: ReadonlySet<string>,
  now: string,
): Promise<readonly OwnedAction[]> => {
  const isReached = (email: string): boolean => email !== telling.email && !stopped.has(email)
  const others = async (): Promise<string[]> =>
    [...(await store.readRoleUsers(now))].flatMap(([email, roles]) => (roles.includes('facilitator') ? [email] : []))
  const asked = new Map<string, OwnedAction[]>()
  const untold: OwnedAction[] = []
  for (const action of telling.actions) {
    const all = await askedFor(store, action, isReached, others)
    if (all.length === 0) untold.push(action)
    for (const to of all) asked.set(to, [...(asked.get(to) ?? []), action])
  }
  for (const [to, actions] of asked) await store.queueMail(await mailTo(store, to, { ...telling, actions }, now))
  return untold
}

/** True if it looked. */
export const lookAtOwners = async (store: OwnersStore, now: string): Promise<boolean> => {
  const hour = now.slice(0, 13)
  const [before, stopped] = await Promise.all([store.readOwners(), store.readStops()])
  const stops = stoppedMark(stopped)
  if (before?.hour === hour && before.stops === stops) return false
  const actions = await store.openActions()
  const emails = [...new Set(actions.flatMap(({ ownerEmail }) => ownerEmail ?? []))]
  const roster = await store.onRoster(emails)
  const seen = new Set(before?.owners.filter(({ onRoster }) => onRoster).map(({ email }) => email))
  const isUnknown = emails.some(email => !roster.has(email) && !seen.has(email))
  const { owners, tellings } = lookAt(before?.owners ?? [], actions, {
    stops: new Map(stopped.map(({ sk, reason }) => [sk, reason])),
    roster,
    removed: isUnknown ? await store.takenAway() : new Set(),
    now,
  })
  const addresses = new Set(stopped.map(({ sk }) => sk))
  const untold = new Set<string>()
  for (const telling of tellings) for (const { id } of await tell(store, telling, addresses, now)) untold.add(id)
  // The next look tries those again.
  const told = owners.map(owner => ({ ...owner, told: owner.told.filter(id => !untold.has(id)) }))
  await store.saveOwners({ version: (before?.version ?? 0) + 1, hour, stops, owners: told }, before)
  return true
}

/** What is owed to owners and of them. That the one fails keeps nobody from the other. */
export const seeToOwners = (tables: Parameters<typeof remindersStore>[0] & Parameters<typeof ownersStore>[0]) => {
  const [remind, store] = [remindOwners(remindersStore(tables)), ownersStore(tables)]
  return async (now: string, remaining: () => number): Promise<void> => {
    const [reminded] = await Promise.allSettled([remind(now, remaining)])
    if (remaining() > lookMilliseconds) await lookAtOwners(store, now)
    if (reminded.status === 'rejected') throw reminded.reason
  }
}
