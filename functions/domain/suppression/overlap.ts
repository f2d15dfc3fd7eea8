/** R6 and R8: groups of several breakdowns of the same people. */
import { byCodePoint, type Reason, type Suppressed, suppressed } from './parameters.ts'
import { flatTree, hideInTree, whole } from './tree.ts'

/** People who share a value in each breakdown; those without one are a group like any other. */
export interface Atom {
  readonly n: number
  readonly values: ReadonlyMap<string, string>
}

interface Named {
  readonly name: string
  readonly members: ReadonlySet<Atom>
  readonly n: number
}

const withoutValue = 'none'

const people = (atoms: Iterable<Atom>): number => {
  let total = 0
  for (const { n } of atoms) total += n
  return total
}

const groupsOf = (dimension: string, atoms: readonly Atom[], nameOf: (value: string) => string): Named[] => {
  const byValue = new Map<string, Set<Atom>>()
  for (const atom of atoms) {
    const value = atom.values.get(dimension) ?? withoutValue
    const members = byValue.get(value) ?? new Set()
    byValue.set(value, members.add(atom))
  }
  return Array.from(byValue, ([value, members]) => ({ name: nameOf(value), members, n: people(members) }))
}

const symmetricDifference = (one: Named, other: Named): number =>
  people([...one.members].filter(atom => !other.members.has(atom))) +
  people([...other.members].filter(atom => !one.members.has(atom)))

/** The smallest of all published groups that stand too near another. */
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

/**
 * R1 and R2 in every breakdown, then R6 until no two published groups differ by 1 to k - 1 people. Quadratic in the
 * number of groups for each one hidden.
 */
export const suppressOverlaps = (input: {
  readonly k: number
  readonly dimensions: readonly string[]
  readonly atoms: readonly Atom[]
  readonly nameOf: (dimension: string, value: string) => string
  /** What the whole is called. */
  readonly top?: string
}): Suppressed => {
  const { k, dimensions, atoms, nameOf, top = whole } = input
  const all: Named = { name: top, members: new Set(atoms), n: people(atoms) }
  const breakdowns = dimensions.map(dimension => groupsOf(dimension, atoms, value => nameOf(dimension, value)))
  const hidden = new Map<string, Reason>()
  for (;;) {
    for (const groups of breakdowns) {
      const tree = { ...flatTree(groups.map(({ name, n }) => [name, n] as const)), name: top, n: all.n }
      for (const [{ name }, reason] of hideInTree(tree, { k, before: hidden })) {
        if (!hidden.has(name)) hidden.set(name, reason)
      }
    }
    const published = [all, ...breakdowns.flat()].filter(({ name }) => !hidden.has(name))
    const next = nearlyTheSame(published, k)
    if (!next)
      return suppressed(
        published.map(({ name }) => name),
        hidden,
      )
    hidden.set(next.name, 'overlap')
  }
}

/** R8: of a table of two attributes the margins alone, as R1, R2 and R6 leave them; never an inner cell. */
export const suppressCrosstab = (input: {
  readonly k: number
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly cells: readonly (readonly number[])[]
}): Suppressed => {
  const { k, rows, columns, cells } = input
  const inner = rows.flatMap((row, at) =>
    columns.map((column, across) => ({ row, column, n: cells[at]?.[across] ?? 0 })),
  )
  const atoms = inner.map(({ row, column, n }) => ({
    n,
    values: new Map([
      ['row', row],
      ['column', column],
    ]),
  }))
  const margins = suppressOverlaps({
    k,
    dimensions: ['row', 'column'],
    atoms,
    nameOf: (_, value) => value,
    top: 'total',
  })
  const crossed = inner.map(({ row, column }) => [`${row}/${column}`, 'crosstab'] as const)
  return { published: margins.published, hidden: { ...margins.hidden, ...Object.fromEntries(crossed) } }
}
