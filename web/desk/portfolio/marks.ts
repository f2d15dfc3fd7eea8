/** Where conditions stand in the plot: no mark lies over another, whatever their number. */
import { type Counterfactual, isLeveragePoint } from '../../../functions/domain/condition/condition.ts'

export interface Mark {
  /** One, or all of its cell that are leverage points, or all that are not: then the mark counts them. */
  readonly conditions: readonly Counterfactual[]
  /** Number of the first in the table; the others follow. */
  readonly number: number
  readonly generalisability: number
  readonly cost: number
  readonly leverage: boolean
  /** From the middle of its cell, in columns and rows of a mark's width: -0.5 is half a mark to the left. */
  readonly column: number
  readonly row: number
}

/** Two rows of two fit the cell of a pair of ratings. */
const perRow = 2
const mostInCell = 4

interface Rated {
  readonly condition: Counterfactual
  readonly generalisability: number
  readonly cost: number
  readonly leverage: boolean
}

/** Generalisable first, then cheap, leverage points before others. */
const inOrder = (conditions: readonly Counterfactual[]): Rated[] =>
  conditions
    .flatMap(condition => {
      const { generalisability, cost } = condition
      return generalisability === null || cost === null
        ? []
        : [{ condition, generalisability, cost, leverage: isLeveragePoint(condition) }]
    })
    .toSorted(
      (a, b) => b.generalisability - a.generalisability || a.cost - b.cost || Number(b.leverage) - Number(a.leverage),
    )

/** In the order of the keyboard, which is that of the numbers. What is not rated has no mark. */
export const marksOf = (conditions: readonly Counterfactual[]): Mark[] => {
  const cells = Map.groupBy(inOrder(conditions), ({ generalisability, cost }) => `${generalisability} ${cost}`)
  let number = 1
  return [...cells.values()].flatMap(cell => {
    const groups =
      cell.length <= mostInCell
        ? cell.map(one => [one])
        : [cell.filter(({ leverage }) => leverage), cell.filter(({ leverage }) => !leverage)].filter(
            group => group.length > 0,
          )
    const rows = Math.ceil(groups.length / perRow)
    return groups.flatMap((group, index) => {
      const [first] = group
      if (!first) return []
      const row = Math.floor(index / perRow)
      const inRow = Math.min(perRow, groups.length - row * perRow)
      const mark = {
        conditions: group.map(({ condition }) => condition),
        number,
        generalisability: first.generalisability,
        cost: first.cost,
        leverage: first.leverage,
        column: (index % perRow) - (inRow - 1) / 2,
        row: row - (rows - 1) / 2,
      }
      number += group.length
      return [mark]
    })
  })
}

/** The number of each condition in the table; one that is not rated has none. */
export const numbersOf = (marks: readonly Mark[]): Map<string, number> =>
  new Map(
    marks.flatMap(({ conditions, number }) =>
      conditions.map(({ id }, index): [string, number] => [id, number + index]),
    ),
  )
