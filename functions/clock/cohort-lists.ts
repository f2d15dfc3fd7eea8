/** Whom everybody is counted among, sealed at the opening to those who hold a link of the same cohort. */
import { type Counted, type Left, leftBatches, listEntry } from '../domain/ballot/cohort-list.ts'
import { groupKey } from '../domain/normal-form.ts'
import type { Addressee } from '../domain/people/addressee.ts'
import type { Invitation } from '../domain/people/invitation.ts'
import { leftWithinDays } from '../domain/people/placed.ts'
import { toldReader } from '../domain/people/reader.ts'
import { dayMilliseconds, plus } from '../domain/time/instants.ts'
import { sealListEntry } from '../protocol/cohort-list.ts'
import { derivedPublicKey } from '../protocol/seal.ts'
import type { ClockStore } from './store.ts'

type Teller = (address: string) => Promise<string>

/** Who did something, by address and the roster's name. */
const tellerOf = (store: ClockStore): Teller => {
  const told = new Map<string, string>()
  return async by => {
    const known = told.get(by) ?? toldReader(by, (await store.readPerson(by))?.name ?? '')
    told.set(by, known)
    return known
  }
}

/** The invited as their colleagues read of them, with who put them there. */
const countedOf = async (tell: Teller, invitations: readonly Invitation[]): Promise<Map<string, Counted[]>> => {
  const counted = new Map<string, Counted[]>()
  for (const { invitationId: id, name, email, cohort, placed } of invitations) {
    const person = { id, name, email, ...(placed ? { placed: { by: await tell(placed.by), at: placed.at } } : {}) }
    const others = counted.get(cohort)
    if (others) others.push(person)
    else counted.set(cohort, [person])
  }
  return counted
}

/**
 * Which cohort each group was frozen into: the one of most of its people, since somebody may have been moved in the minute
 * between.
 */
const cohortOfGroups = (roster: readonly Addressee[], cohortOf: ReadonlyMap<string, string>): Map<string, string> => {
  const votes = new Map<string, Map<string, number>>()
  for (const { email, group } of roster) {
    const cohort = cohortOf.get(email)
    if (cohort === undefined) continue
    const own = votes.get(groupKey(group)) ?? new Map<string, number>()
    votes.set(groupKey(group), own.set(cohort, (own.get(cohort) ?? 0) + 1))
  }
  return new Map(
    [...votes].flatMap(([group, own]) => {
      const [most] = [...own].toSorted(([, one], [, other]) => other - one)
      return most ? [[group, most[0]] as const] : []
    }),
  )
}

/** By cohort, those who were moved out of one of its groups and are counted elsewhere. */
export const leftOf = async (
  store: ClockStore,
  invitations: readonly Invitation[],
  now: string,
): Promise<Map<string, Left[]>> => {
  const roster = await store.readRoster()
  const cohortOf = new Map(invitations.map(({ email, cohort }) => [email, cohort]))
  const cohortOfGroup = cohortOfGroups(roster, cohortOf)
  const since = Date.parse(plus(now, -leftWithinDays * dayMilliseconds))
  const tell = tellerOf(store)
  const found = new Map<string, { by: string; at: string }[]>()
  for (const { email, left = [] } of roster) {
    // Out of several groups of one cohort somebody went once, at last.
    const latest = new Map<string, { by: string; at: string }>()
    for (const { group, by, at } of left) {
      const cohort = cohortOfGroup.get(groupKey(group))
      if (cohort === undefined || cohort === cohortOf.get(email) || Date.parse(at) < since) continue
      latest.set(cohort, { by: await tell(by), at })
    }
    for (const [cohort, one] of latest) found.set(cohort, [...(found.get(cohort) ?? []), one])
  }
  return new Map([...found].map(([cohort, all]) => [cohort, leftBatches(all)]))
}

/** Writes the first entry of each cohort's list, and gives the keys that later ones are sealed to, by cohort. */
export const sealLists = async (
  store: ClockStore,
  surveyId: string,
  cohorts: readonly { readonly id: string }[],
  invitations: readonly Invitation[],
  secretOf: (cohort: string) => string,
  left: ReadonlyMap<string, readonly Left[]>,
): Promise<ReadonlyMap<string, string>> => {
  const counted = await countedOf(tellerOf(store), invitations)
  const keys = new Map<string, string>()
  for (const { id } of cohorts) {
    const listKey = await derivedPublicKey(secretOf(id))
    const entry = { ...listEntry(counted.get(id) ?? []), left: left.get(id) ?? [] }
    const sealed = await sealListEntry(listKey, surveyId, id, entry)
    await store.putFrozenList(surveyId, listKey, sealed)
    keys.set(id, listKey)
  }
  return keys
}
