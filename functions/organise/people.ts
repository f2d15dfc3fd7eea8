/** `/api/people`: the roster. */
import * as z from 'zod'
import { type Person, type PersonInput, type RosterEntry, rosterEntrySchema } from '../domain/people/person.ts'
import {
  mergeRoster,
  rosterFromCsv,
  rosterResultSchema,
  rosterSchema,
  withoutRepeats,
} from '../domain/people/roster.ts'
import { parseBody, parseJson } from '../http/body.ts'
import { operation } from '../http/operation.ts'
import type { Random } from '../http/repeat.ts'
import type { OrganiseDependencies } from './dependencies.ts'
import type { OrganiseStore } from './store.ts'

/** 20,000 rows with every field; the gateway itself accepts at most 6 MB. */
const rosterBytes = 5_500_000

const unsubscribeId = (random: Random): string => Buffer.from(random(16)).toString('base64url')

/** Adds the people who are not on the roster yet and leaves the others unchanged. Returns all of them, by address. */
export const enrol = async (
  store: OrganiseStore,
  random: Random,
  people: readonly PersonInput[],
): Promise<Map<string, Person>> => {
  const known = await store.readPeople(people.map(({ email }) => email))
  const unknown = people.filter(({ email }) => !known.has(email))
  const { added } = mergeRoster(known, unknown, () => unsubscribeId(random))
  await store.savePeople(added, [], known)
  return new Map([...known, ...added.map((person): [string, Person] => [person.email, person])])
}

const entry: RosterEntry = {
  email: 'ann@example.com',
  name: 'Ann Example',
  group: 'Payments',
  seniority: 'lead',
  zone: 'Europe/Berlin',
  language: 'en',
  stopped: null,
}

const readPeople = operation({
  method: 'GET',
  path: '/api/people',
  who: 'facilitator',
  tag: 'people',
  summary: 'The roster, by address, with what stops mail to a person.',
  answers: { 200: z.array(rosterEntrySchema) },
  refuses: [],
  example: { answer: [entry] },
}).handledBy(({ store }: OrganiseDependencies) => async () => {
  const [people, stops] = await Promise.all([store.readRoster(), store.readStops()])
  const entries = people.map(({ email, name, group, seniority, zone, language }): RosterEntry => {
    const stopped = stops.get(email) ?? null
    return { email, name, group, seniority, zone, language, stopped }
  })
  return { status: 200, json: entries }
})

const mergePeople = operation({
  method: 'PUT',
  path: '/api/people',
  who: 'facilitator',
  tag: 'people',
  summary: 'Merges people into the roster by lower-cased address.',
  description:
    'Fields that are not given stay as they are. With replace=true people who are not in the list are removed. As CSV: ' +
    'email,name,group,seniority,zone,language; if a row is bad it is named and nothing is taken.',
  query: { replace: z.enum(['true', 'false']) },
  body: rosterSchema,
  alsoTakes: ['text/csv'],
  reads: (text, contentType) =>
    contentType.startsWith('text/csv') ? rosterFromCsv(text) : withoutRepeats(parseBody(rosterSchema, parseJson(text))),
  maximumBytes: rosterBytes,
  answers: { 200: rosterResultSchema },
  refuses: ['invalid_csv'],
  example: {
    body: [{ email: entry.email, name: entry.name, group: entry.group }],
    answer: { added: 1, changed: 0, removed: 0 },
  },
}).handledBy(({ store, random }: OrganiseDependencies) => async ({ query, body: rows, now }) => {
  const replace = query.replace === 'true'
  const given = new Set(rows.map(({ email }) => email))
  const known = replace
    ? new Map((await store.readRoster()).map(person => [person.email, person]))
    : await store.readPeople([...given])
  const { added, changed } = mergeRoster(known, rows, () => unsubscribeId(random))
  await store.savePeople(added, changed, known)
  const gone = replace ? [...known.values()].filter(({ email }) => !given.has(email)) : []
  await store.removePeople(gone, now)
  return { status: 200, json: { added: added.length, changed: changed.length, removed: gone.length } }
})

export const peopleOperations = [readPeople, mergePeople] as const
