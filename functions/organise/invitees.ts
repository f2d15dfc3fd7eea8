/**
 * Whom a list of addresses means: each person once, under the address that the roster has of their mailbox. Who is not on
 * the roster needs a domain that is allowed, and is marked with the address of whoever invites them.
 */
import { mayInviteFrom } from '../domain/people/invite-domains.ts'
import { mailboxOf, onePerMailbox, requireDistinctMailboxes } from '../domain/people/mailbox.ts'
import type { Person, PersonInput } from '../domain/people/person.ts'
import type { Placed } from '../domain/people/placed.ts'
import { Refusal } from '../domain/refusal.ts'
import { mergeRoster } from '../domain/roster/merge.ts'
import type { OrganiseDependencies } from './dependencies.ts'
import { unsubscribeId } from './people.ts'

type Inviting = Pick<OrganiseDependencies, 'store' | 'random' | 'inviteDomains'>

declare const checked: unique symbol

/** Somebody who may be invited: on the roster, or from an allowed domain. Made here alone. */
export type Invitee = PersonInput & {
  /** Every address that the roster knows to be theirs, those included that were joined with the one it has. */
  readonly also: readonly string[]
  readonly [checked]: true
}

const addressesIn = ({ email, also = [] }: Person): readonly string[] => [email, ...also]

const asInvitee = (person: PersonInput, known: Person | undefined): Invitee =>
  ({ ...person, also: known ? addressesIn(known) : [] }) as Invitee

/** Each person once: of two addresses that were joined the one that the roster has. */
const onePerPerson = (invitees: readonly Invitee[]): Invitee[] => {
  const kept = new Map<string, Invitee>()
  for (const invitee of invitees) {
    const [own = invitee.email] = invitee.also
    if (!kept.has(own) || invitee.email === own) kept.set(own, invitee)
  }
  return [...kept.values()]
}

const requireAllowed = (strangers: readonly PersonInput[], domains: readonly string[]): void => {
  const outside = strangers.map(({ email }) => email).filter(email => !mayInviteFrom(email, domains))
  if (outside.length > 0) throw new Refusal('not_on_roster', undefined, { addresses: outside })
}

/** Whom of the roster an address means, and whose it was until it was joined with theirs. */
const personAt = async ({ store }: Pick<Inviting, 'store'>, people: readonly PersonInput[]) => {
  const known = await store.readPeople(people.map(({ email }) => email))
  const roster = people.every(({ email }) => known.has(email)) ? [] : await store.readRoster()
  const byMailbox = new Map(onePerMailbox(roster).map(person => [mailboxOf(person.email), person]))
  const joined = new Map(
    roster.flatMap(person => (person.also ?? []).map(email => [mailboxOf(email), person] as const)),
  )
  return {
    onRoster: ({ email }: PersonInput) => known.get(email) ?? byMailbox.get(mailboxOf(email)),
    joinedWith: ({ email }: PersonInput) => joined.get(mailboxOf(email)),
  }
}

/** Refuses `one_mailbox` where two of the addresses are one person's, and `not_on_roster`. */
export const inviteesOf = async (dependencies: Inviting, people: readonly PersonInput[]): Promise<Invitee[]> => {
  requireDistinctMailboxes(people)
  const { onRoster, joinedWith } = await personAt(dependencies, people)
  requireAllowed(
    people.filter(person => onRoster(person) === undefined),
    dependencies.inviteDomains,
  )
  return onePerPerson(
    people.map(person => {
      const known = onRoster(person)
      return asInvitee({ ...person, email: known?.email ?? person.email }, known ?? joinedWith(person))
    }),
  )
}

/** The address that somebody's invitation goes to instead: as it is given, however the roster spells it. */
export const inviteeAt = async (dependencies: Inviting, person: PersonInput): Promise<Invitee> => {
  const { onRoster, joinedWith } = await personAt(dependencies, [person])
  const known = onRoster(person)
  requireAllowed(known ? [] : [person], dependencies.inviteDomains)
  return asInvitee(person, known ?? joinedWith(person))
}

/** These addresses, and those that were joined with them. */
export const withJoined = async (
  { store }: Pick<Inviting, 'store'>,
  emails: readonly string[],
): Promise<ReadonlySet<string>> => {
  const known = await store.readPeople(emails)
  return new Set([...emails, ...[...known.values()].flatMap(addressesIn)])
}

/**
 * Adds those who are not on the roster yet, and leaves the others unchanged. Returns all of them, by address. Into a group
 * nobody comes by it, whatever was sent: whoever invites could put strangers beside a colleague in the next pulse.
 */
export const enrol = async (
  { store, random }: Pick<Inviting, 'store' | 'random'>,
  people: readonly Invitee[],
  placed: Placed,
): Promise<Map<string, Person>> => {
  const known = await store.readPeople(people.map(({ email }) => email))
  const unknown = people
    .filter(({ email }) => !known.has(email))
    .map(({ also: _also, ...person }) => ({ ...person, group: '', seniority: null }))
  const added = mergeRoster(known, unknown, () => unsubscribeId(random), placed).added.map(person => ({
    ...person,
    addedBy: placed.by,
  }))
  await store.savePeople(added, [], known)
  return new Map([...known, ...added.map((person): [string, Person] => [person.email, person])])
}
