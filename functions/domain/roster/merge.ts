/** How rows that came in are merged with the roster that is stored, and what that changes. */
import { usualLanguage } from '../language/language.ts'
import { groupKey } from '../normal-form.ts'
import type { Person } from '../people/person.ts'
import type { Placed } from '../people/placed.ts'
import { type RosterField, rosterFields } from './columns.ts'
import type { RosterRow } from './row.ts'

export interface Change {
  readonly before: Person
  readonly after: Person
}

interface RosterMerge {
  readonly added: readonly Person[]
  readonly changed: readonly Change[]
}

export const changedFields = ({ before, after }: Change): RosterField[] =>
  rosterFields.filter(field => before[field] !== after[field])

const blank = { name: '', group: '', seniority: null, zone: 'UTC', language: usualLanguage }

/**
 * Known people keep the fields that a row does not give. `draw` makes a new person's random id for unsubscribing. Whoever
 * is new, or comes into another group, was `placed` there.
 */
export const mergeRoster = (
  known: ReadonlyMap<string, Person>,
  rows: readonly RosterRow[],
  draw: () => string,
  placed: Placed,
): RosterMerge => {
  const added: Person[] = []
  const changed: Change[] = []
  for (const row of rows) {
    const given = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
    const before = known.get(row.email)
    if (!before) added.push({ ...blank, ...given, email: row.email, unsubscribeId: draw(), placed })
    else {
      const moved = row.group !== undefined && groupKey(row.group) !== groupKey(before.group)
      const after = { ...before, ...given, ...(moved ? { placed } : {}) }
      if (changedFields({ before, after }).length > 0) changed.push({ before, after })
    }
  }
  return { added, changed }
}

/**
 * Who would be gone if the file were the whole roster. Whoever stands in a row that could not be taken is not gone: the
 * row is to be mended, not its person removed.
 */
export const goneFrom = (
  roster: Iterable<Person>,
  rows: readonly RosterRow[],
  refused: readonly { readonly email: string | null }[],
): Person[] => {
  const named = new Set([...rows, ...refused].map(({ email }) => email))
  return [...roster].filter(({ email }) => !named.has(email))
}
