/** Whom everybody is counted among, sealed at the opening to those who hold a link of the same cohort. */
import { type Counted, listEntry } from '../domain/ballot/cohort-list.ts'
import type { Invitation } from '../domain/people/invitation.ts'
import { toldReader } from '../domain/people/reader.ts'
import { sealListEntry } from '../protocol/cohort-list.ts'
import { derivedPublicKey } from '../protocol/seal.ts'
import type { ClockStore } from './store.ts'

/** The invited as their colleagues read of them; who put them there is told by address and the roster's name. */
const countedOf = async (store: ClockStore, invitations: readonly Invitation[]): Promise<Map<string, Counted[]>> => {
  const told = new Map<string, string>()
  for (const by of new Set(invitations.flatMap(({ placed }) => (placed ? [placed.by] : []))))
    told.set(by, toldReader(by, (await store.readPerson(by))?.name ?? ''))
  const counted = new Map<string, Counted[]>()
  for (const { invitationId: id, name, email, cohort, placed } of invitations) {
    const by = placed ? told.get(placed.by) : undefined
    const person = { id, name, email, ...(placed && by !== undefined ? { placed: { by, at: placed.at } } : {}) }
    const others = counted.get(cohort)
    if (others) others.push(person)
    else counted.set(cohort, [person])
  }
  return counted
}

/** Writes the first entry of each cohort's list, and gives the keys that later ones are sealed to, by cohort. */
export const sealLists = async (
  store: ClockStore,
  surveyId: string,
  cohorts: readonly { readonly id: string }[],
  invitations: readonly Invitation[],
  secretOf: (cohort: string) => string,
): Promise<ReadonlyMap<string, string>> => {
  const counted = await countedOf(store, invitations)
  const keys = new Map<string, string>()
  for (const { id } of cohorts) {
    const listKey = await derivedPublicKey(secretOf(id))
    const sealed = await sealListEntry(listKey, surveyId, id, listEntry(counted.get(id) ?? []))
    await store.putFrozenList(surveyId, listKey, sealed)
    keys.set(id, listKey)
  }
  return keys
}
