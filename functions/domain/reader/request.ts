/**
 * What a reader is given: words alone. The same statements make the same request in whatever order and under whatever
 * ids they come, so that a checkpoint and a recording fit a repeated run.
 */
import { createHash } from 'node:crypto'
import { instructions } from './instructions.ts'
import { proposalJsonSchema } from './proposal.ts'
import type { Purpose, Statement } from '../synthesis/schema.ts'
import { type Tongue, tongues, tonguesOf } from '../synthesis/tongues.ts'

/** One text, however many wrote it: how many did is counted here and told nobody. */
export interface ReadableText {
  readonly number: number
  /** What the question was for that it answers. */
  readonly asked: Purpose | null
  readonly text: string
}

export interface ReaderRequest {
  readonly instructions: string
  /** In which titles and questions are to be written. */
  readonly language: Tongue
  readonly statements: readonly ReadableText[]
  /** The JSON schema of a proposal. */
  readonly schema: Readonly<Record<string, unknown>>
}

/** Gives a proposal as whoever it is wrote it: nothing of it is believed before `accept` has looked at it. */
export type Read = (request: ReaderRequest) => Promise<unknown>

/** Each text that may be sent, with the statements that say so. */
export interface Numbered extends ReadableText {
  readonly members: readonly Statement[]
}

/** More is not sent: a reader that sees half of a set would call lone what is not. About 50,000 tokens. */
export const mostRequestCharacters = 150_000

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Verbatim, not apart from its writer's other answers, and allowed; whatever says less about itself is not. */
const isReadable = ({ choice, apart, signedBy, mayBeRead }: Statement): boolean =>
  choice === 'verbatim' && !apart && signedBy === null && mayBeRead === true

/** `open` is redacted and free of what needs care (`sortOut`). Numbered by a hash of the text, from 1. */
export const numbered = (open: readonly Statement[]): Numbered[] => {
  const texts = new Map<string, { asked: Purpose | null; text: string; members: Statement[] }>()
  for (const statement of open.filter(isReadable)) {
    const { purpose: asked, text } = statement
    const key = `${digestOf(text)}|${asked ?? ''}`
    const same = texts.get(key) ?? { asked, text, members: [] }
    same.members.push(statement)
    texts.set(key, same)
  }
  return [...texts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { asked, text, members }], index) => ({ number: index + 1, asked, text, members }))
}

/** That of most of the texts; English where nothing tells. */
const languageOf = (texts: readonly string[]): Tongue => {
  const counts = new Map<Tongue | null, number>()
  for (const text of texts) {
    const tongue = tonguesOf(text)(0)
    counts.set(tongue, (counts.get(tongue) ?? 0) + 1)
  }
  return tongues.reduce((most, tongue) => ((counts.get(tongue) ?? 0) > (counts.get(most) ?? 0) ? tongue : most), 'en')
}

/** Null where there is nothing that two could have in common, or more than is sent. */
export const requestOf = (texts: readonly Numbered[]): ReaderRequest | null => {
  const size = texts.reduce((sum, { text }) => sum + text.length, 0)
  if (texts.length < 2 || size > mostRequestCharacters) return null
  const language = languageOf(texts.map(({ text }) => text))
  return {
    instructions: instructions(language),
    language,
    statements: texts.map(({ number, asked, text }) => ({ number, asked, text })),
    schema: proposalJsonSchema(),
  }
}

/** Under which a proposal is kept: another model or request has another. */
export const requestDigest = (model: string, request: ReaderRequest): string =>
  digestOf(JSON.stringify({ model, request }))
