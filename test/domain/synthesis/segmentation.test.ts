import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitStatements } from '../../../functions/domain/synthesis/segmentation.ts'

test('blank lines and list items part an answer', () => {
  expect(splitStatements('The alert was late.\n\nThe runbook was old.')).toEqual([
    'The alert was late.',
    'The runbook was old.',
  ])
  expect(splitStatements('- alert late\n- runbook old\n* no owner\n1. one\n2) two\n• three')).toEqual([
    'alert late',
    'runbook old',
    'no owner',
    'one',
    'two',
    'three',
  ])
})

test('one thought over several lines stays one', () => {
  expect(splitStatements('The alert was late\nbecause the threshold was high')).toEqual([
    'The alert was late\nbecause the threshold was high',
  ])
})

test('a lead line stays with its first item', () => {
  expect(splitStatements('Two things:\n- alert\n- runbook')).toEqual(['Two things:\nalert', 'runbook'])
})

test('a pasted log, a stack trace and a fenced block stay whole', () => {
  const log = Array.from(
    { length: 300 },
    (_, at) => `2024-05-01T10:00:${String(at % 60).padStart(2, '0')}Z ERROR pool exhausted`,
  ).join('\n')
  expect(splitStatements(`Look:\n${log}`)).toEqual([`Look:\n${log}`])
  const fenced = '```\n- a\n\n- b\n```'
  expect(splitStatements(fenced)).toEqual([fenced])
  expect(splitStatements('TypeError: x\n    at run (a.js:1:1)\n    at main (b.js:2:2)')).toHaveLength(1)
})

test('nothing but white space is nothing', () => {
  expect(splitStatements(' \n\t\n ')).toEqual([])
})

test('no letter is lost, whatever the answer', () => {
  const letters = (text: string): string => text.replaceAll(/[^\p{L}]/gu, '')
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.constantFrom('\n', '\n\n', '- ', '* ', '```', ': ', '• ', '\u2028'),
          fc.string({ unit: 'grapheme', maxLength: 12 }),
        ),
        { maxLength: 40 },
      ),
      pieces => {
        const answer = pieces.join('').replaceAll(/(^|\n|\r|\u2028|\u2029)(\s{0,8})\(?[a-z]\)/gu, '$1$2')
        expect(letters(splitStatements(answer).join(' '))).toBe(letters(answer))
      },
    ),
    { numRuns: 300 },
  )
})
