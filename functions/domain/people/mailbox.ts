/**
 * Whether two addresses reach one mailbox. Whoever has one mailbox is one person, however often their address is
 * written another way: nine spellings beside a colleague would otherwise make that colleague's words the only ones of
 * somebody else. Nothing is guessed: only what every provider, or the named ones, are known to do.
 */
import { Refusal } from '../refusal.ts'

/** Providers that pass over dots before the @, each with the domain that they are one under. */
const dotless: ReadonlyMap<string, string> = new Map([
  ['gmail.com', 'gmail.com'],
  ['googlemail.com', 'gmail.com'],
])

/** The same text for every spelling of one mailbox; an address in the form that is written in most places. */
export const mailboxOf = (address: string): string => {
  const lower = address.trim().toLowerCase()
  const at = lower.lastIndexOf('@')
  if (at < 0) return lower
  const domain = lower.slice(at + 1).replace(/\.$/, '')
  const local = lower.slice(0, at)
  const plus = local.indexOf('+')
  // What begins with a plus has nothing before its tag, and is no tag.
  const untagged = plus > 0 ? local.slice(0, plus) : local
  const one = dotless.get(domain)
  return one === undefined ? `${untagged}@${domain}` : `${untagged.replaceAll('.', '')}@${one}`
}

export const isOneMailbox = (one: string, other: string): boolean => mailboxOf(one) === mailboxOf(other)

interface Addressed {
  readonly email: string
}

/** Each mailbox once: under its plain address where that is among them, otherwise the first. */
export const onePerMailbox = <Person extends Addressed>(people: readonly Person[]): Person[] => {
  const kept = new Map<string, Person>()
  for (const person of people) {
    const mailbox = mailboxOf(person.email)
    if (!kept.has(mailbox) || person.email === mailbox) kept.set(mailbox, person)
  }
  return [...kept.values()]
}

/** How many people have these addresses. */
export const peopleIn = (addresses: readonly string[]): number => new Set(addresses.map(mailboxOf)).size

/** The refusal that tells an organiser of one person under two spellings. */
export const oneMailbox = (one: string, other: string): Refusal =>
  new Refusal('one_mailbox', undefined, { addresses: [one, other] })

/** Refuses `one_mailbox` for the first two different spellings of one mailbox. */
export const requireDistinctMailboxes = (people: readonly Addressed[]): void => {
  const known = new Map<string, string>()
  for (const { email } of people) {
    const mailbox = mailboxOf(email)
    const earlier = known.get(mailbox)
    if (earlier !== undefined && earlier !== email) throw oneMailbox(earlier, email)
    known.set(mailbox, email)
  }
}
