/** How the minutes of a meeting are shared out. */

export type Claim = {
  /** Minutes it has whatever happens. */
  least: number
  /** How strongly it asks for more; above 0. */
  weight: number
  /** Minutes beyond which more would be waste; Infinity where there is no such point. */
  most: number
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, next) => total + next, 0)

/**
 * Whole minutes for each claim, in the order given, adding up to `total` exactly. Everybody starts at `least`; each
 * further minute goes to the claim with the highest weight / (2 x minutes + 1), the earlier one in a tie (the divisor
 * method of Webster and Sainte-Lague, as seats are shared in a parliament: no rounding is left over, and a longer
 * meeting shortens nothing). When all have reached `most`, the last minutes go on by weight all the same. Where the
 * leasts alone exceed the total, the largest gives way first. Refuses no claims at all when there are minutes to share.
 */
export const shareMinutes = (total: number, claims: readonly Claim[]): number[] => {
  if (claims.length === 0 && total > 0) throw new RangeError('minutes need somebody to have them')
  const minutes = claims.map(claim => claim.least)
  const largest = (): number => minutes.indexOf(Math.max(...minutes))
  while (sum(minutes) > total) minutes[largest()] = Math.max(...minutes) - 1
  for (let left = total - sum(minutes); left > 0; left -= 1) {
    const open = claims.some((claim, index) => (minutes[index] ?? 0) < claim.most)
    const quotients = claims.map((claim, index) => {
      const has = minutes[index] ?? 0
      return open && has >= claim.most ? -1 : claim.weight / (2 * has + 1)
    })
    const winner = quotients.indexOf(Math.max(...quotients))
    minutes[winner] = (minutes[winner] ?? 0) + 1
  }
  return minutes
}
