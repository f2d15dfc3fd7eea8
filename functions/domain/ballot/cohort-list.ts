/**
 * Whom somebody is counted among, as those who hold a link of the cohort can read it: entries sealed to a key that their
 * links alone derive. The first holds the list as it was frozen at the opening, the others what was changed since. There
 * are no schemas here, since nobody but the page can read an entry.
 */

/** Who put somebody there, as readers are told of them, and when. */
interface PlacedBy {
  readonly by: string
  readonly at: string
}

export interface Counted {
  /** The invitation's id, by which a later entry means this one. */
  readonly id: string
  readonly name: string
  readonly email: string
  /** Absent where nobody recorded it. */
  readonly placed?: PlacedBy | undefined
  /** This address took the place of another, which whoever placed it said to be the same person's. */
  readonly joined?: true | undefined
}

/** People whom one hand put there on one day. */
export interface Batch {
  readonly by: string
  /** A day of UTC, as YYYY-MM-DD. */
  readonly day: string
  readonly count: number
  /** The first of them, by name and address. */
  readonly first: readonly string[]
}

/** People whom one hand put somewhere else on one day. Nobody says who they are. */
export type Hand = Pick<Batch, 'by' | 'day' | 'count'>

/** What is told of the batches before the latest ones, so that many small ones hide none. */
export interface Earlier {
  readonly count: number
  readonly by: readonly string[]
}

/** People who were counted together in the pulse before this one, and of whom some are counted here. */
export interface Together {
  /** What they were called then; null where everybody was counted together. */
  readonly label: string | null
  readonly total: number
  readonly here: number
  readonly elsewhere: number
  /** Not asked any more. */
  readonly gone: number
  /** Who has put those elsewhere there since, the latest first; nobody where their group was only counted another way. */
  readonly hands: readonly Hand[]
  readonly earlier: Earlier
}

/** The pulse before this one, compared with this one as both were frozen: whatever was done to the roster in between. */
export interface Before {
  /** The day of UTC on which it opened. */
  readonly day: string
  /** How many of those here it did not ask. */
  readonly fresh: number
  /** Those of whom somebody is missing here, the ones with fewest left first. */
  readonly together: readonly Together[]
}

export interface ListEntry {
  readonly people: readonly Counted[]
  /** How many more there are whom the entry does not name, and in which batches the latest of these came. */
  readonly more: number
  readonly batches: readonly Batch[]
  /** Invitations that those in `people` stand in for. */
  readonly gone: readonly string[]
  readonly withdrawn: readonly string[]
  /** Of the batches before those, where there are more. */
  readonly earlier?: Earlier | undefined
  /** In the first entry of a pulse; null where no pulse before it is known. */
  readonly before?: Before | null | undefined
}

/** Beyond this many nobody reads a list to the end, and it says how many there are. */
export const namedMaximum = 60
/** The latest are told; of each batch the first. */
export const batchesTold = 8
const namesOfBatch = 5

/** A name that came with a request, or with a roster, says nothing of who it is: the address does. */
export const labelOf = ({ name, email }: Pick<Counted, 'name' | 'email'>): string =>
  name.trim() === '' ? email : `${name.trim()} (${email})`

const latestFirst = (one: Pick<Batch, 'day'>, other: Pick<Batch, 'day'>): number =>
  one.day < other.day ? 1 : one.day > other.day ? -1 : 0

/** The latest first. Whoever came with several presses of one day came together. */
export const batchesOf = (people: readonly Counted[]): Batch[] => {
  const batches = new Map<string, { by: string; day: string; count: number; first: string[] }>()
  for (const person of people) {
    if (!person.placed) continue
    const { by, at } = person.placed
    const day = at.slice(0, 10)
    const batch = batches.get(`${day} ${by}`) ?? { by, day, count: 0, first: [] }
    batch.count += 1
    if (batch.first.length < namesOfBatch) batch.first.push(labelOf(person))
    batches.set(`${day} ${by}`, batch)
  }
  return [...batches.values()].toSorted(latestFirst)
}

/** Of batches beyond those that are told, how many people they were and by whom. */
export const earlierOf = (batches: readonly Pick<Batch, 'by' | 'count'>[]): Earlier => ({
  count: batches.reduce((sum, { count }) => sum + count, 0),
  by: [...new Set(batches.map(({ by }) => by))],
})

/** Of more than `namedMaximum` nobody is named but the first of each late batch. */
export const listEntry = (
  people: readonly Counted[],
  changed: Pick<ListEntry, 'gone' | 'withdrawn'> = { gone: [], withdrawn: [] },
): ListEntry => {
  if (people.length <= namedMaximum) return { ...changed, people, more: 0, batches: [] }
  const batches = batchesOf(people)
  const told = { batches: batches.slice(0, batchesTold), earlier: earlierOf(batches.slice(batchesTold)) }
  return { ...changed, people: [], more: people.length, ...told }
}

export interface ListedPerson extends Counted {
  readonly isWithdrawn: boolean
  /** Stands in for somebody who was asked before. */
  readonly isInstead: boolean
}

export interface CountedAmong {
  readonly total: number
  /** Null if there are more than `namedMaximum`. */
  readonly people: readonly ListedPerson[] | null
  /** The latest first, and no more than are told; empty where nobody recorded who came how. */
  readonly batches: readonly Batch[]
  readonly earlier: Earlier
  /** Undefined before a meeting, and in lists from before it was kept. */
  readonly before: Before | null | undefined
  /** Of how many it was not recorded; null where they are too many to know. */
  readonly notRecorded: number | null
}

/** Whoever was withdrawn is still counted: their link may have been used before. */
export const countedAmong = (entries: readonly ListEntry[]): CountedAmong => {
  const gone = new Set(entries.flatMap(entry => entry.gone))
  const withdrawn = new Set(entries.flatMap(entry => entry.withdrawn))
  const instead = new Set(entries.flatMap(entry => (entry.gone.length > 0 ? entry.people.map(({ id }) => id) : [])))
  const named = new Map(entries.flatMap(({ people }) => people).map(person => [person.id, person]))
  const people = [...named.values()].filter(({ id }) => !gone.has(id))
  // Somebody whom no entry names was one of those it counts.
  const unnamed = [...gone].filter(id => !named.has(id)).length
  const more = Math.max(0, entries.reduce((sum, entry) => sum + entry.more, 0) - unnamed)
  const total = people.length + more
  const marked = people.map(person => ({
    ...person,
    isWithdrawn: withdrawn.has(person.id),
    isInstead: instead.has(person.id),
  }))
  const batches = [...batchesOf(people), ...entries.flatMap(entry => entry.batches)].toSorted(latestFirst)
  const earlier = [earlierOf(batches.slice(batchesTold)), ...entries.flatMap(entry => entry.earlier ?? [])]
  return {
    total,
    people: more === 0 && total <= namedMaximum ? marked : null,
    batches: batches.slice(0, batchesTold),
    earlier: {
      count: earlier.reduce((sum, { count }) => sum + count, 0),
      by: [...new Set(earlier.flatMap(({ by }) => by))],
    },
    before: entries.find(entry => entry.before !== undefined)?.before,
    notRecorded: more > 0 ? null : people.filter(({ placed }) => !placed).length,
  }
}
