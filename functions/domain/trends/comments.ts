/**
 * What people wrote in a pulse, as leadership and facilitators read it: for the whole organisation, next to no figure.
 */
import * as z from 'zod'
import { quarterSchema } from '../time/instants.ts'
import type { PulseComments, PulseRelease } from '../suppression/release.ts'
import type { Language } from '../language/language.ts'
import { wordingsIn } from '../instrument/words/languages.ts'

/** At most this many at once: a hundred thousand people may write more than one answer of the API can carry. */
export const commentsAtOnce = 100

export const commentsViewSchema = z.object({
  /** The quarters with a published pulse, the latest first. */
  quarters: z.array(quarterSchema),
  /** The quarter shown; null if there is none. Nothing is shown for a quarter without a pulse. */
  quarter: quarterSchema.nullable(),
  comments: z.array(
    z.object({
      item: z.string(),
      question: z.string(),
      /** Null if none is shown, because too few wrote or answered, or nobody wrote anything. */
      quoted: z.int().min(0).nullable(),
      /** Comments that their writers gave for themes only; null if too few for a number. */
      unquoted: z.int().min(0).nullable(),
      /** In an order that reveals nothing about their writers, beginning at `from`. */
      texts: z.array(z.string()),
      /** The `from` of the next ones; null at the end. */
      next: z.int().nullable(),
    }),
  ),
})
export type CommentsView = z.infer<typeof commentsViewSchema>

export const commentsView = (input: {
  /** The earliest first. */
  readonly quarters: readonly string[]
  /** The requested one, or else the latest. */
  readonly quarter: string | null
  readonly release: Pick<PulseRelease, 'quarter' | 'instrument' | 'comments'> | null
  readonly comments: PulseComments
  readonly from: number
  readonly language: Language
}): CommentsView => {
  const { quarters, quarter, release, comments, from, language } = input
  const told = (release?.comments ?? []).map(({ item, quoted, unquoted }) => {
    const texts = comments.find(each => each.item === item)?.texts ?? []
    const until = from + commentsAtOnce
    return {
      item,
      question: wordingsIn(language)[release?.instrument ?? '']?.[item]?.question ?? item,
      quoted,
      unquoted,
      texts: texts.slice(from, until),
      next: until < texts.length ? until : null,
    }
  })
  return { quarters: quarters.toReversed(), quarter, comments: told }
}
