/** Who of the roster fits what is typed. */
import { groupKey, usualSpellings } from '../../../functions/domain/normal-form.ts'
import type { RosterEntry } from '../../../functions/domain/people/person.ts'

const shown = 6

export interface Matches {
  readonly people: readonly RosterEntry[]
  /** Groups whose name fits, with those of them who are not chosen yet. */
  readonly groups: readonly { readonly name: string; readonly people: readonly RosterEntry[] }[]
}

/** Every word typed begins a word of the name, the address or the group. People already chosen are left out. */
export const matchRoster = (roster: readonly RosterEntry[], typed: string, chosen: ReadonlySet<string>): Matches => {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return { people: [], groups: [] }
  const free = roster.filter(one => !chosen.has(one.email))
  const fits = (text: string): boolean => {
    const parts = text.toLowerCase().split(/[\s@.,_-]+/)
    return wanted.every(word => parts.some(part => part.startsWith(word)) || text.toLowerCase().startsWith(word))
  }
  const spellings = usualSpellings(roster.map(one => one.group))
  const byGroup = Map.groupBy(free, one => spellings.get(groupKey(one.group)) ?? '')
  return {
    people: free.filter(one => fits(`${one.name} ${one.group}`) || fits(one.email)).slice(0, shown),
    groups: [...byGroup]
      .filter(([name]) => name !== '' && fits(name))
      .map(([name, people]) => ({ name, people }))
      .slice(0, 3),
  }
}
