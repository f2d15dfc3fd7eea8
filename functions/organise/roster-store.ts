/** The roster in the table `people`: people, what stops mail to them, and the random ids that can only stop mail. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { documentCalls } from '../aws/document-calls.ts'
import { inParallel } from '../domain/in-parallel.ts'
import { type Person, type RosterEntry, stopReason } from '../domain/people/person.ts'
import { Refusal } from '../domain/refusal.ts'
import type { ReplacedEntry, Replacement } from '../domain/roster/replaced.ts'
import { batchesOf } from '../records/batches.ts'
import { absent, anyOf } from '../records/expressions.ts'
import { expiresAtSeconds } from '../records/kind.ts'
import { apart, chunkName, person, stop, unsubscribe } from '../records/people.ts'
import { replacedPiece, replacement } from '../records/replaced.ts'
import { recordsOf, type TableSettings } from '../records/records.ts'
import { held } from '../records/writing.ts'

type StopReason = NonNullable<RosterEntry['stopped']>

const requestsAtOnce = 40
/** How often a row that others keep changing is tried. */
const attempts = 5
/** Up to this many people are fetched one by one; beyond that the whole roster is read. */
const fetchedSingly = 200
/** DynamoDB takes items of 400 kB; as JSON an entry is longer than as it is stored. */
const bytesPerPiece = 200_000

const piecesOf = (entries: readonly ReplacedEntry[]): ReplacedEntry[][] => {
  const pieces: ReplacedEntry[][] = []
  let room = 0
  for (const entry of entries) {
    const bytes = Buffer.byteLength(JSON.stringify(entry))
    const piece = pieces.at(-1)
    if (piece && bytes <= room) piece.push(entry)
    else pieces.push([entry])
    room = (piece && bytes <= room ? room : bytesPerPiece) - bytes
  }
  return pieces
}

export const rosterStore = (documents: DynamoDBDocumentClient, settings: TableSettings) => {
  const { add, change, ensure, get, list, overwrite, remove } = recordsOf(documentCalls(documents), settings)
  const { overwriteAll, removeAll } = batchesOf(documents, settings)

  const readStop = async (email: string): Promise<StopReason | null> => (await get(stop, { email }))?.reason ?? null

  /** Sorted by address. */
  const readRoster = (): Promise<Person[]> => list(person, {})

  return {
    readRoster,

    /** Those of the addresses that are on the roster, by address. */
    readPeople: async (emails: readonly string[]): Promise<Map<string, Person>> => {
      const people =
        emails.length <= fetchedSingly
          ? await inParallel(emails, requestsAtOnce, email => get(person, { email }))
          : await readRoster()
      const wanted = new Set(emails)
      return new Map(people.flatMap(found => (found && wanted.has(found.email) ? [[found.email, found]] : [])))
    },

    readStops: async (): Promise<Map<string, StopReason>> => {
      const stops = await list(stop, {})
      return new Map(stops.map(one => [one.sk, stopReason(one)]))
    },

    /** The digests of pairs that are two people. */
    readApart: async (): Promise<ReadonlySet<string>> => new Set((await list(apart, {})).map(({ pair }) => pair)),

    /** Saying it twice is the same as saying it once. */
    sayApart: (pair: string, expires: number): Promise<void> =>
      ensure(apart, { pair }, { pair }, { expiresAtSeconds: expires }),

    /** Writes unsubscribe ids first, so that no person has one that leads nowhere. `known`: the people as read. */
    savePeople: async (
      added: readonly Person[],
      changed: readonly Person[],
      known: ReadonlyMap<string, Person>,
    ): Promise<void> => {
      const ids = added.map(({ unsubscribeId: id, email }) => ({ ids: { id }, value: { email } }))
      const people = [...added, ...changed].map(value => ({
        ids: { email: value.email },
        value,
        over: known.get(value.email),
      }))
      await overwriteAll(unsubscribe, ids)
      await overwriteAll(person, people)
    },

    /** Keeps the unsubscribe id as long as any other, so that mail sent before the removal can still be stopped. */
    removePeople: async (people: readonly Person[], now: string): Promise<void> => {
      const until = expiresAtSeconds(unsubscribe, now)
      await overwriteAll(
        unsubscribe,
        people
          .filter(({ unsubscribeId }) => unsubscribeId !== '')
          .map(({ email, unsubscribeId: id }) => ({ ids: { id }, value: { email, expiresAtSeconds: until } })),
      )
      await removeAll(
        person,
        people.map(({ email }) => ({ email })),
      )
    },

    /** The pieces first: what is listed is whole. */
    keepReplaced: async (replaced: Omit<Replacement, 'pieces'>, entries: readonly ReplacedEntry[]): Promise<void> => {
      const { id } = replaced
      const expiring = { expiresAtSeconds: expiresAtSeconds(replacement, replaced.at) }
      const pieces = piecesOf(entries)
      for (const [index, people] of pieces.entries())
        await held(overwrite(replacedPiece, { replacement: id, piece: chunkName(index) }, { people }, expiring))
      if (!(await held(add(replacement, { replacement: id }, { ...replaced, pieces: pieces.length }, expiring))))
        throw new Refusal('try_again')
    },

    /** The latest comes first. */
    listReplacements: async (): Promise<Replacement[]> =>
      (await list(replacement, {})).toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at)),

    readReplaced: async ({ id }: Replacement): Promise<ReplacedEntry[]> =>
      (await list(replacedPiece, { replacement: id })).flatMap(({ people }) => people),

    markUndone: async ({ id }: Replacement, undoneAt: string): Promise<void> => {
      await held(change(replacement, { replacement: id }, { undoneAt }))
    },

    /** The address whose mail an unsubscribe id stops; null if the id does not exist, or no longer does. */
    readUnsubscribe: async (id: string, now: string): Promise<string | null> => {
      const found = await get(unsubscribe, { id })
      return !found || (found.expiresAtSeconds ?? Infinity) <= Math.floor(Date.parse(now) / 1000) ? null : found.email
    },

    /** A bounce or a complaint remains the reason, and the person's wish with it. Stopping twice is stopping once. */
    stopMail: async (email: string): Promise<StopReason> => {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        if (await held(add(stop, { email }, { sk: email, reason: 'unsubscribed' }))) return 'unsubscribed'
        await held(change(stop, { email }, { byPerson: true }, { reason: 'bounced' }))
        const reason = await readStop(email)
        if (reason !== null) return reason
        // A bounce was lifted in between.
      }
      throw new Refusal('try_again')
    },

    /** Takes back what the person did themselves. Returns what still stops their mail, or null. */
    resumeMail: async (email: string): Promise<StopReason | null> => {
      if (await held(remove(stop, { email }, { reason: anyOf(absent, 'unsubscribed') }))) return null
      await held(change(stop, { email }, { byPerson: undefined }, { byPerson: true }))
      return readStop(email)
    },
  }
}
