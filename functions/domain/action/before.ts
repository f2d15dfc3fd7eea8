/** Whether something like it was agreed after an earlier incident of the kind: said to whoever writes it down, no more. */
import { pairsOf } from '../synthesis/likeness.ts'
import type { Action } from './action.ts'

/** Below this, two actions share no more than an everyday word. Identical texts have 1. */
const leastLikeness = 0.35
/** Fewer letters say nothing yet. */
const shortest = 12

/** The most alike of the earlier ones; null where none is. */
export const agreedBefore = <One extends Pick<Action, 'text'>>(text: string, earlier: readonly One[]): One | null => {
  if (text.trim().length < shortest || earlier.length === 0) return null
  const [best] = pairsOf([text, ...earlier.map(one => one.text)])
    .filter(({ a, cosine }) => a === 0 && cosine >= leastLikeness)
    .toSorted((x, y) => y.cosine - x.cosine || x.b - y.b)
  return best ? (earlier[best.b - 1] ?? null) : null
}
