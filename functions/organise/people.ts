/** `/api/people`: the roster. */
import * as z from 'zod'
import { replacementId } from '../domain/ids.ts'
import { type RosterEntry, rosterEntrySchema } from '../domain/people/person.ts'
import { textOfFile } from '../domain/table/decoding.ts'
import { previewOf, refuseBadRows, refusedIn, rosterAnswerSchema } from '../domain/roster/answer.ts'
import { rosterMappingSchema } from '../domain/roster/columns.ts'
import { entriesOf } from '../domain/roster/replaced.ts'
import { goneFrom, mergeRoster } from '../domain/roster/merge.ts'
import {
  isOwnList,
  readOwnRows,
  readRosterFile,
  rosterListSchema,
  rosterRowsMaximum,
  type RosterReading,
} from '../domain/roster/read.ts'
import { parseBody, parseJson } from '../http/body.ts'
import { operation } from '../http/operation.ts'
import type { Random } from '../http/repeat.ts'
import type { OrganiseDependencies } from './dependencies.ts'
import type { OrganiseStore } from './store.ts'

/** 20,000 rows with every field; the gateway itself accepts at most 6 MB. */
const rosterBytes = 5_500_000

export const unsubscribeId = (random: Random): string => Buffer.from(random(16)).toString('base64url')

const entry: RosterEntry = {
  email: 'ann@example.com',
  name: 'Ann Example',
  group: 'Payments',
  seniority: 'lead',
  zone: 'Europe/Berlin',
  language: 'en',
  stopped: null,
}

/** The roster as it is shown, by address. */
export const rosterEntriesOf = async (store: OrganiseStore): Promise<RosterEntry[]> => {
  const [people, stops] = await Promise.all([store.readRoster(), store.readStops()])
  return people.map(({ email, name, group, seniority, zone, language, addedBy }) => {
    const stopped = stops.get(email) ?? null
    return { email, name, group, seniority, zone, language, stopped, ...(addedBy === undefined ? {} : { addedBy }) }
  })
}

const readPeople = operation({
  method: 'GET',
  path: '/api/people',
  who: 'organiser',
  tag: 'people',
  summary: 'The roster, by address, with what stops mail to a person.',
  answers: { 200: z.array(rosterEntrySchema) },
  refuses: [],
  example: { answer: [entry] },
}).handledBy(({ store }: OrganiseDependencies) => async () => ({ status: 200, json: await rosterEntriesOf(store) }))

/** What came, before its columns are known: those are named in the query. */
const rosterBodySchema = rosterListSchema.transform(rows => ({ text: JSON.stringify(rows), isJson: true }))
type RosterBody = z.output<typeof rosterBodySchema>

const listSchema = z.array(z.unknown()).max(rosterRowsMaximum)

const received = (text: string, contentType: string, bytes: Uint8Array): RosterBody =>
  contentType.startsWith('application/json') || contentType === ''
    ? { text, isJson: true }
    : { text: textOfFile(bytes, contentType), isJson: false }

const readingOf = ({ text, isJson }: RosterBody, given: string | undefined, isPreview: boolean): RosterReading => {
  const mapping = parseBody(rosterMappingSchema, given === undefined ? {} : parseJson(given))
  if (!isJson) return readRosterFile(text, mapping, isPreview)
  const list = parseJson(text)
  if (given === undefined && isOwnList(list)) return readOwnRows(parseBody(listSchema, list))
  return readRosterFile(text, mapping, isPreview)
}

const mergePeople = operation({
  method: 'PUT',
  path: '/api/people',
  who: 'keeper',
  tag: 'people',
  summary: 'Merges people into the roster by address: a list, or a file as a directory or an HR system exports it.',
  description:
    'Fields that are not given stay as they are, and with `replace=true` people who are not in the list are removed; that ' +
    'can be undone within 30 days (`/api/people/replaced`). ' +
    'Takes CSV with any separator and any usual encoding, a JSON list of any shape, LDIF and vCards. Columns are found ' +
    'by their names, in many languages, or named: `mapping` is JSON, {"columns": {"email": "Work Email", "name": ["First ' +
    'Name", "Last Name"], "group": "Department"}}; others are passed over. Bad rows are named, and nothing is taken; ' +
    'with `take=good` the others are. With `dryRun=true` nothing is written. A body that is no UTF-8 comes as ' +
    'application/octet-stream.',
  query: {
    replace: z.enum(['true', 'false']),
    take: z.enum(['all', 'good']),
    dryRun: z.enum(['true', 'false']),
    mapping: z.string().max(8000),
  },
  body: rosterBodySchema,
  alsoTakes: ['text/csv', 'text/plain', 'text/tab-separated-values', 'text/vcard', 'application/octet-stream'],
  reads: received,
  maximumBytes: rosterBytes,
  trace: {
    act: 'roster-changed',
    about: 'nothing',
    counts: ['added', 'changed', 'removed'],
    unless: { dryRun: 'true' },
  },
  answers: { 200: rosterAnswerSchema },
  refuses: ['invalid_csv', 'file_unreadable', 'rows_unreadable'],
  example: {
    body: [{ email: entry.email, name: entry.name, group: entry.group }],
    answer: { added: 1, changed: 0, removed: 0 },
  },
}).handledBy(({ store, random }: OrganiseDependencies) => async ({ query, body, now, caller }) => {
  const replace = query.replace === 'true'
  const isPreview = query.dryRun === 'true'
  const reading = readingOf(body, query.mapping, isPreview)
  const named = isPreview || query.take === 'good'
  if (!named) refuseBadRows(reading)
  const rows = reading.rows.map(({ row }) => row)
  const known =
    replace || isPreview
      ? new Map((await store.readRoster()).map(person => [person.email, person]))
      : await store.readPeople(rows.map(({ email }) => email))
  const merge = mergeRoster(known, rows, () => (isPreview ? '' : unsubscribeId(random)), { by: caller.email, at: now })
  const gone = replace || isPreview ? goneFrom(known.values(), rows, reading.refused) : []
  if (!isPreview) {
    const entries = replace ? entriesOf(merge.added, merge.changed, gone) : []
    // Before anything is changed: what is not kept is not taken away.
    if (entries.length > 0)
      await store.keepReplaced(
        {
          id: replacementId(random(16)),
          at: now,
          by: caller.email,
          added: merge.added.length,
          changed: merge.changed.length,
          removed: gone.length,
          undoneAt: null,
        },
        entries,
      )
    await store.savePeople(
      merge.added,
      merge.changed.map(({ after }) => after),
      known,
    )
    await store.removePeople(gone, now)
  }
  return {
    status: 200,
    json: {
      added: merge.added.length,
      changed: merge.changed.length,
      removed: replace ? gone.length : 0,
      ...(named ? refusedIn(reading) : {}),
      ...(isPreview ? { preview: previewOf(reading, merge, gone) } : {}),
    },
  }
})

export const peopleOperations = [readPeople, mergePeople] as const
