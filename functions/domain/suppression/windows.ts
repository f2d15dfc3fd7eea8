/** R7: sums over several quarters beside the quarters themselves. */
import { audit } from './auditor.ts'
import { primary, type Reason, type Suppressed, suppressed } from './parameters.ts'

const partlyOverlaps = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean => {
  const shared = [...one].filter(quarter => other.has(quarter)).length
  return shared > 0 && shared < one.size && shared < other.size
}

/**
 * Quarters by R1; then each window in the order it is asked for, against everything published before it. A window is
 * called by its quarters joined with '+'.
 */
export const suppressWindows = (input: {
  readonly k: number
  readonly quarters: ReadonlyMap<string, number>
  readonly windows: readonly (readonly string[])[]
}): Suppressed => {
  const { k, quarters, windows } = input
  const hidden = new Map<string, Reason>()
  for (const [quarter, n] of quarters) {
    const reason = primary(n, k)
    if (reason) hidden.set(quarter, reason)
  }
  const cells = new Map([...quarters].map(([quarter, people]) => [quarter, { people }]))
  const concealed = [...quarters.keys()].filter(quarter => hidden.has(quarter)).map(quarter => [quarter])
  const answers = (window: ReadonlySet<string>) =>
    [...window].reduce((total, quarter) => total + (quarters.get(quarter) ?? 0), 0)
  const published = new Map(
    [...quarters.keys()].filter(quarter => !hidden.has(quarter)).map(quarter => [quarter, new Set([quarter])]),
  )
  const reasonOf = (window: ReadonlySet<string>): Reason | null => {
    const own = primary(answers(window), k)
    if (own) return own
    if ([...published.values()].some(other => partlyOverlaps(window, other))) return 'sliding'
    const equations = [...published.values(), window].map(set => ({ cells: [...set], people: answers(set) }))
    const findings = audit({ measure: 'windows', cells, published: equations, hidden: concealed }, k)
    return findings.length > 0 ? 'time-differencing' : null
  }
  for (const quartersOfWindow of windows) {
    const name = quartersOfWindow.join('+')
    if (published.has(name) || hidden.has(name)) continue
    const window = new Set(quartersOfWindow)
    const reason = reasonOf(window)
    if (reason) hidden.set(name, reason)
    else published.set(name, window)
  }
  return suppressed([...published.keys()], hidden)
}
