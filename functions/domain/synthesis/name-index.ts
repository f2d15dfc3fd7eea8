/** A list of people by the words that they are written with: what a word of a text may be is looked up, never searched. */
import { possibleNames } from './endings.ts'
import { bentForms, type Case } from './inflection.ts'
import { type KnownPerson, knownPerson } from './names.ts'
import type { NamedPerson } from './schema.ts'
import { otherScript, skeletonsOf } from './skeleton.ts'
import type { Tongue } from './tongues.ts'
import { type UnspacedIndex, unspacedIndex } from './unspaced.ts'

/** A listed part of a name that a word is a form of. */
export type Base = { part: string; kind: Case }

/** `Priya` for Priyanka: a beginning this long, two letters short of the whole. */
export const fewestOfShort = 4
/** Of a name whose bent form stands in a sentence that was taken for one of the languages with rules. */
const fewestOfUntold = 5
/** Fewer letters, and another word is one letter away too often. */
const fewestOfMisspelt = 6
/** Of people whom a word tells in the same way the first ones stand for all: it is gone whoever was meant. */
const alike = 2
const mostBases = 4

export type NameIndex = {
  known: readonly KnownPerson[]
  /** Every part of anybody's name. */
  parts: ReadonlySet<string>
  handles: ReadonlyMap<string, number>
  emails: ReadonlyMap<string, number>
  unspaced: UnspacedIndex
  /** Those whose name may begin with one of the words; `following` are what stands behind it. */
  beginning: (words: ReadonlySet<string>, following: readonly string[]) => number[]
  basesOf: (fold: string, tongue: Tongue | null) => Base[]
  /** A part that this word is one letter away from. */
  misspelt: (fold: string) => string | null
}

const shortened = (word: string): string[] => Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))

/** One letter more, less, other, or two changed about. */
export const isOneOff = (a: string, b: string): boolean => {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let at = 0
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1
  const [restA, restB] = [a.slice(at), b.slice(at)]
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
  )
}

/** Whether a word beside a part of this person's name is another part, written wrongly. */
export const isNearly = (person: KnownPerson, fold: string): boolean =>
  fold.length > 3 &&
  [...person.parts].some(
    part =>
      part.length > 3 &&
      part[0] === fold[0] &&
      (isOneOff(part, fold) ||
        [...bentForms(part).keys()].some(form => isOneOff(form, fold)) ||
        possibleNames(fold).some(name => isOneOff(name, part))),
  )

const addTo = <Value>(map: Map<string, Value[]>, key: string, value: Value, most: number): void => {
  const those = map.get(key)
  if (those === undefined) map.set(key, [value])
  else if (those.length < most && !those.includes(value)) those.push(value)
}

export const makeIndex = (known: readonly KnownPerson[], people: readonly NamedPerson[]): NameIndex => {
  const begins = new Map<string, Map<string, number>>()
  const begin = (word: string, role: string, person: number): void => {
    if (word === '') return
    const roles = begins.get(word) ?? new Map<string, number>()
    for (let same = 0; same < alike; same += 1) {
      if (roles.get(`${role}${same}`) === person) break
      if (roles.has(`${role}${same}`)) continue
      roles.set(`${role}${same}`, person)
      break
    }
    begins.set(word, roles)
  }
  const together = new Map<string, number[]>()
  const parts = new Set<string>()
  const handles = new Map<string, number>()
  const named = new Map<string, number>()
  const emails = new Map<string, number>()
  const bent = new Map<string, Base[]>()
  const latin = new Map<string, string[]>()
  const foreign = new Map<string, string[]>()
  const deletions = new Map<string, string[]>()

  known.forEach((person, index) => {
    const { first, last, initials, spelled } = person
    for (const part of person.parts) {
      const place = part === first ? 'first' : part === last ? 'last' : 'part'
      begin(part, spelled.has(part) ? 'spelled' : place, index)
      if (!named.has(part)) named.set(part, index)
      for (const other of person.parts) if (other !== part) addTo(together, `${part} ${other}`, index, alike)
      for (const initial of initials) {
        addTo(together, `${part} ${initial}`, index, alike)
        addTo(together, `${initial} ${part}`, index, alike)
      }
      if (parts.has(part)) continue
      parts.add(part)
      for (const [form, kind] of bentForms(part))
        if ((bent.get(form)?.length ?? 0) < mostBases) addTo(bent, form, { part, kind }, mostBases)
      for (const skeleton of skeletonsOf(part))
        if (skeleton.length > 2) addTo(otherScript.test(part) ? foreign : latin, skeleton, part, mostBases)
      if (part.length >= fewestOfMisspelt)
        for (const key of [part, ...shortened(part)]) addTo(deletions, key, part, mostBases)
    }
    for (const one of initials) for (const other of initials) addTo(together, `${one} ${other}`, index, alike)
    for (const handle of person.handles) {
      begin(handle, 'handle', index)
      begin(handle.charAt(0), 'letter', index)
      if (!handles.has(handle)) handles.set(handle, index)
    }
    for (const initial of initials) begin(initial, 'letter', index)
    begin(first.charAt(0) + last.charAt(0), 'initials', index)
    for (let length = fewestOfShort; length + 2 <= first.length; length += 1)
      begin(first.slice(0, length), 'short', index)
  })
  people.forEach(({ email }, index) => {
    const lower = email?.toLowerCase()
    if (lower !== undefined && !emails.has(lower)) emails.set(lower, index)
  })
  for (const [part, index] of named) if (!handles.has(part)) handles.set(part, index)

  const basesOf = (fold: string, tongue: Tongue | null): Base[] => {
    const found = tongue === 'pl' || tongue === null ? [...(bent.get(fold) ?? [])] : []
    const isOther = otherScript.test(fold)
    const add = (part: string): void => {
      if (part !== fold && found.length < mostBases && !found.some(base => base.part === part))
        found.push({ part, kind: 'plain' })
    }
    // A short sentence of Latvian or Croatian is told from its neighbours by little. German nouns have a capital too.
    const least = tongue === null || isOther ? 0 : fewestOfUntold
    if (tongue !== 'de' || isOther) {
      const names = possibleNames(fold)
      for (const name of names) if (name.length >= least && parts.has(name)) add(name)
      if (isOther && latin.size > 0)
        for (const name of [fold, ...names])
          for (const skeleton of skeletonsOf(name)) for (const part of latin.get(skeleton) ?? []) add(part)
    }
    if (!isOther && foreign.size > 0)
      for (const skeleton of skeletonsOf(fold)) for (const part of foreign.get(skeleton) ?? []) add(part)
    return found
  }

  return {
    known,
    parts,
    handles,
    emails,
    unspaced: unspacedIndex(known.map(({ unspaced }) => unspaced)),
    beginning: (words, following) => {
      const found = new Set<number>()
      for (const word of words) {
        for (const person of begins.get(word)?.values() ?? []) found.add(person)
        for (const next of following) for (const person of together.get(`${word} ${next}`) ?? []) found.add(person)
      }
      return [...found]
    },
    basesOf,
    misspelt: fold => {
      if (fold.length < fewestOfMisspelt || deletions.size === 0) return null
      for (const key of [fold, ...shortened(fold)])
        for (const part of deletions.get(key) ?? []) if (part[0] === fold[0] && isOneOff(part, fold)) return part
      return null
    },
  }
}

const made = new WeakMap<readonly NamedPerson[], NameIndex>()

/** Taken apart once for all statements of a survey, which come with one list. */
export const indexOf = (people: readonly NamedPerson[]): NameIndex => {
  const index = made.get(people) ?? makeIndex(people.map(knownPerson), people)
  made.set(people, index)
  return index
}
