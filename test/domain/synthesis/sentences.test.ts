import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentencesOf } from '../../../functions/domain/synthesis/sentences.ts'
import { hostileText } from './hostile.ts'

const cut = (text: string): string[] => sentencesOf(text).map(({ start, end }) => text.slice(start, end))

test.each([
  ['It rained. We left! Why? Nobody knows…', ['It rained.', 'We left!', 'Why?', 'Nobody knows…']],
  ['Some tools, e.g. the pager, were down. See fig. 3 for more.', 2],
  ['Am 18. April fiel die Pumpe aus. Danach war Ruhe.', 2],
  ['Version 2.10.3 was out at 9.15 by then.', 1],
  ['The log said `error. retry.` twice. We left.', 2],
  ['アラートが遅れました。証明書の期限が切れていました。', 2],
  ['وصل التنبيه متأخرا؟ لم يصل.', 2],
])('sentences end where a reader would end them: %s', (text, expected) => {
  if (typeof expected === 'number') expect(cut(text)).toHaveLength(expected)
  else expect(cut(text)).toEqual(expected)
})

test('they cover all but white space, in order, however hostile the text', () => {
  fc.assert(
    fc.property(hostileText, text => {
      expect(cut(text).join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
      for (const sentence of cut(text)) expect(sentence.trim()).toBe(sentence)
    }),
    { numRuns: 60 },
  )
})
