/** The contributing factor a statement speaks of: words of each factor, weighed by how surely they tell and by whether they are said to be missing. */
import { cues } from './factor-cues.ts'
import type { Factor } from './schema.ts'

/** A factor said to be absent is what the statement is about. */
const lacking =
  /\b(?:no|not|n.t|never|without|lack(?:s|ed|ing)?|missing|insufficient|inadequate|poor(?:ly)?|need(?:s|ed)?|gaps?|limited|unclear|improve\w*|better|more|add|create|set ?up|nobody|absence|should|too (?:few|little|much|many|long|high)|only|out[- ]?dated|wrong|stale|noisy|incomplete|unavailable|none|few|not enough|un\w+ed)\s(?:[\w/'’-]+[\s,]+){0,2}?$/i
const order: readonly Factor[] = [
  'time_pressure',
  'vendor',
  'playbooks',
  'documentation',
  'knowledge',
  'testing',
  'ownership',
  'communication',
  'safeguards',
  'monitoring',
  'automation',
  'capacity',
  'deployment',
]

/** ... or said of it right after. */
const lackingAfter =
  /^\w*\s(?:\w+\s){0,2}(?:not\b|\w+n.t\b|missing|lacking|insufficient|incomplete|unclear|unavailable|out[- ]?dated|sub-?optimal|gaps?)/i
/** `No alert for the capacity of the disk`: what comes after the preposition tells only what the alert is for. */
const circumstance = /^\w*\s(?:\w+\s)?(?:of|for|on|about|around|over|against)\s/i

type Mention = { factor: Factor; weight: number; start: number; end: number; isLacking: boolean; nth: number }

const mentionsIn = (text: string): Mention[] => {
  const found: Mention[] = []
  for (const factor of order)
    for (const [weight, pattern] of cues[factor]) {
      pattern.lastIndex = 0
      for (let nth = 0; nth < 2; nth += 1) {
        const match = pattern.exec(text)
        if (match === null) break
        const { 0: word, index: start } = match
        const isLacking =
          lacking.test(text.slice(Math.max(0, start - 60), start)) || lackingAfter.test(text.slice(start))
        found.push({ factor, weight, start, end: start + word.length, isLacking, nth })
      }
    }
  return found
}

const longestRead = 1_500

/** Scores of all factors a text speaks of, highest first. */
export const factorScores = (text: string): { factor: Factor; score: number }[] => {
  const read = text.slice(0, longestRead).replaceAll('’', "'")
  const mentions = mentionsIn(read)
  const missing = mentions
    .filter(({ isLacking, weight }) => isLacking && weight > 1)
    .toSorted((a, b) => a.start - b.start || b.end - a.end)[0]
  const scores = new Map<Factor, number>()
  for (const { factor, weight, start, isLacking, nth } of mentions) {
    const isCircumstance = missing !== undefined && start > missing.end && circumstance.test(read.slice(missing.end))
    // What is named first is more often the subject, and the rest its circumstance.
    const place = 1 - 0.25 * (start / Math.max(1, read.length))
    const score = weight * place * (nth === 0 ? 1 : 0.35) * (isCircumstance ? 0.5 : isLacking ? 1.6 : 1)
    scores.set(factor, (scores.get(factor) ?? 0) + score)
  }
  return order
    .flatMap(factor => {
      const score = scores.get(factor)
      return score === undefined ? [] : [{ factor, score }]
    })
    .toSorted((a, b) => b.score - a.score || order.indexOf(a.factor) - order.indexOf(b.factor))
}

/** A single weak word decides nothing. */
const leastScore = 0.7

/** The factor a statement mainly speaks of; null where nothing fits. */
export const factorOf = (text: string): Factor | null => {
  const best = factorScores(text)[0]
  return best !== undefined && best.score >= leastScore ? best.factor : null
}
