import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { withoutTurning } from '../../../functions/domain/normal-form.ts'
import { csvText, withoutGuard } from '../../../functions/domain/table/csv-text.ts'

test('a cell that a spreadsheet would execute is made text', () => {
  const cells = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', 'a=1', -1]
  expect(
    csvText(
      ['a'],
      cells.map(cell => [cell]),
    ),
  ).toBe(`a\r\n'=1+1\r\n'+1\r\n'-1\r\n'@SUM(A1)\r\n"'\t'=1"\r\n"'\r'=1"\r\n"'\n'=1"\r\na=1\r\n-1\r\n`)
})

const starts = fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠')
const gaps = fc.constantFrom(';', '\t', '|', '\n', '\r\n', ' ', '"', "'", ',', 'a', '\u2028', '\u202e')
const hostile = fc
  .array(fc.oneof(starts, gaps, fc.string({ maxLength: 3 })), { maxLength: 12 })
  .map(all => all.join(''))

/** What a spreadsheet sees that parts cells by another sign: it knows no quotes but around a whole cell. */
const parted = (text: string, separator: string): string[] =>
  text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).flatMap(row => row.split(separator))

const isFormula = (cell: string): boolean => /^["\s]*[=+\-@＝＋－＠]/.test(cell)

test('no cell begins as a formula, whichever sign a spreadsheet parts cells by', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(hostile, hostile), { minLength: 1 }), rows => {
      const text = csvText(['one', 'two'], rows)
      const read = z.array(z.array(z.string())).parse(parse(text))
      expect(read.flat().filter(isFormula)).toEqual([])
      for (const separator of [';', '\t', '|']) expect(parted(text, separator).filter(isFormula)).toEqual([])
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['a;=HYPERLINK("http://example.com")', `"a;'=HYPERLINK(""http://example.com"")"`],
  ['a; +1', `"a; '+1"`],
  ['a\t=1', `"a\t'=1"`],
  ['a\n-1', `"a\n'-1"`],
  ['"=1"', `"""'=1"""`],
  ['a - b; c = d', '"a - b; c = d"'],
  ['＝1', "'＝1"],
  ['a\u202E;=1', `"a;'=1"`],
])('%j is written as %j', (cell, written) => {
  expect(csvText(['x'], [[cell]])).toBe(`x\r\n${written}\r\n`)
})

test('it reads back as it was written, but for what turns the direction of a text', () => {
  const value = fc.oneof(
    fc.string(),
    hostile,
    fc.constantFrom('a "quoted", word', 'two\r\nlines', 'ä', ''),
    fc.integer(),
    fc.constant(null),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { minLength: 1 }), rows => {
      const read = z.array(z.array(z.string())).parse(parse(csvText(['one', 'two'], rows), { from_line: 2 }))
      const plain = read.map(row => row.map(cell => withoutGuard(cell)))
      const expected = rows.map(row => row.map(cell => withoutTurning(String(cell ?? '')).replace(/^[\t\r\n]/, "'$&")))
      expect(plain).toEqual(expected)
    }),
  )
})

test('a cell of apostrophes alone is written and read in one pass', () => {
  const cell = `a${"'".repeat(1_000_000)}`
  expect(csvText([cell], [])).toBe(`${cell}\r\n`)
  expect(withoutGuard(cell)).toBe(cell)
  expect(withoutGuard(`;${cell.slice(1)}=`)).toBe(`;${cell.slice(2)}=`)
})
