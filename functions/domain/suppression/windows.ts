/** R7: figures of some quarters next to published figures of others. A pulse is a window of one quarter. */
import { audit } from './auditor.ts'
import type { Reason } from './parameters.ts'

export interface Windows {
  readonly k: number
  /** Answers by quarter. */
  readonly quarters: ReadonlyMap<string, number>
  /** The quarters of each figure that was published before. */
  readonly published: readonly (readonly string[])[]
}

const sharedWith = (window: readonly string[], other: readonly string[]): number =>
  window.filter(quarter => other.includes(quarter)).length

/** Why the window may not be published in addition to the others, or null. R1 is not considered here. */
export const windowReason = (window: readonly string[], { k, quarters, published }: Windows): Reason | null => {
  for (const other of published) {
    const shared = sharedWith(window, other)
    if (shared === window.length && shared === other.length) return 'again'
    if (shared > 0 && shared < window.length && shared < other.length) return 'sliding'
  }
  const equation = (cells: readonly string[]) => ({
    cells,
    people: cells.reduce((total, quarter) => total + (quarters.get(quarter) ?? 0), 0),
  })
  const findings = audit(
    {
      measure: 'windows',
      cells: new Map([...quarters].map(([quarter, people]) => [quarter, { people }])),
      published: [equation(window)],
      earlier: published.map(equation),
      hidden: [...quarters].filter(([, people]) => people < k).map(([quarter]) => [quarter]),
    },
    k,
  )
  return findings.length > 0 ? 'time-differencing' : null
}
