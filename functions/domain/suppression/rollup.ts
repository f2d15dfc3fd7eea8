/** R9: groups that are too small to be shown separately are pooled before the launch. */
import { byCodePoint } from './parameters.ts'

export const pooledGroup = 'Other'

/** The groups to show, by name, each with its teams. Empty (no breakdown) if fewer than two would remain. */
export const rollUp = (input: {
  readonly invitedMinimum: number
  readonly invited: ReadonlyMap<string, number>
}): ReadonlyMap<string, readonly string[]> => {
  const { invitedMinimum, invited } = input
  const teams = [...invited].toSorted(([a, n], [b, m]) => n - m || byCodePoint(a, b))
  const pool = teams.filter(([, n]) => n < invitedMinimum)
  const remaining = teams.filter(([, n]) => n >= invitedMinimum)
  // A team with the pool's own name has to join it.
  const namesake = remaining.findIndex(([name]) => name === pooledGroup)
  if (pool.length > 0 && namesake >= 0) pool.push(...remaining.splice(namesake, 1))
  const pooled = () => pool.reduce((total, [, n]) => total + n, 0)
  while (pool.length > 0 && pooled() < invitedMinimum && remaining.length > 0) pool.push(...remaining.splice(0, 1))
  const groups = new Map(remaining.map(([name]) => [name, [name]]))
  if (pool.length > 0) groups.set(pooledGroup, pool.map(([name]) => name).toSorted(byCodePoint))
  return groups.size < 2 ? new Map() : new Map([...groups].toSorted(([a], [b]) => byCodePoint(a, b)))
}
