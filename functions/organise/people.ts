/** `/api/people`: the roster. */
import type { Hono } from 'hono'
import * as z from 'zod'
import type { Person, PersonInput, RosterEntry } from '../domain/people/person.ts'
import { mergeRoster, rosterFromCsv, rosterSchema, withoutRepeats } from '../domain/people/roster.ts'
import type { AppEnvironment } from '../http/app.ts'
import { parseBody, parseJson } from '../http/body.ts'
import { bodyText, query, route } from '../http/route.ts'
import type { OrganiseStore } from './store.ts'

export type Random = (bytes: number) => Uint8Array

/** 20,000 rows of every field; the gateway itself stops at 6 MB. */
const rosterBytes = 5_500_000

const unsubscribeId = (random: Random): string => Buffer.from(random(16)).toString('base64url')

/** Adds those who are not on the roster yet and leaves everybody else as they are; all of them, by address. */
export const enrol = async (
  store: OrganiseStore,
  random: Random,
  people: readonly PersonInput[],
): Promise<Map<string, Person>> => {
  const known = await store.readPeople(people.map(({ email }) => email))
  const unknown = people.filter(({ email }) => !known.has(email))
  const { added } = mergeRoster(known, unknown, () => unsubscribeId(random))
  await store.savePeople(added, [])
  return new Map([...known, ...added.map((person): [string, Person] => [person.email, person])])
}

export const peopleRoutes = (app: Hono<AppEnvironment>, store: OrganiseStore, random: Random): void => {
  route(app, '/api/people', {
    GET: async context => {
      const [people, stops] = await Promise.all([store.readRoster(), store.readStops()])
      const entries = people.map(({ email, name, group, seniority, zone, language }): RosterEntry => {
        const stopped = stops.get(email) ?? null
        return { email, name, group, seniority, zone, language, stopped }
      })
      return context.json(entries)
    },

    PUT: async context => {
      const replace = query(context, 'replace', z.enum(['true', 'false'])) === 'true'
      const csv = (context.req.header('content-type') ?? '').toLowerCase().startsWith('text/csv')
      const text = await bodyText(context, rosterBytes)
      const rows = csv ? rosterFromCsv(text) : withoutRepeats(parseBody(rosterSchema, parseJson(text)))
      const given = new Set(rows.map(({ email }) => email))
      const known = replace
        ? new Map((await store.readRoster()).map(person => [person.email, person]))
        : await store.readPeople([...given])
      const { added, changed } = mergeRoster(known, rows, () => unsubscribeId(random))
      await store.savePeople(added, changed)
      const gone = replace ? [...known.values()].filter(({ email }) => !given.has(email)) : []
      await store.removePeople(gone, context.get('now'))
      return context.json({ added: added.length, changed: changed.length, removed: gone.length })
    },
  })
}
