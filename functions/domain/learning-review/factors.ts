/** Which contributing factors the participants of a review named, by what its harvest published. */
import type { FiledReview } from '../suppression/filed.ts'
import type { Factor } from '../synthesis/schema.ts'

/** Ticks and statements, added up: how often a factor was named, not by how many people. */
export const voicesByFactor = ({ synthesis, factorTicks }: FiledReview): Map<Factor, number> => {
  const voices = new Map<Factor, number>()
  const add = (factor: Factor, count: number): void => void voices.set(factor, (voices.get(factor) ?? 0) + count)
  for (const { factor, count } of factorTicks) if (count > 0) add(factor, count)
  for (const { factor } of synthesis?.observations ?? []) if (factor) add(factor, 1)
  return voices
}
