/** Which conditions of the portfolio a text may be equal to. They are offered to the facilitator, who decides. */
import type { Candidate, Counterfactual } from './condition.ts'
import type { CounterfactualId } from '../ids.ts'
import { rounded } from '../rounding.ts'
import { compared, similarities } from '../synthesis/similarity.ts'
import type { Synthesis } from '../synthesis/schema.ts'

/** Below this, two conditions share no more than an everyday word. Identical texts have 1.35. */
const leastLikeness = 0.3
const offeredAtMost = 3

type Known = Pick<Counterfactual, 'id' | 'text'>
interface Likeness {
  readonly id: CounterfactualId
  readonly likeness: number
}

/** For each text, up to three of `portfolio`, the most similar first. */
export const likenesses = (texts: readonly string[], portfolio: readonly Known[]): Likeness[][] => {
  const size = texts.length + portfolio.length
  if (texts.length === 0 || portfolio.length === 0) return texts.map(() => [])
  const matrix = similarities(compared([...texts, ...portfolio.map(({ text }) => text)]))
  return texts.map((_, row) =>
    portfolio
      .map(({ id }, index) => ({ id, likeness: matrix[row * size + texts.length + index] ?? 0 }))
      .filter(({ likeness }) => likeness >= leastLikeness)
      .toSorted((a, b) => b.likeness - a.likeness)
      .slice(0, offeredAtMost)
      .map(({ id, likeness }) => ({ id, likeness: rounded(likeness, 2) })),
  )
}

const plain = (text: string): string => text.trim().toLowerCase()

/** Conditions in the review's statements not yet added to the portfolio from there, in the synthesis's order. */
export const conditionCandidates = (
  synthesis: Pick<Synthesis, 'counterfactuals' | 'observations'>,
  taken: readonly Counterfactual[],
  portfolio: readonly Known[],
): Candidate[] => {
  const done = new Set(
    taken.flatMap(({ text, sightings }) => [text, ...sightings.flatMap(sighting => sighting.text ?? [])]).map(plain),
  )
  const textOf = (id: string | undefined): string =>
    synthesis.observations.find(observation => observation.id === id)?.text ?? ''
  const open = synthesis.counterfactuals
    .map(({ title, observationIds }) => ({ text: (title.trim() || textOf(observationIds[0])).trim(), observationIds }))
    .map(candidate => ({ ...candidate, text: candidate.text.slice(0, 1000) }))
    .filter(({ text }) => text !== '' && !done.has(plain(text)))
  const alike = likenesses(
    open.map(({ text }) => text),
    portfolio,
  )
  return open.map((candidate, index) => ({ ...candidate, alike: alike[index] ?? [] }))
}
