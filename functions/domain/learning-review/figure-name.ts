/** A figure of a pulse by the sentence that was asked, a score by its name. */
import { findInstrument } from '../instrument/registry.ts'
import type { ScorePurpose } from '../instrument/schema.ts'
import { instruments } from '../words/en.ts'

const scores: Readonly<Record<ScorePurpose, string>> = {
  'psychological-safety': 'Psychological safety (mean of the seven items)',
  'generative-culture': 'Generative culture (mean of the seven items)',
}

/** A reversed item is told as it counts: more is better. */
export const figureName = (instrument: string, id: string, reversed: boolean): string => {
  const question = instruments[instrument]?.[id]?.question
  if (question !== undefined) return reversed ? `${question} (turned round: more is better)` : question
  const score = findInstrument(instrument)?.scores?.find(each => each.id === id)
  return score ? scores[score.purpose] : id
}
