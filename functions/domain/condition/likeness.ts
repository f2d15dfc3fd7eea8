/** Which conditions of the portfolio a text may be: offered to the facilitator, who alone says that it is one. */
import type { Candidate, Counterfactual } from './condition.ts'
import type { CounterfactualId } from '../ids.ts'
import { rounded } from '../rounding.ts'
import { pairsOf } from '../synthesis/likeness.ts'
import type { Synthesis } from '../synthesis/schema.ts'

/** Below this, two conditions share no more than an everyday word. Identical texts have 1. */
const leastLikeness = 0.25
const offeredAtMost = 3

type Known = Pick<Counterfactual, 'id' | 'text'>
export interface Likeness {
  readonly id: CounterfactualId
  readonly likeness: number
}

/** For each text the most alike of `portfolio`, at most three, the most alike first. */
export const likenesses = (texts: readonly string[], portfolio: readonly Known[]): Likeness[][] => {
  if (texts.length === 0 || portfolio.length === 0) return texts.map(() => [])
  const alike = pairsOf([...texts, ...portfolio.map(({ text }) => text)]).filter(
    ({ a, b, cosine }) => a < texts.length && b >= texts.length && cosine >= leastLikeness,
  )
  return texts.map((_, row) =>
    alike
      .filter(({ a }) => a === row)
      .toSorted((x, y) => y.cosine - x.cosine || x.b - y.b)
      .slice(0, offeredAtMost)
      .flatMap(({ b, cosine }) => {
        const known = portfolio[b - texts.length]
        return known ? [{ id: known.id, likeness: rounded(cosine, 2) }] : []
      }),
  )
}

const plain = (text: string): string => text.trim().toLowerCase()

/** What the review's statements name and nobody has taken into the portfolio from there, in the synthesis's order. */
export const conditionCandidates = (
  synthesis: Pick<Synthesis, 'conditions'>,
  taken: readonly Counterfactual[],
  portfolio: readonly Known[],
): Candidate[] => {
  const done = new Set(
    taken.flatMap(({ text, sightings }) => [text, ...sightings.flatMap(sighting => sighting.text ?? [])]).map(plain),
  )
  const open = synthesis.conditions
    .map(({ text, observationIds }) => ({ text: text.trim().slice(0, 1000), observationIds }))
    .filter(({ text }) => text !== '' && !done.has(plain(text)))
  const alike = likenesses(
    open.map(({ text }) => text),
    portfolio,
  )
  return open.map((candidate, index) => ({ ...candidate, alike: alike[index] ?? [] }))
}
