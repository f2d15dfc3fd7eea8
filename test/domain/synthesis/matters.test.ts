import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitAnswer } from '../../../functions/domain/synthesis/matters.ts'
import { hostileText } from './hostile.ts'

test('lines, blank lines and list items part an answer, whatever its bullets', () => {
  expect(splitAnswer('The alert was late.\n\nThe runbook was old.\nNo owner.')).toEqual([
    'The alert was late.',
    'The runbook was old.',
    'No owner.',
  ])
  expect(splitAnswer('- alert late\n- runbook old\n* no owner\n1. one\n2) two\n• three')).toEqual([
    'alert late',
    'runbook old',
    'no owner',
    'one',
    'two',
    'three',
  ])
})

test('a lead line stays with its first item', () => {
  expect(splitAnswer('Two things:\n- alert\n- runbook')).toEqual(['Two things:\nalert', 'runbook'])
})

test('each sentence among what people propose is one of its own', () => {
  const answer = 'A second gauge at the gate tank. A lamp over the yard door. The plumber’s number on the wall.'
  expect(splitAnswer(answer, true)).toHaveLength(3)
  expect(splitAnswer(answer)).toHaveLength(1)
})

test('a pasted log, a stack trace and a fenced block stay whole', () => {
  const log = Array.from(
    { length: 300 },
    (_, at) => `2024-05-01T10:00:${String(at % 60).padStart(2, '0')}Z ERROR pool exhausted`,
  ).join('\n')
  expect(splitAnswer(log)).toEqual([log])
  const fenced = '```\n- a\n\n- b\n```'
  expect(splitAnswer(fenced)).toEqual([fenced])
  expect(splitAnswer('TypeError: x\n    at run (a.js:1:1)\n    at main (b.js:2:2)').length).toBeLessThanOrEqual(2)
})

test('quoted mail and a signature are nobody’s statement, unless there is nothing else', () => {
  expect(splitAnswer('The pump was slow.\n> please answer by noon\nBest regards,\nAda')).toEqual(['The pump was slow.'])
  expect(splitAnswer('> please answer by noon')).toEqual(['> please answer by noon'])
})

test('nothing but white space is nothing', () => {
  expect(splitAnswer(' \n\t\n ')).toEqual([])
})

test('no letter is lost but those of bullets, and each matter is a part of the answer, in its order', () => {
  const letters = (text: string): string => text.replaceAll(/[^\p{L}]/gu, '')
  const piece = fc.oneof(
    fc.constantFrom('\n', '\n\n', '- ', '* ', '```', ': ', '• ', '. ', '; ', ' Also the lamp', '. However it is'),
    fc.string({ unit: 'grapheme', maxLength: 12 }).filter(text => !text.includes('>')),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, isProposals) => {
      const answer = pieces
        .join('')
        .replaceAll(/[\r\u2028\u2029]/g, '\n')
        .replaceAll(/(^|\n)(\s{0,8})\(?[a-z]\)/gu, '$1$2')
      const matters = splitAnswer(answer, isProposals)
      expect(letters(matters.join(' '))).toBe(letters(answer))
      let from = 0
      for (const line of matters.flatMap(matter => matter.split('\n'))) {
        const at = answer.indexOf(line.trim(), from)
        expect(at).toBeGreaterThanOrEqual(from)
        from = at + line.trim().length
      }
    }),
    { numRuns: 200 },
  )
})

test('any answer is parted, however hostile', () => {
  fc.assert(
    fc.property(hostileText, text => {
      for (const matter of splitAnswer(text)) expect(matter.trim()).not.toBe('')
    }),
    { numRuns: 40 },
  )
})
