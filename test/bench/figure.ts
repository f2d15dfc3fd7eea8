export interface Figure {
  readonly name: string
  readonly value: number
  /** The upper bound, or the lower one with `least`. */
  readonly bound: number
  readonly least?: boolean
  readonly detail: string
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

export const reached = (figure: Figure): boolean =>
  figure.least ? figure.value >= figure.bound : figure.value <= figure.bound

export const line = (figure: Figure): string => {
  const bound = `${figure.least ? 'at least' : 'at most'} ${figure.bound}`
  return `${reached(figure) ? 'ok  ' : 'MISS'}  ${figure.value.toFixed(3).padStart(9)}  ${bound.padEnd(16)}  ${figure.name}  (${figure.detail})`
}
