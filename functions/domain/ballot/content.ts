/** Reads what was sealed. An answer that its question does not allow is dropped, but not the ballot. */
import * as z from 'zod'
import { tidyLine } from '../normal-form.ts'
import { answerSchema, type BallotContent } from './ballot.ts'
import { pseudonymNumber } from './pseudonyms.ts'
import type { Instrument, InstrumentItem } from '../instrument/schema.ts'
import { type Choice, type Factor, factorSchema, type Purpose } from '../synthesis/schema.ts'

/** Whatever a hand-made ballot gets wrong is replaced by an empty value. */
const looseContentSchema = z.object({
  instrument: z.string().catch(''),
  pseudonym: z.unknown(),
  signature: z.string().max(200).nullable().catch(null),
  answers: z.record(z.string(), z.unknown()).catch({}),
  mayBeRead: z.unknown().optional(),
})

export type ReadContent = Pick<BallotContent, 'signature' | 'answers'> & {
  /** Its number on the list: no other word that a ballot gives its writer is ever read. Null where it gives none. */
  readonly pseudonym: number | null
  /** Said so outright; anything else is a no. */
  readonly mayBeRead?: boolean
}

const fits = (item: InstrumentItem, answer: z.infer<typeof answerSchema>): boolean => {
  if (typeof answer === 'number') {
    return item.kind === 'scale' && Number.isInteger(answer) && answer >= item.min && answer <= item.max
  }
  if (Array.isArray(answer)) return item.kind === 'ticks'
  return item.kind === 'text' && answer.text.trim() !== ''
}

/** Null if it is not a ballot at all. A ballot that names another instrument counts as one without answers. */
export const readContent = (plain: Uint8Array, instrument: Instrument): ReadContent | null => {
  const content = looseContentSchema.safeParse(jsonOf(plain))
  if (!content.success) return null
  const answers: Record<string, z.infer<typeof answerSchema>> = {}
  for (const item of content.data.instrument === instrument.id ? instrument.items : []) {
    const answer = answerSchema.safeParse(content.data.answers[item.id])
    if (answer.success && fits(item, answer.data)) answers[item.id] = answer.data
  }
  const { signature, mayBeRead } = content.data
  const pseudonym = typeof content.data.pseudonym === 'string' ? pseudonymNumber(content.data.pseudonym) : null
  return { pseudonym, signature, answers, ...(mayBeRead === true ? { mayBeRead } : {}) }
}

const jsonOf = (plain: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain))
  } catch {
    return null
  }
}

interface TextAnswer {
  readonly item: string
  readonly purpose: Purpose
  readonly apart: boolean
  readonly text: string
  readonly choice: Choice
  readonly signedBy: string | null
}

/** Free texts in the instrument's order. One marked as signed but without a name counts as verbatim. */
export const textAnswers = (content: ReadContent, instrument: Instrument): TextAnswer[] =>
  instrument.items.flatMap(item => {
    const answer = content.answers[item.id]
    if (item.kind !== 'text' || typeof answer !== 'object' || Array.isArray(answer)) return []
    const name = tidyLine(content.signature ?? '')
    const choice = answer.choice === 'signed' && !name ? 'verbatim' : answer.choice
    const { id, purpose, apart } = item
    const signedBy = choice === 'signed' && name ? name : null
    return [{ item: id, purpose, apart, text: answer.text, choice, signedBy }]
  })

/** The ticked factors that the instrument offers, or null if it was not answered. */
export const tickedFactors = (content: ReadContent, instrument: Instrument): Factor[] | null => {
  const item = instrument.items.find(({ kind }) => kind === 'ticks')
  const answer = item && content.answers[item.id]
  if (!Array.isArray(answer) || item?.kind !== 'ticks') return null
  return answer.flatMap(tick => {
    const factor = factorSchema.safeParse(tick)
    return factor.success && item.options.includes(factor.data) ? [factor.data] : []
  })
}

/** How safe it feels to speak up in the review, or null. */
export const ratingAnswer = (content: ReadContent, instrument: Instrument): number | null => {
  const item = instrument.items.find(each => each.kind === 'scale' && each.purpose === 'comfort')
  const answer = item && content.answers[item.id]
  return typeof answer === 'number' ? answer : null
}
