/**
 * The list of an open survey: additions, corrected addresses, withdrawals. Each is committed by one conditional write.
 * Whoever comes is noted first, so that no count is made with one named person between it and the one before.
 */
import { type Counted, type ListEntry, listEntry } from '../domain/ballot/cohort-list.ts'
import { wholeCohort } from '../domain/ballot/texts.ts'
import type { ListChanges } from '../domain/mail/delivery.ts'
import { mailboxOf } from '../domain/people/mailbox.ts'
import { type Invitation, inForce, invitationOf, invitationsPerChunk, rootOf } from '../domain/people/invitation.ts'
import type { PersonInput } from '../domain/people/person.ts'
import type { Placed } from '../domain/people/placed.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Review } from '../domain/review/review.ts'
import { minimumFor, requireEnough } from '../domain/survey/minimum.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { usableZone } from '../domain/time/zone.ts'
import { sealListEntry } from '../protocol/cohort-list.ts'
import { sealNames } from '../protocol/names.ts'
import { invitationIdOf } from '../protocol/token.ts'
import { insteadEntrySuffix, withdrawnEntryPrefix } from '../records/cohort-list.ts'
import type { OrganiseDependencies } from './dependencies.ts'
import { enrol, type Invitee } from './invitees.ts'

type Dependencies = Pick<OrganiseDependencies, 'store' | 'random'>

export interface InvitedList {
  /** Every address that was ever invited, also those that another one stands in for. */
  readonly addresses: readonly string[]
  readonly people: readonly Invitation[]
  /** The id of every invitation that ever was, also of those that another one stands in for. */
  readonly ids: ReadonlySet<string>
  readonly changes: ListChanges | null
  readonly isWithdrawn: (person: Pick<Invitation, 'invitationId'>) => boolean
  /** Whether the person stands in for somebody who was invited at this address. */
  readonly standsInFor: (person: Pick<Invitation, 'replaces'>, email: string) => boolean
}

/** Of a survey that is open, whose list is there. */
export const readList = async (
  { store }: Pick<Dependencies, 'store'>,
  survey: Survey,
  now: string,
): Promise<InvitedList> => {
  const [chunks, changes] = [await store.readChunks(survey, now), await store.readListChanges(survey.surveyId)]
  if (!chunks) throw new Refusal('survey_closed')
  const withdrawn = new Set(changes?.withdrawn.map(({ invitationId }) => invitationId))
  const everybody = chunks.flat()
  return {
    addresses: everybody.map(({ email }) => email),
    people: inForce(everybody),
    ids: new Set([...everybody.map(({ invitationId }) => invitationId), ...withdrawn]),
    changes,
    isWithdrawn: ({ invitationId }) => withdrawn.has(invitationId),
    standsInFor: ({ replaces = [] }, email) =>
      everybody.some(earlier => earlier.email === email && replaces.includes(earlier.invitationId)),
  }
}

/** Draws a chunk's id once for all attempts of a request, so that an attempt that is overtaken leaves nothing behind. */
export type DrawChunkId = (index: number) => string

/**
 * The first id of this address that no invitation ever had: what was withdrawn or corrected stays so for good. Deterministic,
 * so that whoever is invited twice at once is invited once.
 */
const freeIdOf = ({ surveyId }: Survey, email: string, taken: ReadonlySet<string>): string => {
  for (let number = 0; ; number += 1) {
    const id = invitationIdOf(surveyId, number === 0 ? email : `${email}|${number}`)
    if (!taken.has(id)) return id
  }
}

/** Null if the list changed in the meantime, so that everything has to be read again. */
type Outcome = { readonly invited: number; readonly added: number } | null

interface Newcomers {
  /** Not invited before. */
  readonly fresh: readonly Invitee[]
  /** Each stands in for an invitation that is in force. */
  readonly replacing: readonly { readonly earlier: Invitation; readonly by: Invitee }[]
  /** The address of whoever invites them. */
  readonly asker: string
}

/** As their colleagues read of them. */
const countedOf = async (
  { store }: Pick<Dependencies, 'store'>,
  invitations: readonly Invitation[],
  placed: Placed,
): Promise<Counted[]> => {
  const by = await store.readTold(placed.by)
  return invitations.map(({ invitationId: id, name, email }) => ({ id, name, email, placed: { by, at: placed.at } }))
}

/** Says it to everybody who holds a link. Nothing in surveys that opened before there was a list. */
const tellList = async (
  { store }: Pick<Dependencies, 'store'>,
  { surveyId, cohorts }: Survey,
  entry: string,
  said: ListEntry,
): Promise<void> => {
  const listKey = cohorts.find(({ id }) => id === wholeCohort)?.listKey
  if (!listKey) return
  const sealed = await sealListEntry(listKey, surveyId, wholeCohort, said)
  await store.putListEntry(surveyId, listKey, entry, sealed)
}

export const commitNewcomers = async (
  { store, random }: Dependencies,
  survey: Survey,
  review: Review | null,
  { changes, addresses, ids }: InvitedList,
  { fresh, replacing, asker }: Newcomers,
  drawChunkId: DrawChunkId,
  now: string,
): Promise<Outcome> => {
  const placed = { by: asker, at: now }
  const roster = await enrol({ store, random }, [...fresh, ...replacing.map(({ by }) => by)], placed)
  const added = fresh.flatMap(({ email }) => {
    const person = roster.get(email)
    return person ? [invitationOf({ ...person, placed }, wholeCohort, freeIdOf(survey, email, ids))] : []
  })
  const replaced = replacing.flatMap(({ earlier, by }) => {
    const person = roster.get(by.email)
    if (!person) return []
    const invitation = invitationOf({ ...person, placed }, earlier.cohort, freeIdOf(survey, by.email, ids))
    return [{ earlier, invitation: { ...invitation, replaces: [...(earlier.replaces ?? []), earlier.invitationId] } }]
  })
  const invitations = [...added, ...replaced.map(({ invitation }) => invitation)]
  if (invitations.length === 0) return { invited: survey.invited, added: 0 }

  const known = new Set(changes?.withdrawn.map(({ invitationId }) => invitationId))
  const closing = replaced.flatMap(({ earlier: { invitationId } }) =>
    known.has(invitationId) ? [] : [{ invitationId, at: now }],
  )
  const change = {
    withdrawn: [...(changes?.withdrawn ?? []), ...closing],
    since: [...(changes?.since ?? []), ...invitations.map(rootOf)],
    closes: closing.length > 0,
  }
  if (!(await store.changeList(survey, changes, change, now))) return null

  const chunks = Math.ceil(invitations.length / invitationsPerChunk)
  const chunkIds = Array.from({ length: chunks }, (_, index) => drawChunkId(index))
  await store.putAdditions(survey, chunkIds, invitations)
  // Those who stand in for others are an entry of their own: each of them is marked.
  const told = await countedOf({ store }, invitations, placed)
  const gone = replaced.flatMap(({ invitation }) => invitation.replaces ?? [])
  const [chunk = ''] = chunkIds
  await tellList({ store }, survey, chunk, listEntry(told.slice(0, added.length)))
  if (replaced.length > 0)
    await tellList(
      { store },
      survey,
      `${chunk}${insteadEntrySuffix}`,
      listEntry(told.slice(added.length), { gone, withdrawn: [] }),
    )
  // The harvest redacts their names like everybody's, and until then nobody can read the names from the bulletin.
  const names = invitations.map(({ name, email }) => ({ name, email }))
  const sealedNames = await sealNames(survey.sealKey ?? '', survey.surveyId, names)
  const everybody = [...addresses, ...invitations.map(({ email }) => email)]
  const minimumBallots = Math.max(survey.minimumBallots, minimumFor(everybody, review))
  if (!(await store.commitAdditions(survey, chunkIds, added.length, { sealedNames, minimumBallots }))) return null
  return { invited: survey.invited + added.length, added: invitations.length }
}

/**
 * A roster row for an address that is not on the roster yet: when and how its owner is written to. A name is not theirs
 * because the one before them had it.
 */
export const rosterRowFor = ({ zone, language }: Invitation, email: string): PersonInput => ({
  email,
  name: '',
  group: '',
  seniority: null,
  zone: usableZone(zone),
  language,
})

/**
 * Stops the mail of those of `emails` who are invited, and has their slots closed. The same writes are made whether or
 * not a link was used, since nobody here can know. Refuses `too_few_participants` if fewer than three beside those who
 * read it would be left: with fewer, the count would tell who took part. False if the list changed in the meantime.
 */
export const withdraw = async (
  { store, random }: Dependencies,
  survey: Survey,
  review: Review | null,
  list: InvitedList,
  emails: ReadonlySet<string>,
  now: string,
): Promise<boolean> => {
  const { people, changes, isWithdrawn } = list
  const staying = people.filter(person => !isWithdrawn(person))
  const mailboxes = new Set(Array.from(emails, mailboxOf))
  const going = staying.filter(({ email }) => mailboxes.has(mailboxOf(email)))
  if (going.length === 0) return true
  const left = staying.filter(person => !going.includes(person)).map(({ email }) => email)
  requireEnough(left, review)
  const ids = going.map(({ invitationId }) => invitationId)
  const withdrawn = [...(changes?.withdrawn ?? []), ...ids.map(invitationId => ({ invitationId, at: now }))]
  // First: a list that says it too early claims less than one that never says it.
  const entry = `${withdrawnEntryPrefix}${Buffer.from(random(12)).toString('base64url')}`
  await tellList({ store }, survey, entry, listEntry([], { gone: [], withdrawn: ids }))
  return store.changeList(survey, changes, { withdrawn, since: changes?.since ?? [], closes: true }, now)
}
