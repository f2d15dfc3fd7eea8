/** How the reference writes R4's figures of the whole: exactly, or as a bound, read from a pulse's release. */
import { profileOf } from '../../functions/domain/suppression/measures.ts'
import { whole } from '../../functions/domain/suppression/tree.ts'
import { cellsOf, draftOf } from './pulse.ts'

/** An exact tie goes to the even digit, as in IEEE 754 and the reference's output. */
const fixed = (value: number, decimals: 0 | 1): string => {
  const scaled = value * 10 ** decimals
  const below = Math.floor(scaled)
  const tied = Number.isInteger(value * 4) && scaled - below === 0.5
  if (!tied) return value.toFixed(decimals)
  return ((below % 2 === 0 ? below : below + 1) / 10 ** decimals).toFixed(decimals)
}

const signs = { exact: '', atMost: '<=', atLeast: '>=' } as const

/** Null if the whole itself is hidden. */
export const topsOf = (groups: ReadonlyMap<string, readonly number[]>, k: number) => {
  const asked = new Map(Array.from(groups, ([name, answers]) => [name, { answers }]))
  const { mean = null, favourable = null } = cellsOf(draftOf(asked, { k })).get(whole) ?? {}
  const { n, sum, favourable: agreeing } = profileOf([...groups.values()].flat())
  // The release's exact figures are already rounded, to more digits than the reference's.
  const percent = favourable && (favourable.kind === 'exact' ? (100 * agreeing) / n : 100 * favourable.value)
  const average = mean && (mean.kind === 'exact' ? sum / n : mean.value)
  return {
    topFavourable: percent === null || !favourable ? null : `${signs[favourable.kind]}${fixed(percent, 0)}%`,
    topMean: average === null || !mean ? null : `${signs[mean.kind]}${fixed(average, 1)}`,
  }
}
