/** What people wrote in a pulse, as leadership and facilitators read it: of the whole organisation, beside no figure. */
import * as z from 'zod'
import { quarterSchema } from '../time/instants.ts'
import type { PulseComments, PulseRelease } from '../suppression/release.ts'
import { instruments as wordings } from '../words/en.ts'

/** So many at once: a hundred thousand people may write more than one answer of the API can carry. */
export const commentsAtOnce = 100

export const commentsViewSchema = z.object({
  /** Those a pulse was published of, the latest first. */
  quarters: z.array(quarterSchema),
  /** The one told of; null while there is none. Nothing is told of one without a pulse. */
  quarter: quarterSchema.nullable(),
  comments: z.array(
    z.object({
      item: z.string(),
      question: z.string(),
      /** Null: none is shown, because too few wrote or answered, or because nobody wrote anything. */
      quoted: z.int().min(0).nullable(),
      /** Given for themes only, by their writers' wish; null where too few to be told. */
      unquoted: z.int().min(0).nullable(),
      /** In an order that says nothing of their writers, from `from` on. */
      texts: z.array(z.string()),
      /** `from` of the next ones; null at the end. */
      next: z.int().nullable(),
    }),
  ),
})
export type CommentsView = z.infer<typeof commentsViewSchema>

export const commentsView = (input: {
  /** The earliest first. */
  readonly quarters: readonly string[]
  /** The one asked for; the latest where none is. */
  readonly quarter: string | null
  readonly release: Pick<PulseRelease, 'quarter' | 'instrument' | 'comments'> | null
  readonly comments: PulseComments
  readonly from: number
}): CommentsView => {
  const { quarters, quarter, release, comments, from } = input
  const told = (release?.comments ?? []).map(({ item, quoted, unquoted }) => {
    const texts = comments.find(each => each.item === item)?.texts ?? []
    const until = from + commentsAtOnce
    return {
      item,
      question: wordings[release?.instrument ?? '']?.[item]?.question ?? item,
      quoted,
      unquoted,
      texts: texts.slice(from, until),
      next: until < texts.length ? until : null,
    }
  })
  return { quarters: quarters.toReversed(), quarter, comments: told }
}
