/** Conditions for another outcome, in the words of whoever named them: what a leverage point is called. */
import { lens } from './lens.ts'

/** `If the health check had borrowed a connection, ...` and `Had we known the version, ...`. */
const conditional = /^(?:if|had)\s[^,.;:!?\n]+(?=,)/i
/** `The pool size would have to stand in one place`, up to where the reason begins. */
const requirement =
  /^[^,.;:!?\n]+?\s(?:would (?:have )?(?:need(?:ed)?|had|have) to|would (?:have )?need(?:ed)?|needs?(?: to)?|ought to)\s[^,.;:!?\n]+?(?=$|[,.;:!?\n]|\s(?:so|because|while|which|when|before|after)\s)/i
/** `An alert on waiting connections would have told us`: what would have. */
const subject = /^[^,.;:!?\n]+?(?=\s(?:would|could|might)(?:n['’]t| not)? (?:\w+ly )?have\s)/i

/** A condition is one of the system; who would have had to act is for the room to leave open. */
export const personal =
  /\b(?:i|you|he|she|they|him|her|them|his|me|my|who|whoever|it|this|that|which|somebody|someone|anybody|anyone|nobody|everybody|everyone|colleagues?|people)\b/i

const fewestWords = 3
const mostWords = 14
/** More than this of a statement would be the statement, and that stands in the appendix alone. */
export const largestShare = 0.75

const excerptOf = (text: string): string | null => {
  for (const sentence of text.slice(0, 2_000).split(/(?<=[.!?])\s+|\n+/))
    for (const pattern of [conditional, requirement, subject]) {
      const excerpt = pattern.exec(sentence.trim())?.[0].replaceAll(/\s+/g, ' ').trim() ?? ''
      const words = excerpt.split(' ').length
      const isFit = words >= fewestWords && words <= mostWords && excerpt.length <= text.trim().length * largestShare
      const isPersonal = personal.test(excerpt) || lens(excerpt).some(flag => flag === 'blame' || flag === 'hindsight')
      if (isFit && !isPersonal) return excerpt.charAt(0).toUpperCase() + excerpt.slice(1)
    }
  return null
}

/** The first condition that can be quoted of the statements, which come redacted; null where none can. Never a whole statement. */
export const conditionOf = (texts: readonly string[]): string | null => {
  for (const text of texts) {
    const excerpt = excerptOf(text)
    if (excerpt !== null) return excerpt
  }
  return null
}
