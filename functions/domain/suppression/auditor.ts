/**
 * The last gate. Every published figure is an equation: the sum of something over some cells. Whatever a reader can
 * compute from published figures by adding, subtracting and scaling them is in the span of these equations. No vector
 * of that span may concern only a hidden cell, or only 1 to k - 1 answers, whatever its coefficients.
 *
 * Cells that occur in the same equations can never be told apart and count as one. The rest is exact, sparse
 * elimination: one step per cell for a partition with its total, cubic in the worst case, and refused beyond
 * `stepsMaximum`. Small sets are found by trying all combinations of small cells, and refused if there are more than
 * `smallMaximum`. It does not see what follows from inequalities (no answer is below the lowest step of its scale),
 * with one exception: a computable remainder at the end of its scale, which gives away every cell in it. Nor does it
 * try which whole numbers of answers would give the mean and the share of one small group: for five to nine answers
 * these leave a single set of bars in less than a tenth of all cases, those near the ends of the scale.
 */
import { copyRow, type EquationRow, reaches, type Solved, solve, stepsMaximum } from './elimination.ts'

export interface AuditedCell {
  /** The number of answers; null if only the cell's own earlier harvest knew it. */
  readonly people: number | null
  /** What the figure sums, with the least and the most that this many answers could give. */
  readonly total?: { readonly least: number; readonly value: number; readonly most: number }
}

export interface Equation {
  readonly cells: readonly string[]
  /** The number of answers that the published figure is about. */
  readonly people: number
}

/** One measured thing (count, mean, share, distribution); figures of different things do not add up. */
export interface AuditedSystem {
  readonly measure: string
  readonly cells: ReadonlyMap<string, AuditedCell>
  readonly published: readonly Equation[]
  /** Published before; considered if it shares a cell, directly or through others. */
  readonly earlier?: readonly Equation[]
  /** Each given as the cells it consists of. If one of them can be computed, the release is refused. */
  readonly hidden: readonly (readonly string[])[]
}

export type Finding =
  | { readonly kind: 'hidden-cell'; readonly measure: string; readonly cells: readonly string[] }
  | { readonly kind: 'small-group'; readonly measure: string; readonly cells: readonly string[] }
  | { readonly kind: 'end-of-scale'; readonly measure: string; readonly cells: readonly string[] }
  | { readonly kind: 'too-large'; readonly measure: string; readonly cells: readonly [] }

/** With this many, sets of up to four are tried in well under a second. */
const smallMaximum = 24

/** The new equations, and the earlier ones that can be combined with them. */
const connected = ({ published, earlier = [] }: AuditedSystem): readonly Equation[] => {
  const holding = new Map<string, Equation[]>()
  for (const equation of earlier) {
    for (const cell of equation.cells) {
      const list = holding.get(cell)
      if (list) list.push(equation)
      else holding.set(cell, [equation])
    }
  }
  const found = new Set(published)
  const waiting = [...published]
  for (let equation = waiting.pop(); equation; equation = waiting.pop()) {
    for (const other of equation.cells.flatMap(cell => holding.get(cell) ?? [])) {
      if (found.has(other)) continue
      found.add(other)
      waiting.push(other)
    }
  }
  return [...found]
}

interface Region {
  readonly cells: readonly string[]
  /** Null if that of a cell is; the equations may determine it. */
  readonly people: number | null
}

/** Joins cells that occur in the same equations. Empty cells need no protection and are left out. */
const regionsOf = (system: AuditedSystem): { regions: Region[]; rows: EquationRow[] } => {
  const { cells } = system
  const published = connected(system)
  const memberships = new Map<string, number[]>()
  for (const [index, equation] of published.entries()) {
    for (const cell of equation.cells) {
      if (cells.get(cell)?.people === 0) continue
      const list = memberships.get(cell) ?? []
      if (list.at(-1) !== index) list.push(index)
      memberships.set(cell, list)
    }
  }
  const bySignature = new Map<string, { cells: string[]; equations: number[] }>()
  for (const [cell, equations] of memberships) {
    const signature = equations.join(',')
    const region = bySignature.get(signature)
    if (region) region.cells.push(cell)
    else bySignature.set(signature, { cells: [cell], equations })
  }
  const rows = published.map(({ people }): EquationRow => ({ coefficients: new Map(), right: BigInt(people) }))
  const regions = Array.from(bySignature.values(), ({ cells: members, equations }, column) => {
    for (const equation of equations) rows[equation]?.coefficients.set(column, 1n)
    const counts = members.map(cell => cells.get(cell)?.people ?? null)
    const known = counts.filter(count => count !== null)
    return { cells: members, people: known.length === counts.length ? known.reduce((a, b) => a + b, 0) : null }
  })
  return { regions, rows }
}

/** The region's people as the equations determine them, if they do. */
const resolved = (solved: Solved, region: Region, column: number): number | null => {
  const row = solved.rows.get(column)
  if (region.people !== null || row?.coefficients.size !== 1) return region.people
  return Number(row.right / (row.coefficients.get(column) ?? 1n))
}

/** Whether some vector in the span of the rows is zero outside the chosen columns. */
const speaksOf = (rows: readonly EquationRow[], chosen: ReadonlySet<number>): boolean => {
  const outside = rows.map(row => {
    const copy = copyRow(row)
    for (const column of chosen) copy.coefficients.delete(column)
    copy.right = 0n
    return copy
  })
  return (solve(outside)?.rows.size ?? 0) < rows.length
}

/** Subsets of the columns whose people, at least one each, add up to no more than `most`. */
const smallSets = function* (
  columns: readonly number[],
  peopleOf: (column: number) => number,
  most: number,
): Generator<readonly number[]> {
  for (const [index, column] of columns.entries()) {
    const people = Math.max(1, peopleOf(column))
    if (people > most) continue
    yield [column]
    for (const rest of smallSets(columns.slice(index + 1), peopleOf, most - people)) yield [column, ...rest]
  }
}

const smallGroups = (system: AuditedSystem, k: number, regions: readonly Region[], solved: Solved): Finding[] => {
  const { measure } = system
  const people = regions.map((region, column) => resolved(solved, region, column))
  const small = people.flatMap((count, column) => (count === null || count < k ? [column] : []))
  const rows = small.flatMap(column => solved.rows.get(column) ?? [])
  const onSmall = rows.filter(row => [...row.coefficients.keys()].every(column => small.includes(column)))
  if (onSmall.length === 0) return []
  if (small.length > smallMaximum) return [{ kind: 'too-large', measure, cells: [] }]
  for (const set of smallSets(small, column => people[column] ?? 1, k - 1)) {
    if (speaksOf(onSmall, new Set(set))) {
      return [{ kind: 'small-group', measure, cells: set.flatMap(column => regions[column]?.cells ?? []) }]
    }
  }
  return []
}

const hiddenCells = (system: AuditedSystem, regions: readonly Region[], solved: Solved): Finding[] => {
  const columnOf = new Map(regions.flatMap(({ cells }, column) => cells.map(cell => [cell, column] as const)))
  return system.hidden.flatMap(cells => {
    const held = cells.filter(cell => system.cells.get(cell)?.people !== 0)
    const columns = new Set(held.map(cell => columnOf.get(cell)))
    const wanted = [...columns].filter(column => column !== undefined)
    // Cells in no equation, or regions only partly wanted, cannot be computed.
    const size = wanted.reduce((total, column) => total + (regions[column]?.cells.length ?? 0), 0)
    if (held.length === 0 || wanted.length < columns.size || size !== held.length) return []
    return reaches(solved, wanted) ? [{ kind: 'hidden-cell' as const, measure: system.measure, cells: held }] : []
  })
}

/** Computable remainders with hidden cells that are at the lowest or highest possible value. */
const endsOfScale = (system: AuditedSystem, regions: readonly Region[], solved: Solved): Finding[] => {
  const concealed = new Set(system.hidden.flat())
  return [...solved.rows.values()].flatMap(({ coefficients }) => {
    const values = [...coefficients.values()]
    if (values.some(value => value !== values[0])) return []
    const cells = [...coefficients.keys()].flatMap(column => regions[column]?.cells ?? [])
    if (!cells.some(cell => concealed.has(cell))) return []
    const totals = cells.map(cell => system.cells.get(cell)?.total)
    if (totals.some(total => total === undefined)) return []
    const add = (part: 'least' | 'value' | 'most') => totals.reduce((sum, total) => sum + (total?.[part] ?? 0), 0)
    const value = add('value')
    if (value !== add('least') && value !== add('most')) return []
    return [{ kind: 'end-of-scale' as const, measure: system.measure, cells }]
  })
}

/** Everything that can be computed but must not be; empty for a release that may be published. */
export const audit = (system: AuditedSystem, k: number, steps: number = stepsMaximum): Finding[] => {
  const { regions, rows } = regionsOf(system)
  const small = regions.flatMap(({ people }, column) => (people === null || people < k ? [column] : []))
  const solved = solve(rows, new Set(small), steps)
  if (!solved) return [{ kind: 'too-large', measure: system.measure, cells: [] }]
  return [
    ...hiddenCells(system, regions, solved),
    ...smallGroups(system, k, regions, solved),
    ...endsOfScale(system, regions, solved),
  ]
}
