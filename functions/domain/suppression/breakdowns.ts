/** R1-R3 in every breakdown of the same people, R6 across several, and R8. A pulse has one breakdown, by its groups. */
import { byCodePoint, type Reason } from './parameters.ts'
import { flatTree, hideInTree, type TreeOptions, whole } from './tree.ts'

/** People who share a value for each attribute; people without a value are a group like any other. */
export interface Atom {
  readonly n: number
  readonly values: ReadonlyMap<string, string>
}

interface Named {
  readonly name: string
  readonly members: ReadonlySet<Atom>
  readonly n: number
}

interface Breakdowns extends TreeOptions {
  readonly atoms: readonly Atom[]
  /** For each breakdown, the attributes that define its groups. */
  readonly by: readonly (readonly string[])[]
  readonly nameOf: (attributes: readonly string[], values: readonly string[]) => string
  /** The name of the whole. */
  readonly top?: string
  readonly hide?: typeof hideInTree
}

const withoutValue = 'none'

const people = (atoms: Iterable<Atom>): number => {
  let total = 0
  for (const { n } of atoms) total += n
  return total
}

const groupsOf = (attributes: readonly string[], { atoms, nameOf }: Breakdowns): Named[] => {
  const byName = new Map<string, Set<Atom>>()
  for (const atom of atoms) {
    const name = nameOf(
      attributes,
      attributes.map(attribute => atom.values.get(attribute) ?? withoutValue),
    )
    const members = byName.get(name) ?? new Set()
    byName.set(name, members.add(atom))
  }
  return Array.from(byName, ([name, members]) => ({ name, members, n: people(members) }))
}

const symmetricDifference = (one: Named, other: Named): number =>
  people([...one.members].filter(atom => !other.members.has(atom))) +
  people([...other.members].filter(atom => !one.members.has(atom)))

/** R6: the smallest of all published groups that are too similar to another. */
const nearlyTheSame = (published: readonly Named[], k: number): Named | undefined => {
  const near = new Set<Named>()
  for (const [index, one] of published.entries()) {
    for (const other of published.slice(index + 1)) {
      const apart = symmetricDifference(one, other)
      if (apart > 0 && apart < k) near.add(one).add(other)
    }
  }
  return [...near].toSorted((a, b) => a.n - b.n || byCodePoint(a.name, b.name))[0]
}

/** R8: groups by two attributes at once are never published, however large. */
const isCrossed = (attributes: readonly string[]): boolean => attributes.length > 1

/** Hidden groups by name, perhaps with the whole; all others are published. Quadratic for each one hidden by R6. */
export const hideInBreakdowns = (input: Breakdowns): ReadonlyMap<string, Reason> => {
  const { k, atoms, by, before = new Map<string, Reason>(), conceals, top = whole, hide = hideInTree } = input
  const all: Named = { name: top, members: new Set(atoms), n: people(atoms) }
  const breakdowns = by.filter(attributes => !isCrossed(attributes)).map(attributes => groupsOf(attributes, input))
  const crossed = by.filter(isCrossed).flatMap(attributes => groupsOf(attributes, input))
  const hidden = new Map<string, Reason>(crossed.map(({ name }) => [name, 'crosstab']))
  for (;;) {
    for (const groups of breakdowns) {
      const tree = { ...flatTree(groups.map(({ name, n }) => [name, n] as const)), name: top, n: all.n }
      for (const [{ name }, reason] of hide(tree, { k, before: new Map([...before, ...hidden]), conceals })) {
        if (!hidden.has(name)) hidden.set(name, reason)
      }
    }
    const next = nearlyTheSame(
      [all, ...breakdowns.flat()].filter(({ name }) => !hidden.has(name)),
      k,
    )
    if (!next) return hidden
    hidden.set(next.name, 'overlap')
  }
}
