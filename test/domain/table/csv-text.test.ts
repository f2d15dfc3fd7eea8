import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvText } from '../../../functions/domain/table/csv-text.ts'

test('a cell that a spreadsheet would execute is made text', () => {
  const cells = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', 'a=1', -1]
  expect(
    csvText(
      ['a'],
      cells.map(cell => [cell]),
    ),
  ).toBe(`a\r\n'=1+1\r\n'+1\r\n'-1\r\n'@SUM(A1)\r\n'\t=1\r\n"'\r=1"\r\n"'\n=1"\r\na=1\r\n-1\r\n`)
})

test('it reads back as it was written, except for the apostrophe before a formula', () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('a "quoted", word', 'two\r\nlines', 'ä', ''),
    fc.integer(),
    fc.constant(null),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { minLength: 1 }), rows => {
      const read: unknown = parse(csvText(['one', 'two'], rows), { relax_column_count: false, from_line: 2 })
      const expected = rows.map(row =>
        row.map(cell => (typeof cell === 'string' && /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : String(cell ?? ''))),
      )
      expect(read).toEqual(expected)
    }),
  )
})
