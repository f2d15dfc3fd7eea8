/** `/api/people/alike`: two addresses that look like one person, said to be two people or joined. */
import { isOneMailbox, oneMailbox, peopleIn } from '../domain/people/mailbox.ts'
import { alsoMaximum, type Person, type RosterEntry } from '../domain/people/person.ts'
import type { Placed } from '../domain/people/placed.ts'
import { Refusal } from '../domain/refusal.ts'
import {
  alikeAnswerSchema,
  alikePairs,
  areAlike,
  joinedSchema,
  joinSchema,
  pairOf,
  pairSchema,
} from '../domain/roster/alike.ts'
import { mergeRoster } from '../domain/roster/merge.ts'
import { operation } from '../http/operation.ts'
import { sha256Base64url } from '../protocol/digest.ts'
import { expiresAtSeconds } from '../records/kind.ts'
import { apart } from '../records/people.ts'
import type { OrganiseDependencies } from './dependencies.ts'
import type { OrganiseStore } from './store.ts'
import { rosterEntriesOf } from './people.ts'

/** Neither address is stored with it. */
const digestOf = (pair: string): string => sha256Base64url(`apart ${pair}`)

const readPairs = async (store: OrganiseStore) => {
  const [entries, said] = await Promise.all([rosterEntriesOf(store), store.readApart()])
  return [entries, (pair: string) => said.has(digestOf(pair))] as const
}

const readAlike = operation({
  method: 'GET',
  path: '/api/people/alike',
  who: 'keeper',
  tag: 'people',
  summary: 'Addresses on the roster that look like one person, except those that were said to be two.',
  answers: { 200: alikeAnswerSchema },
  refuses: [],
}).handledBy(({ store }: OrganiseDependencies) => async () => {
  const [entries, isApart] = await readPairs(store)
  return { status: 200, json: alikePairs(entries, isApart) }
})

const keepApart = operation({
  method: 'POST',
  path: '/api/people/apart',
  who: 'keeper',
  tag: 'people',
  summary: 'Says that two addresses belong to two people; they are not offered for joining again.',
  body: pairSchema,
  trace: { none: 'nobody comes on the roster by it, and nobody goes' },
  answers: { 200: pairSchema },
  refuses: ['one_mailbox'],
  example: { body: { emails: ['jo@example.com', 'jo.roe@example.com'] } },
}).handledBy(({ store }: OrganiseDependencies) => async ({ body, now }) => {
  const [one, other] = body.emails
  if (one !== other && isOneMailbox(one, other)) throw oneMailbox(one, other)
  await store.sayApart(digestOf(pairOf(one, other)), expiresAtSeconds(apart, now))
  return { status: 200, json: body }
})

/** The kept entry with what the other knows and it does not. It stands in for the other from here on. */
const joinedWith = (kept: Person, left: Person, placed: Placed): Person => {
  const { email, name, group, seniority } = kept
  const row = {
    email,
    name: name || left.name,
    group: group || left.group,
    seniority: seniority ?? left.seniority,
  }
  const whole = mergeRoster(new Map([[email, kept]]), [row], () => '', placed).changed[0]?.after ?? kept
  const also = new Set([...(kept.also ?? []), ...(left.also ?? []), left.email])
  return { ...whole, placed: { ...placed, instead: true }, also: [...also].slice(-alsoMaximum) }
}

/** A bounce says something of an address; these say what a person wants. */
const endsMail = (stop: RosterEntry['stopped'] | undefined): boolean => stop === 'unsubscribed' || stop === 'complained'

/**
 * Has every survey that has not opened yet ask them at the address that is kept, and nowhere twice. The list says that
 * whoever joined them put it there. The one comes before the other goes: cut off in between it is only done again. How many
 * lists it changed.
 */
const joinInLists = async (store: OrganiseStore, keep: string, leave: string, placed: Placed): Promise<number> => {
  const waiting = (await store.listSurveys()).filter(
    ({ kind, status }) => kind === 'pre-meeting' && status === 'scheduled',
  )
  let lists = 0
  for (const { surveyId } of waiting) {
    const survey = await store.readSurvey(surveyId)
    if (survey?.status !== 'scheduled') continue
    const { emails, chunks } = await store.readParticipants(surveyId)
    if (!emails.includes(leave)) continue
    const isThere = emails.includes(keep)
    const instead = { ...placed, instead: true as const }
    if (!isThere && (await store.addParticipants(survey, [keep], chunks, instead)) === 0) throw new Refusal('try_again')
    if (!(await store.dropParticipants(survey, new Set([leave]))).all) throw new Refusal('try_again')
    // The list is committed; the opening counts it anew, whatever stands here.
    const invited = peopleIn([...emails.filter(email => email !== leave), keep])
    if (invited !== survey.invited) await store.countParticipants(survey, invited)
    lists += 1
  }
  return lists
}

const joinPeople = operation({
  method: 'POST',
  path: '/api/people/join',
  who: 'keeper',
  tag: 'people',
  summary: 'Keeps one of two addresses of a person, and takes the other off the roster.',
  description:
    'Only of a pair that is offered. The kept entry gets what it lacks from the other. An address whose owner stopped mail is the one to keep. A survey that has not opened yet asks ' +
    'the kept one. In an open one the link that was sent goes on, and is reminded of where it was sent. Sent again, it changes nothing.',
  body: joinSchema,
  trace: { act: 'roster-changed', about: 'nothing', counts: ['removed', 'lists'] },
  answers: { 200: joinedSchema },
  refuses: ['unknown_person', 'not_alike', 'mail_stays_stopped'],
  example: { body: { keep: 'jo.roe@example.com', leave: 'jo@example.com' } },
}).handledBy(({ store }: OrganiseDependencies) => async ({ body, now, caller }) => {
  const { keep, leave } = body
  const known = await store.readPeople([keep, leave])
  const [kept, left] = [known.get(keep), known.get(leave)]
  if (!kept || keep === leave) throw new Refusal('unknown_person')
  // Whoever is joined takes the other's place in every survey that waits: no keeper puts a stranger there.
  if (left && !areAlike(...(await readPairs(store)), [keep, leave])) throw new Refusal('not_alike')
  const stops = await store.readStops()
  // Whoever stopped all mail would be mailed again at their other address.
  if (left && endsMail(stops.get(leave)) && !endsMail(stops.get(keep))) throw new Refusal('mail_stays_stopped')
  const placed = { by: caller.email, at: now }
  const person = left ? joinedWith(kept, left, placed) : kept
  // First what is kept is safe, then the other goes: cut off in between, it is offered again.
  if (person !== kept) await store.savePeople([], [person], known)
  const lists = left ? await joinInLists(store, keep, leave, placed) : 0
  if (left) await store.removePeople([left], now)
  const { unsubscribeId: _id, also: _also, ...entry } = person
  const stopped = stops.get(keep) ?? null
  return { status: 200, json: { ...entry, stopped, removed: left ? 1 : 0, lists } }
})

export const alikeOperations = [readAlike, keepApart, joinPeople] as const
