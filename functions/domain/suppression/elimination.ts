/**
 * Exact Gauss-Jordan elimination over the integers. Rows are sparse, coefficients are BigInt, and dividing each row by
 * its common divisor replaces fractions. Pivots are taken from the shortest row, so that a partition with a total is
 * solved in one step per cell. The worst case is cubic, and `stepsMaximum` limits it.
 */

export interface EquationRow {
  readonly coefficients: Map<number, bigint>
  /** The right-hand side: people, if the coefficients count groups of people. */
  right: bigint
}

export interface Solved {
  /** Reduced rows by pivot column; no row contains another's pivot. */
  readonly rows: ReadonlyMap<number, EquationRow>
}

/** How many coefficients may be touched, which takes some seconds. */
export const stepsMaximum = 20_000_000

const absolute = (value: bigint): bigint => (value < 0n ? -value : value)

const greatestDivisor = (a: bigint, b: bigint): bigint => {
  let [one, other] = [absolute(a), absolute(b)]
  while (other !== 0n) [one, other] = [other, one % other]
  return one
}

const normalize = (row: EquationRow): void => {
  let divisor = absolute(row.right)
  for (const value of row.coefficients.values()) {
    if (divisor === 1n) return
    divisor = greatestDivisor(divisor, value)
  }
  if (divisor <= 1n) return
  for (const [column, value] of row.coefficients) row.coefficients.set(column, value / divisor)
  row.right /= divisor
}

/** Subtracts `pivotRow` from `row` so that `column` disappears from it. */
const eliminate = (row: EquationRow, pivotRow: EquationRow, column: number): void => {
  const [mine, theirs] = [row.coefficients.get(column) ?? 0n, pivotRow.coefficients.get(column) ?? 0n]
  if (mine === 0n || theirs === 0n) return
  if (theirs !== 1n) for (const [at, value] of row.coefficients) row.coefficients.set(at, value * theirs)
  row.right = row.right * theirs - pivotRow.right * mine
  for (const [at, value] of pivotRow.coefficients) {
    const left = (row.coefficients.get(at) ?? 0n) - value * mine
    if (left === 0n) row.coefficients.delete(at)
    else row.coefficients.set(at, left)
  }
  normalize(row)
}

/**
 * Reduces the rows in place. Columns in `last` become pivots only if a row has no other column, so the rows they lead
 * span exactly what can be said about those columns alone. Null if it would take more than `steps`.
 */
export const solve = (
  equations: Iterable<EquationRow>,
  last: ReadonlySet<number> = new Set(),
  steps: number = stepsMaximum,
): Solved | null => {
  const waiting = new Set(equations)
  const everyRow = [...waiting]
  const rows = new Map<number, EquationRow>()
  const leading = (row: EquationRow): number | undefined => {
    for (const column of row.coefficients.keys()) if (!last.has(column)) return column
    return undefined
  }
  let spent = 0
  for (const phase of ['first', 'last'] as const) {
    for (;;) {
      let shortest: EquationRow | undefined
      for (const row of waiting) {
        spent += 1
        if (row.coefficients.size === 0) waiting.delete(row)
        else if (phase === 'first' && leading(row) === undefined) continue
        else if (!shortest || row.coefficients.size < shortest.coefficients.size) shortest = row
      }
      if (!shortest) break
      const pivot = phase === 'first' ? leading(shortest) : shortest.coefficients.keys().next().value
      if (pivot === undefined) break
      waiting.delete(shortest)
      for (const row of everyRow) {
        if (row === shortest || !row.coefficients.has(pivot)) continue
        spent += row.coefficients.size + shortest.coefficients.size
        eliminate(row, shortest, pivot)
      }
      rows.set(pivot, shortest)
      spent += everyRow.length
      if (spent > steps) return null
    }
  }
  return { rows }
}

/** Whether the sum over these columns follows from the rows. */
export const reaches = ({ rows }: Solved, columns: Iterable<number>): boolean => {
  const target: EquationRow = { coefficients: new Map(Array.from(columns, column => [column, 1n])), right: 0n }
  for (const pivot of Array.from(target.coefficients.keys())) {
    const row = rows.get(pivot)
    if (row) eliminate(target, row, pivot)
  }
  return target.coefficients.size === 0
}

export const copyRow = ({ coefficients, right }: EquationRow): EquationRow => ({
  coefficients: new Map(coefficients),
  right,
})
