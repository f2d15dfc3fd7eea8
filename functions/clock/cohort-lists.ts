/** Whom everybody is counted among, sealed at the opening to those who hold a link of the same cohort. */
import { type Counted, listEntry } from '../domain/ballot/cohort-list.ts'
import type { Invitation } from '../domain/people/invitation.ts'
import { toldReader } from '../domain/people/reader.ts'
import { countedBefore } from '../domain/survey/counted-before.ts'
import type { HeldPulse } from '../domain/survey/pulse-distance.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { sealListEntry } from '../protocol/cohort-list.ts'
import { derivedPublicKey } from '../protocol/seal.ts'
import type { ClockStore } from './store.ts'

/** The invited as their colleagues read of them, with who put them there, by address and the roster's name. */
const countedOf = async (store: ClockStore, invitations: readonly Invitation[]): Promise<Map<string, Counted[]>> => {
  const told = new Map<string, string>()
  const tell = async (by: string): Promise<string> => {
    const known = told.get(by) ?? toldReader(by, (await store.readPerson(by))?.name ?? '')
    told.set(by, known)
    return known
  }
  const counted = new Map<string, Counted[]>()
  for (const { invitationId: id, name, email, cohort, placed } of invitations) {
    const by = placed ? { placed: { by: await tell(placed.by), at: placed.at } } : {}
    const person: Counted = { id, name, email, ...by, ...(placed?.instead ? { joined: true } : {}) }
    const others = counted.get(cohort)
    if (others) others.push(person)
    else counted.set(cohort, [person])
  }
  return counted
}

/** The last pulse that was counted before this one, with whom it asked; null where none is known. */
const pulseBefore = async (store: ClockStore, survey: Survey) => {
  const isBefore = ({ surveyId, opensAt }: HeldPulse): boolean =>
    surveyId !== survey.surveyId && Date.parse(opensAt) < Date.parse(survey.opensAt)
  const earlier = (await store.listPulses())
    .filter(isBefore)
    .toSorted((one, other) => Date.parse(other.opensAt) - Date.parse(one.opensAt))
  for (const { surveyId } of earlier) {
    const pulse = await store.readSurvey(surveyId)
    // Of what was cancelled, or ended unread, nothing was ever shown.
    if (!pulse?.filed) continue
    const asked = await store.readAsked(pulse, survey.opensAt)
    return asked && { opensAt: pulse.opensAt, cohorts: pulse.roster?.cohorts ?? [], asked }
  }
  return null
}

/** Writes the first entry of each cohort's list, and gives the keys that later ones are sealed to, by cohort. */
export const sealLists = async (
  store: ClockStore,
  survey: Survey,
  cohorts: readonly { readonly id: string }[],
  invitations: readonly Invitation[],
  secretOf: (cohort: string) => string,
): Promise<ReadonlyMap<string, string>> => {
  const { surveyId } = survey
  const counted = await countedOf(store, invitations)
  // Before a meeting nobody is counted by their group.
  const isPulse = survey.kind === 'pulse'
  const known = isPulse ? await pulseBefore(store, survey) : null
  const before = known && countedBefore(known, counted)
  const keys = new Map<string, string>()
  for (const { id } of cohorts) {
    const listKey = await derivedPublicKey(secretOf(id))
    const entry = listEntry(counted.get(id) ?? [])
    const compared = isPulse ? { ...entry, before: before?.get(id) ?? null } : entry
    await store.putFrozenList(surveyId, listKey, await sealListEntry(listKey, surveyId, id, compared))
    keys.set(id, listKey)
  }
  return keys
}
