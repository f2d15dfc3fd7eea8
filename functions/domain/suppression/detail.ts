/** R5, R7's first sentence and R10: what of one group may be shown, and when. */
import { primary, type Reason, type Suppressed, suppressed } from './parameters.ts'

export const detailCells = ['mean', 'favourable', 'distribution', 'comments'] as const
export type DetailCell = (typeof detailCells)[number]

/** `comments` counts those that are not empty. While the survey is open nothing is shown, not even to be updated. */
export const suppressDetail = (input: {
  readonly open: boolean
  readonly n: number
  readonly comments: number
  readonly k: number
  readonly detailMinimum: number
  readonly commentsMinimum: number
}): Suppressed => {
  const { open, n, comments } = input
  const reasonOf = (cell: DetailCell): Reason | null => {
    if (open) return 'open'
    const own = primary(n, input.k)
    if (own || cell === 'mean' || cell === 'favourable') return own
    if (n < input.detailMinimum || (cell === 'comments' && comments < input.commentsMinimum)) return 'detail'
    return null
  }
  const hidden = new Map<string, Reason>()
  for (const cell of detailCells) {
    const reason = reasonOf(cell)
    if (reason) hidden.set(cell, reason)
  }
  return suppressed(
    detailCells.filter(cell => !hidden.has(cell)),
    hidden,
  )
}

/** R10: the response rate of a group, by how many were invited. */
export const suppressResponseRates = (invited: ReadonlyMap<string, number>, k: number): Suppressed => {
  const names = [...invited.keys()]
  const small = names.filter(name => (invited.get(name) ?? 0) < k)
  return suppressed(
    names.filter(name => !small.includes(name)),
    new Map(small.map(name => [name, 'primary'] as const)),
  )
}
