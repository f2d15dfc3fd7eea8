/**
 * Whom somebody is counted among, as those who hold a link of the cohort can read it: entries sealed to a key that their
 * links alone derive. The first holds the list as it was frozen at the opening, the others what was changed since. There
 * are no schemas here, since nobody but the page can read an entry.
 */

export interface Counted {
  /** The invitation's id, by which a later entry means this one. */
  readonly id: string
  readonly name: string
  readonly email: string
  /** Who put them there, as readers are told of them, and when; absent where nobody recorded it. */
  readonly placed?: { readonly by: string; readonly at: string } | undefined
}

export interface ListEntry {
  readonly people: readonly Counted[]
  /** How many more there are whom the entry does not name. */
  readonly more: number
  /** Invitations that those in `people` stand in for. */
  readonly gone: readonly string[]
  readonly withdrawn: readonly string[]
}

/** Beyond this many nobody reads a list to the end, and it says how many there are. */
export const namedMaximum = 60

const atOf = ({ placed }: Counted): string => placed?.at ?? ''

/** Those who were put there last, all in one go. Empty where nobody recorded it. */
const latestOf = (people: readonly Counted[]): Counted[] => {
  const last = people.reduce((latest, person) => (atOf(person) > latest ? atOf(person) : latest), '')
  return last === '' ? [] : people.filter(person => atOf(person) === last)
}

/** The first entry: everybody, or of more than `namedMaximum` only those who came last, up to as many. */
export const frozenEntry = (people: readonly Counted[]): ListEntry => {
  const named = people.length <= namedMaximum ? people : latestOf(people).slice(0, namedMaximum)
  return { people: named, more: people.length - named.length, gone: [], withdrawn: [] }
}

export interface CountedAmong {
  readonly total: number
  /** By name; null if there are more than `namedMaximum`. */
  readonly people: readonly (Counted & { readonly isWithdrawn: boolean })[] | null
  /** Who came last, all in one go; empty where nobody recorded it. */
  readonly latest: readonly Counted[]
}

/** Whoever was withdrawn is still counted: their link may have been used before. */
export const countedAmong = (entries: readonly ListEntry[]): CountedAmong => {
  const gone = new Set(entries.flatMap(entry => entry.gone))
  const withdrawn = new Set(entries.flatMap(entry => entry.withdrawn))
  const named = new Map(entries.flatMap(({ people }) => people).map(person => [person.id, person]))
  const people = [...named.values()].filter(({ id }) => !gone.has(id))
  const more = entries.reduce((sum, entry) => sum + entry.more, 0)
  const total = people.length + more
  const isNamed = more === 0 && total <= namedMaximum
  return {
    total,
    people: isNamed ? people.map(person => ({ ...person, isWithdrawn: withdrawn.has(person.id) })) : null,
    latest: latestOf(people),
  }
}
