import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RecordContent } from '../../../../functions/domain/review/record.ts'
import { mergedRecord } from '../../../../web/desk/record/merge.ts'

const record = (more: Partial<RecordContent> = {}): RecordContent => ({
  understanding: '',
  factors: [],
  decisions: [],
  ...more,
})
const factor = (text: string, confirmed = false) => ({ text, confirmed })
const decision = (text: string, tradeOffs = '', confirmed = false) => ({ text, tradeOffs, confirmed })

test.each([
  [
    'text that one changed stands as it was changed',
    record({ understanding: 'a' }),
    record({ understanding: 'ab' }),
    record({ understanding: 'a' }),
    record({ understanding: 'ab' }),
    false,
  ],
  [
    'text that both changed stands in both ways',
    record({ understanding: 'a' }),
    record({ understanding: 'mine' }),
    record({ understanding: 'theirs' }),
    record({ understanding: 'theirs\n\nmine' }),
    true,
  ],
  [
    'what both added is there',
    record(),
    record({ factors: [factor('x')] }),
    record({ factors: [factor('y')] }),
    record({ factors: [factor('y'), factor('x')] }),
    false,
  ],
  [
    'what one took away is gone',
    record({ factors: [factor('x'), factor('y')] }),
    record({ factors: [factor('y')] }),
    record({ factors: [factor('x'), factor('y')] }),
    record({ factors: [factor('y')] }),
    false,
  ],
  [
    'what one agreed on and the other took away stays, and whoever took it away is told',
    record({ factors: [factor('x')] }),
    record(),
    record({ factors: [factor('x', true)] }),
    record({ factors: [factor('x', true)] }),
    true,
  ],
  [
    'what one agreed on is agreed on beside the other’s trade-offs',
    record({ decisions: [decision('d')] }),
    record({ decisions: [decision('d', 'slower')] }),
    record({ decisions: [decision('d', '', true)] }),
    record({ decisions: [decision('d', 'slower', true)] }),
    false,
  ],
  [
    'what both added and one agreed on is agreed on',
    record(),
    record({ factors: [factor('x')], decisions: [decision('d', 'slower')] }),
    record({ factors: [factor('x', true)], decisions: [decision('d', '', true)] }),
    record({ factors: [factor('x', true)], decisions: [decision('d', 'slower', true)] }),
    false,
  ],
  [
    'trade-offs that both wrote are both there',
    record({ decisions: [decision('d')] }),
    record({ decisions: [decision('d', 'slower')] }),
    record({ decisions: [decision('d', 'dearer')] }),
    record({ decisions: [decision('d', 'dearer\n\nslower')] }),
    true,
  ],
])('%s', (_, before, mine, theirs, content, both) => {
  expect(mergedRecord(before, mine, theirs)).toEqual({ content, both })
})

test('who changed nothing gets the other’s record, and the same change is made once', () => {
  const words = fc.constantFrom('', 'a', 'ab', 'b', 'c')
  const some = fc.record({
    understanding: words,
    factors: fc.uniqueArray(fc.record({ text: words, confirmed: fc.boolean() }), { selector: one => one.text }),
    decisions: fc.uniqueArray(fc.record({ text: words, tradeOffs: words, confirmed: fc.boolean() }), {
      selector: one => one.text,
    }),
  })
  fc.assert(
    fc.property(some, some, (before, after) => {
      expect(mergedRecord(before, before, after)).toEqual({ content: after, both: false })
      expect(mergedRecord(before, after, after)).toEqual({ content: after, both: false })
    }),
  )
})
