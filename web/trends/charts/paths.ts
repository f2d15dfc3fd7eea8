/** Paths of a chart. A library of curves would be a sixth of the page's script, and these are straight. */

type Point = readonly [x: number, y: number]

export const linePath = (points: readonly Point[]): string =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x},${y}`).join('')

/** Between two lines of as many points, from left to right. */
export const bandPath = (upper: readonly Point[], lower: readonly Point[]): string =>
  upper.length === 0 ? '' : `${linePath([...upper, ...lower.toReversed()])}Z`

/** A closed shape around 0,0 of about so many square pixels. */
export const marks = {
  circle: (size: number): string => {
    const r = Math.sqrt(size / Math.PI)
    return `M${r},0A${r},${r},0,1,1,${-r},0A${r},${r},0,1,1,${r},0Z`
  },
  square: (size: number): string => {
    const half = Math.sqrt(size) / 2
    return `M${-half},${-half}H${half}V${half}H${-half}Z`
  },
  diamond: (size: number): string => {
    const half = Math.sqrt(size / 2)
    return `M0,${-half}L${half},0L0,${half}L${-half},0Z`
  },
  cross: (size: number): string => {
    const r = Math.sqrt(size / 5) / 2
    return `M${-3 * r},${-r}H${-r}V${-3 * r}H${r}V${-r}H${3 * r}V${r}H${r}V${3 * r}H${-r}V${r}H${-3 * r}Z`
  },
  triangle: (size: number): string => {
    const r = Math.sqrt(size / (3 * Math.sqrt(3)))
    return `M0,${-2 * r}L${Math.sqrt(3) * r},${r}L${-Math.sqrt(3) * r},${r}Z`
  },
} as const
