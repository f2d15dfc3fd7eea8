/** `/api/surveys/{id}/participants`: people who were forgotten, and people who should not have been invited. */
import { isOneMailbox, mailboxOf, oneMailbox, peopleIn } from '../domain/people/mailbox.ts'
import type { Invitation } from '../domain/people/invitation.ts'
import type { Placed } from '../domain/people/placed.ts'
import { Refusal } from '../domain/refusal.ts'
import {
  distinctPeople,
  participantsAddedSchema,
  participantsInputSchema,
  participantsWithdrawnSchema,
  requireAddresses,
} from '../domain/survey/request.ts'
import { leadersOf, type Review } from '../domain/review/review.ts'
import { requireEnough } from '../domain/survey/minimum.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { parseBody, parseJson } from '../http/body.ts'
import { operation } from '../http/operation.ts'
import { termsReader } from '../protocol/digest.ts'
import type { OrganiseDependencies } from './dependencies.ts'
import { enrol, inviteeAt, type Invitee, inviteesOf, withJoined } from './invitees.ts'
import { commitNewcomers, type DrawChunkId, readList, rosterRowFor, withdraw } from './inviting.ts'
import { attempts, readOwnSurvey, requireChangeable, surveyParameter, type SurveyRequest } from './own-survey.ts'

type Dependencies = Pick<OrganiseDependencies, 'store' | 'random' | 'inviteDomains'>

interface Changeable {
  readonly survey: Survey
  readonly review: Review | null
}

/** Null if the row changed in the meantime, so that everything has to be read again. */
type Outcome = { readonly invited: number; readonly added: number } | null

/** Those who are not there yet, at any of their addresses. Refuses `one_mailbox` for another spelling of one that is. */
const newAmong = (people: readonly Invitee[], there: readonly string[]): Invitee[] => {
  const known = new Map(there.map(email => [mailboxOf(email), email]))
  const addresses = new Set(there)
  return people.filter(({ email, also }) => {
    if (addresses.has(email)) return false
    const other = known.get(mailboxOf(email))
    if (other !== undefined) throw oneMailbox(other, email)
    return !also.some(address => known.has(mailboxOf(address)))
  })
}

/** `invited` is null if the row changed in the meantime; some may have come on the list all the same. */
const beforeOpening = async (
  { store, random }: Dependencies,
  survey: Survey,
  people: readonly Invitee[],
  placed: Placed,
): Promise<{ readonly invited: number | null; readonly added: number }> => {
  const { emails, chunks } = await store.readParticipants(survey.surveyId)
  const fresh = newAmong(people, emails)
  await enrol({ store, random }, fresh, placed)
  const addresses = fresh.map(({ email }) => email)
  const added = await store.addParticipants(survey, addresses, chunks, placed)
  if (added < addresses.length) return { invited: null, added }
  const invited = peopleIn([...emails, ...addresses])
  const counted = invited === survey.invited || (await store.countParticipants(survey, invited))
  return { invited: counted ? invited : null, added }
}

/** Whose invitation was withdrawn gets another in its place, at the same mailbox; who is invited is passed over. */
const whileOpen = async (
  dependencies: Dependencies,
  { survey, review }: Changeable,
  people: readonly Invitee[],
  asker: string,
  drawChunkId: DrawChunkId,
  now: string,
): Promise<Outcome> => {
  const list = await readList(dependencies, survey, now)
  // A mailbox whose invitation was withdrawn gets no second pass under another spelling.
  const withdrawn = new Map(list.people.filter(list.isWithdrawn).map(person => [mailboxOf(person.email), person]))
  const staying = list.people.filter(person => !list.isWithdrawn(person)).map(({ email }) => email)
  // At another mailbox that was joined with it the new link would tell its reader whether the first was used.
  const withdrawnOf = ({ email }: Invitee): Invitation | undefined => withdrawn.get(mailboxOf(email))
  const coming = newAmong(people, staying)
  const newcomers = {
    asker,
    fresh: coming.filter(person => !withdrawnOf(person)),
    replacing: coming.flatMap(by => {
      const earlier = withdrawnOf(by)
      return earlier ? [{ earlier, by }] : []
    }),
  }
  return commitNewcomers(dependencies, survey, review, list, newcomers, drawChunkId, now)
}

const participantsIn = (text: string) => {
  const raw = parseJson(text)
  requireAddresses(raw)
  return parseBody(participantsInputSchema, raw)
}

const chunkIdsOf = ({ random }: Pick<Dependencies, 'random'>): DrawChunkId => {
  const chunkIds: string[] = []
  return index => (chunkIds[index] ??= Buffer.from(random(12)).toString('base64url'))
}

/** The survey, while its list may be changed. Refuses `try_again` during the minute in which the list is being frozen. */
const readChangeable = async (
  store: Dependencies['store'],
  request: SurveyRequest & { now: string },
): Promise<Changeable> => {
  const { survey, review } = await readOwnSurvey(store, request, 'see')
  requireChangeable(survey, review, request.now)
  if (survey.kind === 'pulse') throw new Refusal('survey_not_open', 'A pulse asks everybody on the roster.')
  if (survey.status === 'opening') throw new Refusal('try_again', 'The survey is being opened; that takes a minute.')
  return { survey, review }
}

const shared = {
  path: '/api/surveys/{id}/participants',
  who: 'facilitator',
  tag: 'surveys',
  parameters: { id: surveyParameter },
  body: participantsInputSchema,
  reads: participantsIn,
} as const

const changeRefusals = [
  'address_missing',
  'survey_closed',
  'survey_cancelled',
  'review_cancelled',
  'survey_not_open',
  'changed_meanwhile',
] as const

const addParticipants = operation({
  ...shared,
  method: 'POST',
  summary: 'Invites people who were forgotten; those already invited are passed over.',
  description:
    'Sending the same list again adds nobody. A pulse invites everybody and takes no additions. Participation is then ' +
    'counted again once three have come, or at the close. Whose invitation was withdrawn is invited anew.',
  trace: { act: 'people-invited', about: 'survey', counts: ['added', 'invited'] },
  answers: { 200: participantsAddedSchema },
  refuses: [...changeRefusals, 'one_mailbox', 'not_on_roster'],
  example: { body: { participants: ['ann@example.com'] }, answer: { invited: 7, added: 1 } },
}).handledBy((dependencies: Dependencies) => async request => {
  let found: readonly Invitee[] | null = null
  let added = 0
  const drawChunkId = chunkIdsOf(dependencies)
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const changeable = await readChangeable(dependencies.store, request)
    found ??= await inviteesOf(dependencies, distinctPeople(request.body.participants))
    const people = found
    if (changeable.survey.status === 'scheduled') {
      const placed = { by: request.caller.email, at: request.now }
      const last = await beforeOpening(dependencies, changeable.survey, people, placed)
      added += last.added
      if (last.invited !== null) return { status: 200, json: { invited: last.invited, added } }
      continue
    }
    const outcome = await whileOpen(dependencies, changeable, people, request.caller.email, drawChunkId, request.now)
    if (outcome) return { status: 200, json: { invited: outcome.invited, added: added + outcome.added } }
  }
  throw new Refusal('changed_meanwhile')
})

/**
 * Before the opening nobody was written to, so the list is simply shorter. `counted` is false if the row changed in the
 * meantime: some may have come off the list all the same.
 */
const dropBeforeOpening = async (
  { store }: Pick<Dependencies, 'store'>,
  { survey, review }: Changeable,
  emails: ReadonlySet<string>,
): Promise<{ readonly dropped: number; readonly counted: boolean }> => {
  const mailboxes = new Set(Array.from(emails, mailboxOf))
  const known = (await store.readParticipants(survey.surveyId)).emails
  const gone = new Set(known.filter(email => mailboxes.has(mailboxOf(email))))
  const staying = known.filter(email => !gone.has(email))
  if (gone.size > 0) requireEnough(staying, review)
  const left = peopleIn(staying)
  const { dropped, all } = await store.dropParticipants(survey, gone)
  const counted = all && (left === survey.invited || (await store.countParticipants(survey, left)))
  return { dropped, counted }
}

const withdrawParticipants = operation({
  ...shared,
  method: 'DELETE',
  summary: 'Withdraws invitations: no further mail, and the link gives no pass unless it gave one before.',
  description:
    'Nobody learns whether a link had been used: `invited` and every count stay as they were, with `withdrawn` beside; ' +
    'before the opening nobody was invited yet, the list is shorter, and `dropped` says by how many. ' +
    'The link is closed within a minute or two. At least three have to stay beside those who read the agenda. Those not invited are passed over.',
  trace: { act: 'people-withdrawn', about: 'survey', counts: ['withdrawn', 'dropped', 'invited'] },
  answers: { 200: participantsWithdrawnSchema },
  refuses: [...changeRefusals, 'too_few_participants'],
  example: { body: { participants: ['ann@example.com'] }, answer: { invited: 7, withdrawn: 1 } },
}).handledBy(({ store, random }: Dependencies) => async request => {
  const emails = await withJoined(
    { store },
    distinctPeople(request.body.participants).map(({ email }) => email),
  )
  let dropped = 0
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const changeable = await readChangeable(store, request)
    const { survey, review } = changeable
    if (survey.status === 'scheduled') {
      const last = await dropBeforeOpening({ store }, changeable, emails)
      dropped += last.dropped
      if (!last.counted) continue
      const { emails: left } = await store.readParticipants(survey.surveyId)
      return { status: 200, json: { invited: peopleIn(left), dropped } }
    }
    if (
      !(await withdraw(
        { store, random },
        survey,
        review,
        await readList({ store }, survey, request.now),
        emails,
        request.now,
      ))
    )
      continue
    const { people, isWithdrawn } = await readList({ store }, survey, request.now)
    return { status: 200, json: { invited: survey.invited, withdrawn: people.filter(isWithdrawn).length } }
  }
  throw new Refusal('changed_meanwhile')
})

export const participantOperations = [addParticipants, withdrawParticipants] as const

/** Whether an address reaches somebody who would learn by a link whether the one before it was used. */
const isOfReader = (survey: Survey, review: Review | null, email: string, caller: string): boolean =>
  [caller, ...(review ? leadersOf(review) : []).map(leader => leader.email)].some(one => isOneMailbox(one, email)) ||
  [email, mailboxOf(email)].some(one => survey.termsReaders?.includes(termsReader(survey.surveyId, one)))

/**
 * Refuses `not_invited`, `already_invited`, `corrected_to_reader`, and what `requireUndelivered` refuses. Asked for again
 * after it is done, it changes nothing.
 */
export const changeAddress = async (
  dependencies: Dependencies,
  request: SurveyRequest & { readonly now: string; readonly body: { readonly from: string; readonly to: string } },
  requireUndelivered: (survey: Survey, email: string) => Promise<void>,
): Promise<void> => {
  const { from, to } = request.body
  const drawChunkId = chunkIdsOf(dependencies)
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { survey, review } = await readChangeable(dependencies.store, request)
    if (survey.status === 'scheduled') throw new Refusal('survey_not_open')
    const list = await readList(dependencies, survey, request.now)
    const earlier = list.people.find(({ email }) => email === from)
    const other = list.people.find(({ email }) => isOneMailbox(email, to))
    if (!earlier && other?.email === to && list.standsInFor(other, from)) return
    if (!earlier) throw new Refusal('not_invited')
    if (other && other !== earlier)
      throw other.email === to ? new Refusal('already_invited') : oneMailbox(other.email, to)
    if (other?.email === to && !list.isWithdrawn(earlier)) throw new Refusal('already_invited')
    if (isOfReader(survey, review, to, request.caller.email)) throw new Refusal('corrected_to_reader')
    await requireUndelivered(survey, from)
    const by = await inviteeAt(dependencies, rosterRowFor(earlier, to))
    const isTheirs = ({ email }: Invitation): boolean => by.also.some(address => isOneMailbox(email, address))
    if (list.people.some(person => person !== earlier && isTheirs(person))) throw new Refusal('already_invited')
    const newcomers = { fresh: [], replacing: [{ earlier, by }], asker: request.caller.email }
    if (await commitNewcomers(dependencies, survey, review, list, newcomers, drawChunkId, request.now)) return
  }
  throw new Refusal('changed_meanwhile')
}
