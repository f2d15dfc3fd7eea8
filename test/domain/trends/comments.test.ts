import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commentsAtOnce, commentsView, commentsViewSchema } from '../../../functions/domain/trends/comments.ts'

const release = (quoted: number | null, unquoted: number | null = null) => ({
  quarter: '2026-Q3',
  instrument: 'pulse-2',
  comments: [{ item: 'comment', quoted, unquoted }],
})
const of = (input: Partial<Parameters<typeof commentsView>[0]>) =>
  commentsView({
    quarters: ['2026-Q2', '2026-Q3'],
    quarter: '2026-Q3',
    release: null,
    comments: [],
    from: 0,
    language: 'en',
    ...input,
  })

test('parts read one after the other give every comment once, in order, however many there are', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 3 * commentsAtOnce + 5 }), texts => {
      const read: string[] = []
      for (let from: number | null = 0; from !== null; ) {
        const view = of({ release: release(texts.length), comments: [{ item: 'comment', texts }], from })
        const [part] = commentsViewSchema.parse(view).comments
        expect(part?.texts.length).toBeLessThanOrEqual(commentsAtOnce)
        read.push(...(part?.texts ?? []))
        from = part?.next ?? null
      }
      expect(read).toEqual(texts)
    }),
    { numRuns: 30 },
  )
})

test('if comments are hidden, only the question is returned', () => {
  const [told] = of({ release: release(null) }).comments
  expect(told).toEqual({
    item: 'comment',
    question: 'Is there anything you would like to add?',
    quoted: null,
    unquoted: null,
    texts: [],
    next: null,
  })
})

test('quarters come latest first, also beside one without a pulse', () => {
  expect(of({ quarter: '2026-Q1' })).toEqual({ quarters: ['2026-Q3', '2026-Q2'], quarter: '2026-Q1', comments: [] })
})
