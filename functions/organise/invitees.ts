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
export type Invitee = PersonInput & { readonly [checked]: true }

const asInvitee = (person: PersonInput): Invitee => person as Invitee

const requireAllowed = (strangers: readonly PersonInput[], domains: readonly string[]): void => {
  const outside = strangers.map(({ email }) => email).filter(email => !mayInviteFrom(email, domains))
  if (outside.length > 0) throw new Refusal('not_on_roster', undefined, { addresses: outside })
}

const isKnownIn = async ({ store }: Pick<Inviting, 'store'>, people: readonly PersonInput[]) => {
  const known = await store.readPeople(people.map(({ email }) => email))
  if (people.every(({ email }) => known.has(email))) return () => null
  const roster = onePerMailbox(await store.readRoster())
  const addresses = new Map(roster.map(({ email }) => [mailboxOf(email), email]))
  return ({ email }: PersonInput): string | null | undefined =>
    known.has(email) ? null : addresses.get(mailboxOf(email))
}

/** Refuses `one_mailbox` where two of the addresses are one person's, and `not_on_roster`. */
export const inviteesOf = async (dependencies: Inviting, people: readonly PersonInput[]): Promise<Invitee[]> => {
  requireDistinctMailboxes(people)
  const otherAddress = await isKnownIn(dependencies, people)
  requireAllowed(
    people.filter(person => otherAddress(person) === undefined),
    dependencies.inviteDomains,
  )
  return people.map(person => asInvitee({ ...person, email: otherAddress(person) ?? person.email }))
}

/** The address that somebody's invitation goes to instead: as it is given, however the roster spells it. */
export const inviteeAt = async (dependencies: Inviting, person: PersonInput): Promise<Invitee> => {
  const otherAddress = await isKnownIn(dependencies, [person])
  requireAllowed(otherAddress(person) === undefined ? [person] : [], dependencies.inviteDomains)
  return asInvitee(person)
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
    .map(person => ({ ...person, group: '', seniority: null }))
  const added = mergeRoster(known, unknown, () => unsubscribeId(random), placed).added.map(person => ({
    ...person,
    addedBy: placed.by,
  }))
  await store.savePeople(added, [], known)
  return new Map([...known, ...added.map((person): [string, Person] => [person.email, person])])
}
