/** Whom a list of addresses means: each person once, under the address that the roster has of their mailbox. */
import { mailboxOf, onePerMailbox, requireDistinctMailboxes } from '../domain/people/mailbox.ts'
import type { PersonInput } from '../domain/people/person.ts'
import type { OrganiseStore } from './store.ts'

/** Refuses `one_mailbox` where two of the addresses are one person's. */
export const inviteesOf = async (
  store: Pick<OrganiseStore, 'readPeople' | 'readRoster'>,
  people: readonly PersonInput[],
): Promise<PersonInput[]> => {
  requireDistinctMailboxes(people)
  const known = await store.readPeople(people.map(({ email }) => email))
  if (people.every(({ email }) => known.has(email))) return [...people]
  const roster = onePerMailbox(await store.readRoster())
  const addresses = new Map(roster.map(({ email }) => [mailboxOf(email), email]))
  return people.map(person =>
    known.has(person.email) ? person : { ...person, email: addresses.get(mailboxOf(person.email)) ?? person.email },
  )
}
