/** A figure of a pulse by the sentence that was asked, a score by its name. */
import { instruments } from '../words/en.ts'

const scores: Readonly<Record<string, string>> = {
  safety: 'Psychological safety (mean of the seven items)',
  generative: 'Generative culture (mean of the seven items)',
}

/** A reversed item is told as it counts: more is better. */
export const figureName = (instrument: string, id: string, reversed: boolean): string => {
  const question = instruments[instrument]?.[id]?.question
  if (question === undefined) return scores[id] ?? id
  return reversed ? `${question} (turned round: more is better)` : question
}
