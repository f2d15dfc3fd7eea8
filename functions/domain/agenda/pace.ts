/** How many minutes the items of a meeting need at least, by how long it is. */
import type { ItemKind } from './schema.ts'

/** How much room the meeting has: 45 minutes and more, 25 and more, less. */
export type Pace = 'full' | 'short' | 'dash'

export const paceOf = (minutes: number): Pace => (minutes >= 45 ? 'full' : minutes >= 25 ? 'short' : 'dash')

/** The fewest minutes in which an item is worth starting. */
export const least: Readonly<Record<ItemKind, Readonly<Record<Pace, number>>>> = {
  opening: { full: 2, short: 2, dash: 1 },
  'check-in': { full: 3, short: 2, dash: 2 },
  facts: { full: 3, short: 2, dash: 1 },
  theme: { full: 5, short: 4, dash: 3 },
  'raised-once': { full: 3, short: 3, dash: 2 },
  live: { full: 0, short: 0, dash: 0 },
  factors: { full: 4, short: 3, dash: 3 },
  decisions: { full: 4, short: 3, dash: 2 },
  counterfactuals: { full: 4, short: 3, dash: 2 },
  vendor: { full: 5, short: 4, dash: 3 },
  proposals: { full: 4, short: 3, dash: 2 },
  'earlier-actions': { full: 3, short: 3, dash: 2 },
  'open-questions': { full: 6, short: 5, dash: 3 },
  closing: { full: 3, short: 2, dash: 1 },
}

export const leastShared = (pace: Pace): number => Math.max(least.theme[pace] - 1, 3)
export const leastTheme = (pace: Pace): number => least.theme[pace]
